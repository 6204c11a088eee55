/** Updates of a membership, each with every field that it must not change. */
import { memberPath } from '@firegroups/model';
import { deleteField, serverTimestamp } from 'firebase/firestore';
import {
  setJoined,
  setRole,
  setNotify,
  updateMembership,
  withFields,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { ACTOR, BYSTANDER, TARGET, type MembershipState } from '../../fixtures/membershipStates.ts';
import { write } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { twins, type PolicyCase, type SeedData } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const FORGERIES: Record<string, unknown> = {
  userId: 'somebody',
  groupId: 'another',
  role: 'creator',
  status: 'other',
  invitedBy: 'somebody',
  createdAt: serverTimestamp(),
  updatedAt: new Date(0),
  joinedAt: new Date(0),
  updatedBy: 'somebody',
  undeclared: true,
};
const REMOVED = [
  'userId',
  'groupId',
  'role',
  'status',
  'invitedBy',
  'createdAt',
  'joinedAt',
  'updatedBy',
];

/** The update alone is allowed. With one more field forged or removed, it is refused. */
function namedFieldsOnly(
  what: string,
  by: string,
  states: Record<string, MembershipState>,
  update: ClientWrite,
): PolicyCase[] {
  const changed = (name: string, field: string, value: unknown): [string, PolicyCase['does']] => [
    `${what} with ${field} ${name}`,
    write(withFields(update, { [field]: value })),
  ];
  const isNotifyLevel = what === 'a notify level';
  const isOwn = by === TARGET;
  return twins(
    by,
    updatedBefore(groupWith(GROUP, states)),
    [what, write(update)],
    ...Object.entries(FORGERIES)
      // A promotion to creator is a transfer, which has its own cases.
      .filter(([field]) => what !== 'a promotion' || field !== 'role')
      .map(([field, value]) => changed('forged', field, value)),
    ...REMOVED.map((field) => changed('removed', field, deleteField())),
    ...(isOwn ? [] : [changed('left', 'updatedBy', undefined)]),
    ...(isNotifyLevel ? [] : [changed('set', 'notify', 'none')]),
  );
}

/** The documents, with a target whom another user has updated before. */
const updatedBefore = (given: SeedData): SeedData => {
  const path = memberPath(GROUP, TARGET);
  return { ...given, [path]: { ...given[path], updatedBy: BYSTANDER } };
};

const ban = updateMembership(GROUP, TARGET, ACTOR, { status: 'banned' });

export const membershipUpdates: PolicyCase[] = [
  ...namedFieldsOnly(
    'an acceptance',
    TARGET,
    { [TARGET]: 'invited' },
    setJoined(GROUP, TARGET, TARGET),
  ),
  ...namedFieldsOnly(
    'an approval',
    ACTOR,
    { [ACTOR]: 'admin', [TARGET]: 'waiting' },
    setJoined(GROUP, TARGET, ACTOR),
  ),
  ...namedFieldsOnly('a ban', ACTOR, { [ACTOR]: 'admin', [TARGET]: 'member' }, ban),
  ...namedFieldsOnly(
    'a promotion',
    ACTOR,
    { [ACTOR]: 'creator', [TARGET]: 'member' },
    setRole(GROUP, TARGET, 'admin', ACTOR),
  ),
  ...namedFieldsOnly(
    'a demotion',
    ACTOR,
    { [ACTOR]: 'creator', [TARGET]: 'admin' },
    setRole(GROUP, TARGET, 'member', ACTOR),
  ),
  ...namedFieldsOnly('a notify level', TARGET, { [TARGET]: 'member' }, setNotify(GROUP, TARGET)),
];
