/** Steps through the demo that many tests share. */
import { NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import type { Locator, Page } from '@playwright/test';
import { hostsFrom, type Person } from '../clients/client.ts';
import { expectVisible } from './expectations.ts';

/** Signs in a registered user. Resolves when their groups are shown. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, person);
}

/** The same, in a page that shows the form. */
export async function fillSignIn(page: Page, person: Person): Promise<void> {
  const form = page.getByRole('tabpanel', { name: 'Sign in' });
  await form.getByRole('textbox', { name: 'Email' }).fill(person.fg.auth.currentUser!.email!);
  await form.getByRole('textbox', { name: 'Password' }).fill('secret');
  await form.getByRole('button', { name: 'Sign in' }).click();
  await expectVisible(page.getByRole('heading', { name: 'My groups', level: 1 }));
}

/** Creates an account in the form. Resolves when the user's groups are shown. */
export async function createAccount(page: Page, account: { name: string; email: string }) {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Create account' }).click();
  const form = page.getByRole('tabpanel', { name: 'Create account' });
  await form.getByRole('textbox', { name: 'Name' }).fill(account.name);
  await form.getByRole('textbox', { name: 'Email' }).fill(account.email);
  await form.getByRole('textbox', { name: 'Password' }).fill('secret');
  await form.getByRole('button', { name: 'Create account' }).click();
  await verifyIfNeeded(page, account.email);
  await expectVisible(page.getByRole('heading', { name: 'My groups', level: 1 }));
}

/** After the form that creates an account: if the project wants it, opens the link in the email, and saves the profile. */
export async function verifyIfNeeded(page: Page, email: string): Promise<void> {
  if (!NEEDS_VERIFIED_EMAIL) return;
  await expectVisible(page.getByRole('heading', { name: 'Verify your email address' }));
  const next = page.getByRole('button', { name: 'Continue' });
  await next.click();
  await expectVisible(page.getByText('not verified yet'));
  await page.getByRole('button', { name: 'Send the email again' }).click();
  await expectVisible(page.getByText('Email sent.'));
  await fetch(await linkSentTo(email));
  await next.click();
  await page.getByRole('button', { name: 'Save' }).click();
}

/** The link in the last email to an address. The emulator sends none, but keeps its link. */
async function linkSentTo(email: string): Promise<string> {
  const { auth, projectId } = hostsFrom();
  const response = await fetch(`http://${auth}/emulator/v1/projects/${projectId}/oobCodes`);
  const { oobCodes } = (await response.json()) as {
    oobCodes: { email: string; oobLink: string }[];
  };
  return oobCodes.findLast((sent) => sent.email === email)!.oobLink;
}

/** Opens the list of the user's groups. */
export async function openMyGroups(page: Page): Promise<void> {
  await page.goto('/');
  await expectVisible(page.getByRole('heading', { name: 'My groups', level: 1 }));
}

/** Opens a group's chat. Resolves when the message field is shown. */
export async function openGroup(page: Page, groupId: string): Promise<void> {
  await page.goto(`/groups/${groupId}`);
  await expectVisible(messageField(page));
}

/** The message field. */
export const messageField = (page: Page) => page.getByRole('textbox', { name: 'Message' });

/** The messages that contain a text. */
export const messages = (page: Page, text: string) =>
  page.getByRole('log', { name: 'Messages' }).getByRole('article').filter({ hasText: text });

/** Writes a message and sends it with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await messageField(page).fill(text);
  await messageField(page).press('Enter');
  await expectVisible(messages(page, text));
}

/** Chooses an action from a message's menu. */
export async function menuOf(message: Locator, choice: string): Promise<void> {
  await message.getByRole('button', { name: 'Message options' }).click();
  await message.page().getByRole('menuitem', { name: choice }).click();
}

/** Opens another screen of a group. Resolves when it is shown. */
export async function openScreen(
  page: Page,
  groupId: string,
  screen: 'posts' | 'events' | 'members' | 'about',
): Promise<void> {
  await page.goto(`/groups/${groupId}/${screen}`);
  await expectVisible(page.getByRole('heading', { level: 2 }).first());
}

/** Confirms an action in its dialog. */
export async function confirm(page: Page, question: string, answer: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: question });
  await dialog.getByRole('button', { name: answer, exact: true }).click();
}
