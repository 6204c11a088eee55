/** The most extra fields that firegroups.config.ts can declare, and the costliest write of each kind of document with all of them. */
import { groupPath, LIMITS, userPath } from '@firegroups/model';
import { EXTRA_KINDS, type ExtraFields, type ExtraKind } from '@firegroups/model/config';
import {
  createEvent,
  createGroup,
  createPost,
  sendMessage,
  updateGroup,
  updateProfile,
  withFields,
  type ClientWrite,
} from '../fixtures/clientWrites.ts';
import { storedUser } from '../fixtures/documents.ts';
import { ACTOR } from '../fixtures/membershipStates.ts';
import { write } from './operations.ts';
import { GROUP } from './placeholder.ts';
import { allowed, type PolicyCase } from './policyCase.ts';
import { groupWith } from './seedData.ts';

const names = Array.from({ length: LIMITS.extraFields }, (_, i) => `field${i}`);
const isList = (i: number) => i < LIMITS.extraLists;

const fields: ExtraFields = Object.fromEntries(
  names.map((name, i) => [name, isList(i) ? { type: 'strings' } : { type: 'string' }]),
);
export const MOST_EXTRA = Object.fromEntries(EXTRA_KINDS.map((kind) => [kind, fields])) as Record<
  ExtraKind,
  ExtraFields
>;

const list = new Array<string>(LIMITS.extraStrings).fill('x'.repeat(LIMITS.extraStringsItem));
const extra = Object.fromEntries(
  names.map((name, i) => [name, isList(i) ? list : 'x'.repeat(LIMITS.extraString)]),
);

/** The rules with another `isValidExtra`. */
export const withMostExtra = (rules: string, isValidExtra: string): string =>
  rules.replace(/function isValidExtra[^]*?(?=\/\/ <\/generated>)/, () => isValidExtra);

const NEW = `${GROUP}new`;
const given = {
  ...groupWith(GROUP, { [ACTOR]: 'admin' }),
  [groupPath(NEW)]: null,
  [userPath(ACTOR)]: storedUser('Actor'),
};

function caseWith([document, ...others]: ClientWrite[]): PolicyCase {
  const does = write(withFields(document!, { extra }), ...others);
  return allowed({ name: 'with extra fields', by: ACTOR, given, does });
}

const tomorrow = new Date(Date.now() + 86_400_000);

/** With the paths of the blocks that check the batch. */
export const CASES_WITH_MOST_EXTRA: [name: string, PolicyCase, paths: string[]][] = [
  ['an updated profile', caseWith([updateProfile(ACTOR, {})]), ['/users/{uid}']],
  [
    'a new group',
    caseWith(createGroup(NEW, ACTOR)),
    ['/groups/{groupId}', '/members/{uid}', '/limits/{action}'],
  ],
  ['an updated group', caseWith([updateGroup(GROUP, { title: 'Other' })]), ['/groups/{groupId}']],
  ['a new post', caseWith([createPost(`users/${ACTOR}/posts/new`, ACTOR)]), ['/posts/{postId}']],
  [
    'a new event',
    caseWith([createEvent(`groups/${GROUP}/events/new`, ACTOR, tomorrow)]),
    ['/events/{eventId}', '/limits/{action}'],
  ],
  [
    'a new message',
    caseWith([sendMessage(`groups/${GROUP}/messages/new`, ACTOR)]),
    ['/messages/{messageId}'],
  ],
];
