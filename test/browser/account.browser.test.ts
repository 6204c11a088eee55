/** Accounts: registering, signing in and signing out. */
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

/** Registers an account like those of the sample data: the demo recognizes them by their email, which has only letters. */
async function registerSample(): Promise<{ first: string; email: string }> {
  const letters = randomUUID().replace(/[^a-f]/g, '');
  const email = `z${letters}@example.com`;
  const account = { name: `Z${letters} Sample`, email, password: 'firegroups' };
  await (await registerPerson(hostsFrom(), account)).close();
  return { first: `Z${letters}`, email };
}

describe('an account', () => {
  test('is created in one form, and the first screen suggests what to do next', async () => {
    const { page } = await devices.open();
    await register(page, { name: 'Bob', email: `${randomUUID()}@example.com` });
    await expectShown(
      page.getByText('You’re not in any groups yet'),
      page.getByRole('link', { name: 'Browse groups' }),
    );
    expect(await page.title()).toBe('My groups · firegroups');
  });

  test('is not created without a name', async () => {
    const { page } = await devices.open();
    await page.goto('/');
    await page.getByRole('tab', { name: 'Create account' }).click();
    const form = page.getByRole('tabpanel', { name: 'Create account' });
    const name = form.getByRole('textbox', { name: 'Name' });
    await name.fill('   ');
    await form.getByRole('textbox', { name: 'Email' }).fill(`${randomUUID()}@example.com`);
    await form.getByRole('textbox', { name: 'Password' }).fill('secret');
    await form.getByRole('button', { name: 'Create account' }).click();
    await expectShown(form.getByText('Enter your name.'));
    // The form still works, because no account with this email exists yet.
    await name.fill('Zoe');
    await form.getByRole('button', { name: 'Create account' }).click();
    await expectShown(page.getByRole('button', { name: 'Account menu: Zoe' }));
  });

  test('stays signed in after a reload, until the user signs out', async () => {
    const { page } = await devices.open();
    await signIn(page, cast.ann);
    await page.reload();
    await page.getByRole('button', { name: 'Account menu: Ann' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectShown(page.getByRole('tab', { name: 'Sign in' }));
  });
});

describe('a sample user', () => {
  test('is signed in with one click, and another one in a second tab', async () => {
    const [one, other] = [await registerSample(), await registerSample()];
    const { page, context } = await devices.open();
    await page.goto('/');
    await page.getByRole('button', { name: one.first }).click();
    await expectShown(page.getByText('You’re not in any groups yet'));

    await page.getByRole('button', { name: `Account menu: ${one.first}` }).click();
    const opened = context.waitForEvent('page');
    await page.getByRole('menuitem', { name: other.first }).click();
    await expectShown((await opened).getByRole('button', { name: `Account menu: ${other.first}` }));
    await page.reload();
    await expectShown(page.getByRole('button', { name: `Account menu: ${one.first}` }));
  });
});
