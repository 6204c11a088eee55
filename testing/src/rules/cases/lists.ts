/** How much a list may ask for: the highest limit of each, and no documents skipped. Counts have the same bounds. */
import {
  LIMITS,
  commentPath,
  devicesPath,
  eventPath,
  membersPath,
  messagesPath,
  notificationsPath,
  postPath,
  userPath,
  wallPostPath,
} from '@firegroups/model';
import { limit, where } from 'firebase/firestore';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { count, list, listAcross, listFrom } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { allowed, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

interface List {
  path: string;
  /** Absent if a list of the user's own documents needs no limit. */
  most?: number;
  /** What the query has to ask for. */
  where?: [field: string, value: string];
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
const GROUP_LISTS = [
  messagesPath(GROUP),
  parentOf(postPath(GROUP, 'p1')),
  parentOf(commentPath(GROUP, 'p1', 'c1')),
  parentOf(eventPath(GROUP, 'e1')),
  `${eventPath(GROUP, 'e1')}/votes`,
];

const LISTS: List[] = [
  { path: 'users', most: LIMITS.openList },
  { path: 'groups', most: LIMITS.openList, where: ['visibility', 'public'] },
  { path: parentOf(wallPostPath('owner', 'p1')), most: LIMITS.openList },
  { path: `${wallPostPath('owner', 'p1')}/comments`, most: LIMITS.openList },
  ...GROUP_LISTS.map((path) => ({ path, most: LIMITS.groupList })),
  { path: membersPath(GROUP), most: LIMITS.groupList, where: ['status', 'joined'] },
  { path: notificationsPath(ACTOR) },
  { path: devicesPath(), where: ['userId', ACTOR] },
  { path: `${userPath(ACTOR)}/reads` },
  { path: 'members', where: ['userId', ACTOR] },
];

function casesOf({ path, most, where: wanted }: List): PolicyCase[] {
  const filter = wanted ? [where(wanted[0], '==', wanted[1])] : [];
  const isAcross = path === 'members';
  const what = isAcross ? "the user's own memberships" : path.replace(GROUP, '{groupId}');
  const upTo = (size?: number) => (size === undefined ? filter : [...filter, limit(size)]);
  const listed = (size?: number) => (isAcross ? listAcross : list)(path, ...upTo(size));
  const given = groupWith(GROUP, { [ACTOR]: 'member' });
  const operation = (name: string, does: PolicyCase['does']) => ({
    name: `${name} of ${what}`,
    by: ACTOR,
    given,
    does,
  });
  const skipping = (offset: number) => listFrom(offset, path, most && 1, wanted);
  return [
    allowed(operation('allows a list with the offset 0', skipping(0))),
    denied(operation('refuses a list with the offset 1', skipping(1))),
    denied(operation('refuses a list with the offset 1000000', skipping(1_000_000))),
    ...(most
      ? [
          allowed(operation(`allows a list with the limit ${most}`, listed(most))),
          denied(operation(`refuses a list with the limit ${most + 1}`, listed(most + 1))),
          denied(operation('refuses a list without a limit', listed())),
          allowed(operation(`allows a count with the limit ${most}`, count(path, ...upTo(most)))),
          denied(
            operation(`refuses a count with the limit ${most + 1}`, count(path, ...upTo(most + 1))),
          ),
          denied(operation('refuses a count without a limit', count(path, ...filter))),
        ]
      : [allowed(operation('allows a list without a limit', listed()))]),
  ];
}

export const lists: Policy = { of: 'lists', cases: LISTS.flatMap(casesOf) };
