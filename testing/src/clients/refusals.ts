/** Tables of calls that the SDK refuses, with one row per case. */
import { test } from '@jest/globals';
import type { Firegroups, FiregroupsErrorReason } from 'firegroups';
import type { Person } from './client.ts';
import { expectReason } from './expectReason.ts';

/** Why the SDK refuses a call: the reason of the error, and what its message matches. */
export type Refusal = readonly [reason: FiregroupsErrorReason, message: RegExp];

export const NOT_A_MEMBER: Refusal = ['not-a-member', /Join it first/];
export const NOT_AUTHOR: Refusal = [
  'permission-denied',
  /^Only the author can do this. Ask the author/,
];
export const NOT_AUTHOR_OR_ADMIN: Refusal = [
  'permission-denied',
  /^Only the author or an admin can do this. Ask/,
];
/** The general message of `permission-denied`. */
export const NOT_PERMITTED: Refusal = [
  'permission-denied',
  /^Only the author or an admin can do this\.$/,
];
export const NOT_ADMIN: Refusal = [
  'permission-denied',
  /^Only the creator or an admin can do this. Ask/,
];
export const NOT_FOUND: Refusal = ['not-found', /Check the ids/];
export const BANNED: Refusal = ['banned', /lift the ban/];

/**
 * Tests that the SDK refuses each row's call. `targets` says what the verbs are called on. Its keys are part of the titles:
 * `deleteEvent of another user’s event by max`.
 */
export function testRefusals<
  Name extends string,
  Title extends string,
  Target,
  Verb extends string,
>(
  users: Record<Name, Person>,
  targets: Record<Title, (actor: Person) => Target>,
  verbs: Record<Verb, (fg: Firegroups, target: Target) => Promise<unknown>>,
  rows: readonly [verb: NoInfer<Verb>, target: NoInfer<Title>, actor: NoInfer<Name>, Refusal][],
): void {
  for (const [verb, target, name, refusal] of rows) {
    test([verb, target, 'by', name].filter(Boolean).join(' '), async () => {
      const actor = users[name];
      await expectReason(verbs[verb](actor.fg, targets[target](actor)), ...refusal);
    });
  }
}
