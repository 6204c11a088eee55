/** Accounts: registering, signing in and signing out. */
import { randomUUID } from 'node:crypto';
import { hostsFrom, registerPerson } from '../../testing/src/clients/client.ts';
import { expectVisible } from '../../testing/src/browser/expectations.ts';
import {
  createAccount,
  fillSignIn,
  signIn,
  verifyIfNeeded,
} from '../../testing/src/browser/steps.ts';
import { expect, test } from '../../testing/src/browser/test.ts';

/** Registers an account like those of the sample data: the demo recognizes them by their email, which has only letters. */
async function registerSample(): Promise<{ first: string; email: string }> {
  const letters = randomUUID().replace(/[^a-f]/g, '');
  const email = `z${letters}@example.com`;
  const account = { name: `Z${letters} Sample`, email, password: 'firegroups' };
  await (await registerPerson(hostsFrom(), account)).close();
  return { first: `Z${letters}`, email };
}

test.describe('an account', () => {
  test('is created in one form, and the first screen suggests what to do next', async ({
    open,
  }) => {
    const { page } = await open();
    await createAccount(page, { name: 'Bob', email: `${randomUUID()}@example.com` });
    await expectVisible(
      page.getByText('You’re not in any groups yet'),
      page.getByRole('link', { name: 'Browse groups' }),
    );
    expect(await page.title()).toBe('My groups · firegroups');
  });

  test('is not created without a name', async ({ open }) => {
    const { page } = await open();
    await page.goto('/');
    await page.getByRole('tab', { name: 'Create account' }).click();
    const form = page.getByRole('tabpanel', { name: 'Create account' });
    const name = form.getByRole('textbox', { name: 'Name' });
    await name.fill('   ');
    const email = `${randomUUID()}@example.com`;
    await form.getByRole('textbox', { name: 'Email' }).fill(email);
    await form.getByRole('textbox', { name: 'Password' }).fill('secret');
    await form.getByRole('button', { name: 'Create account' }).click();
    await expectVisible(form.getByText('Enter your name.'));
    // The form still works, because no account with this email exists yet.
    await name.fill('Zoe');
    await form.getByRole('button', { name: 'Create account' }).click();
    await verifyIfNeeded(page, email);
    await expectVisible(page.getByRole('button', { name: 'Account menu: Zoe' }));
  });

  test('stays signed in after a reload, until the user signs out', async ({ register, open }) => {
    const { page } = await open();
    await signIn(page, await register('Ann'));
    await page.reload();
    await page.getByRole('button', { name: 'Account menu: Ann' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectVisible(page.getByRole('tab', { name: 'Sign in' }));
  });
});

test.describe('two tabs', () => {
  test('sign out together, and both work for the user who signs in next', async ({ ann, bob }) => {
    const { page, context } = ann;
    await page.goto('/');
    const other = await context.newPage();
    await other.goto('/');
    await expectVisible(other.getByText('You’re not in any groups yet'));
    await page.getByRole('button', { name: 'Account menu: Ann' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectVisible(page.getByRole('tab', { name: 'Sign in' }));
    await expectVisible(other.getByRole('tab', { name: 'Sign in' }));
    await fillSignIn(other, bob);
    await expectVisible(other.getByText('You’re not in any groups yet'));
    await other.goto('/new');
    await other.getByRole('textbox', { name: 'Title' }).fill('After the other tab');
    await other.getByRole('button', { name: 'Create group' }).click();
    await expectVisible(other.getByRole('heading', { name: 'After the other tab', level: 1 }));
  });
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('what this device has never loaded is not available, instead of loading forever', async ({
    ann,
  }) => {
    const { page } = ann;
    await page.goto('/');
    await expectVisible(page.getByText('You’re not in any groups yet'));
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await ann.offline(async () => {
      await page.goto('/');
      await expectVisible(page.getByRole('main').getByText('Not available offline'));
      await page.goto('/groups/unseen');
      await expectVisible(page.getByRole('main').getByText('Not available offline'));
    });
    await page.goto('/');
    await expectVisible(page.getByText('You’re not in any groups yet'));
  });
});

test.describe('a sample user', () => {
  test('is signed in with one click, and another one in a second tab', async ({ open }) => {
    const [one, other] = [await registerSample(), await registerSample()];
    const { page, context } = await open();
    await page.goto('/');
    await page.getByRole('button', { name: one.first }).click();
    await expectVisible(page.getByText('You’re not in any groups yet'));

    await page.getByRole('button', { name: `Account menu: ${one.first}` }).click();
    const opened = context.waitForEvent('page');
    await page.getByRole('menuitem', { name: other.first }).click();
    await expectVisible(
      (await opened).getByRole('button', { name: `Account menu: ${other.first}` }),
    );
    await page.reload();
    await expectVisible(page.getByRole('button', { name: `Account menu: ${one.first}` }));
  });
});
