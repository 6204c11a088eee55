/** How a person finds their way through the demo, for what many tests do on their way. */
import type { Locator, Page } from 'playwright-core';
import type { Person } from '../clients/client.ts';
import { expectShown } from './expecting.ts';

/** Signs a person in who is registered already; resolves when their groups are on the screen. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  const form = page.getByRole('tabpanel', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'E-mail' }).fill(person.fg.auth.currentUser!.email!);
  await form.getByRole('textbox', { name: 'Password' }).fill('secret');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expectShown(page.getByRole('heading', { name: 'My groups', level: 1 }));
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
  await expectShown(page.getByRole('heading', { name: 'My groups', level: 1 }));
}

/** Opens a group's chat; resolves when it can be written to. */
export async function openGroup(page: Page, groupId: string): Promise<void> {
  await page.goto(`/groups/${groupId}`);
  await expectShown(messageField(page));
}

/** The field that one writes a message in. */
export const messageField = (page: Page) => page.getByRole('textbox', { name: 'Message' });

/** The messages on the screen that hold a text. */
export const messages = (page: Page, text: string) =>
  page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text });

/** Writes a message and sends it as most people do: with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await messageField(page).fill(text);
  await messageField(page).press('Enter');
  await expectShown(messages(page, text));
}

/** Chooses what to do with a message from its menu. */
export async function menuOf(message: Locator, choice: string): Promise<void> {
  await message.getByRole('button', { name: 'What to do with this message' }).click();
  await message.page().getByRole('menuitem', { name: choice }).click();
}

/** Opens one of a group's other screens; resolves when it is there. */
export async function openScreen(
  page: Page,
  groupId: string,
  screen: 'posts' | 'events' | 'members' | 'about',
): Promise<void> {
  await page.goto(`/groups/${groupId}/${screen}`);
  await expectShown(page.getByRole('heading', { level: 2 }).first());
}

/** Says yes to a question. */
export async function confirm(page: Page, question: string, answer: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: question });
  await dialog.getByRole('button', { name: answer, exact: true }).click();
}
