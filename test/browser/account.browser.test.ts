/** From nobody to somebody: making an account, coming back to it, leaving it. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { hostsFrom, registerPerson } from '../../testing/src/clients/client.ts';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useDevices } from '../../testing/src/browser/devices.ts';
import { expectShown } from '../../testing/src/browser/expecting.ts';
import { register, signIn } from '../../testing/src/browser/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = registerUsers(people, 'ann');

/** An account as the sample data has them: it is told by its e-mail, which has letters alone. */
async function registerSample(): Promise<{ first: string; email: string }> {
  const letters = randomUUID().replace(/[^a-f]/g, '');
  const email = `z${letters}@example.com`;
  const account = { name: `Z${letters} Sample`, email, password: 'firegroups' };
  await (await registerPerson(hostsFrom(), account)).close();
  return { first: `Z${letters}`, email };
}

describe('an account', () => {
  test('is made in one form, and its owner is told what to do first', async () => {
    const { page } = await devices.open();
    await register(page, { name: 'Bob', email: `${randomUUID()}@example.com` });
    await expectShown(
      page.getByText('You are in no group yet'),
      page.getByRole('link', { name: 'Browse groups' }),
    );
    expect(await page.title()).toBe('My groups · firegroups');
  });

  test('is not made without a name', async () => {
    const { page } = await devices.open();
    await page.goto('/');
    await page.getByRole('tab', { name: 'New account' }).click();
    const form = page.getByRole('tabpanel', { name: 'New account' });
    const name = form.getByRole('textbox', { name: 'Name' });
    await name.fill('   ');
    await form.getByRole('textbox', { name: 'E-mail' }).fill(`${randomUUID()}@example.com`);
    await form.getByRole('textbox', { name: 'Password' }).fill('secret');
    await form.getByRole('button', { name: 'Create the account' }).click();
    await expectShown(form.getByText('Say how others may call you.'));
    // The same form goes on: no account is there yet, which would be told here.
    await name.fill('Zoe');
    await form.getByRole('button', { name: 'Create the account' }).click();
    await expectShown(page.getByRole('button', { name: 'Account of Zoe' }));
  });

  test('outlives a reload, and ends with the sign-out', async () => {
    const { page } = await devices.open();
    await signIn(page, cast.ann);
    await page.reload();
    await page.getByRole('button', { name: 'Account of Ann' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectShown(page.getByRole('tab', { name: 'Sign in' }));
  });
});

describe('a person of the sample data', () => {
  test('is one click away, and another one a tab further', async () => {
    const [one, other] = [await registerSample(), await registerSample()];
    const { page, context } = await devices.open();
    await page.goto('/');
    await page.getByRole('button', { name: one.first }).click();
    await expectShown(page.getByText('You are in no group yet'));

    await page.getByRole('button', { name: `Account of ${one.first}` }).click();
    const opened = context.waitForEvent('page');
    await page.getByRole('menuitem', { name: other.first }).click();
    await expectShown((await opened).getByRole('button', { name: `Account of ${other.first}` }));
    await page.reload();
    await expectShown(page.getByRole('button', { name: `Account of ${one.first}` }));
  });
});
