/** Updates of a membership, each with every field that it must not change. */
import { deleteField, serverTimestamp } from 'firebase/firestore';
import {
  setJoined,
  setRole,
  mute,
  updateMembership,
  withFields,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { ACTOR, TARGET, type MembershipState } from '../../fixtures/membershipStates.ts';
import { write } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { twins, type PolicyCase } from '../policyCase.ts';
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
  extra: true,
};
const REMOVED = ['userId', 'groupId', 'role', 'status', 'invitedBy', 'createdAt', 'joinedAt'];

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
  const isMuting = what === 'muting';
  return twins(
    by,
    groupWith(GROUP, states),
    [what, write(update)],
    ...Object.entries(FORGERIES)
      // A promotion to creator is a transfer, which has its own cases.
      .filter(([field]) => what !== 'a promotion' || field !== 'role')
      .map(([field, value]) => changed('forged', field, value)),
    ...REMOVED.map((field) => changed('removed', field, deleteField())),
    ...(isMuting ? [] : [changed('set', 'muted', true)]),
  );
}

const ban = updateMembership(GROUP, TARGET, { status: 'banned' });

export const membershipUpdates: PolicyCase[] = [
  ...namedFieldsOnly('an acceptance', TARGET, { [TARGET]: 'invited' }, setJoined(GROUP, TARGET)),
  ...namedFieldsOnly(
    'an approval',
    ACTOR,
    { [ACTOR]: 'admin', [TARGET]: 'waiting' },
    setJoined(GROUP, TARGET),
  ),
  ...namedFieldsOnly('a ban', ACTOR, { [ACTOR]: 'admin', [TARGET]: 'member' }, ban),
  ...namedFieldsOnly(
    'a promotion',
    ACTOR,
    { [ACTOR]: 'creator', [TARGET]: 'member' },
    setRole(GROUP, TARGET, 'admin'),
  ),
  ...namedFieldsOnly(
    'a demotion',
    ACTOR,
    { [ACTOR]: 'creator', [TARGET]: 'admin' },
    setRole(GROUP, TARGET, 'member'),
  ),
  ...namedFieldsOnly('muting', TARGET, { [TARGET]: 'member' }, mute(GROUP, TARGET)),
];
