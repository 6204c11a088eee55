/** From nobody to somebody: making an account, coming back to it, leaving it. */
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { useCast } from '../support/club.ts';
import { usePeople } from '../support/people.ts';
import { useDevices } from './support/devices.ts';
import { expectShown } from './support/expecting.ts';
import { register, signIn } from './support/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = useCast(people, 'ann');

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

  test('outlives a reload, and ends with the sign-out', async () => {
    const { page } = await devices.open();
    await signIn(page, cast.ann);
    await page.reload();
    await page.getByRole('button', { name: 'Account of Ann' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expectShown(page.getByRole('tab', { name: 'Sign in' }));
  });
});
