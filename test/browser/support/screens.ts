/** How a person finds their way through the demo, for what many tests do on their way. */
import type { Page } from 'playwright-core';
import type { Person } from '../../../tools/src/clients/client.ts';

/** Signs a person in who is registered already; resolves when their groups are on the screen. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  const form = page.getByRole('tabpanel', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(person.fg.auth.currentUser!.email!);
  await form.getByRole('textbox', { name: 'Password' }).fill('secret');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My groups', level: 1 }).waitFor();
}

/** Makes an account as a newcomer does; resolves when the new user's groups are on the screen. */
export async function register(page: Page, account: { name: string; email: string }) {
  await page.goto('/');
  await page.getByRole('tab', { name: 'New account' }).click();
  const form = page.getByRole('tabpanel', { name: 'New account' });
  await form.getByRole('textbox', { name: 'Name' }).fill(account.name);
  await form.getByRole('textbox', { name: 'E-mail' }).fill(account.email);
  await form.getByRole('textbox', { name: 'Password' }).fill('secret');
  await form.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'My groups', level: 1 }).waitFor();
}
