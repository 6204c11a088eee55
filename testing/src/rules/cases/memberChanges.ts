/** Changes of a membership: each with everything that it may not take along. */
import { memberPath } from '@firegroups/model';
import { deleteField, doc, serverTimestamp, updateDoc } from 'firebase/firestore';
import { ACTOR, TARGET, type MembershipState } from '../../fixtures/membershipStates.ts';
import { twins, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../worlds.ts';

const update =
  (change: object): PolicyCase['does'] =>
  (firestore, groupId) =>
    updateDoc(doc(firestore, memberPath(groupId, TARGET)), {
      updatedAt: serverTimestamp(),
      ...change,
    });

/** A change of a membership, and everything that it may not take along. */
function namedFieldsOnly(
  what: string,
  by: string,
  standings: Record<string, MembershipState>,
  change: Record<string, unknown>,
): PolicyCase[] {
  const given = (groupId: string) => groupWith(groupId, standings);
  const forgeries: Record<string, unknown> = {
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
  const removals = ['userId', 'groupId', 'role', 'status', 'invitedBy', 'createdAt', 'joinedAt'];
  return twins(
    { by, given },
    [what, update(change)],
    ...Object.entries(forgeries).map(([field, value]): [string, PolicyCase['does']] => [
      `${what} with ${field} forged`,
      update({ ...change, [field]: value }),
    ]),
    ...removals.map((field): [string, PolicyCase['does']] => [
      `${what} with ${field} taken away`,
      update({ ...change, [field]: deleteField() }),
    ]),
    ...('muted' in change
      ? []
      : [
          [`${what} with muted set`, update({ ...change, muted: true })] as [
            string,
            PolicyCase['does'],
          ],
        ]),
  );
}

const joined = { status: 'joined', joinedAt: serverTimestamp() };

export const memberChanges: PolicyCase[] = [
  ...namedFieldsOnly('an acceptance', TARGET, { [TARGET]: 'invited' }, joined),
  ...namedFieldsOnly('an approval', ACTOR, { [ACTOR]: 'admin', [TARGET]: 'waiting' }, joined),
  ...namedFieldsOnly(
    'a ban',
    ACTOR,
    { [ACTOR]: 'admin', [TARGET]: 'member' },
    { status: 'banned' },
  ),
  ...namedFieldsOnly(
    'a promotion',
    ACTOR,
    { [ACTOR]: 'creator', [TARGET]: 'member' },
    { role: 'admin' },
  ),
  ...namedFieldsOnly(
    'a demotion',
    ACTOR,
    { [ACTOR]: 'creator', [TARGET]: 'admin' },
    { role: 'member' },
  ),
  ...namedFieldsOnly('muting', TARGET, { [TARGET]: 'member' }, { muted: true }),
].filter(({ name }) => !name.includes('promotion with role forged'));
