/** The steps of a random walk: who does what to whom in which group, sometimes slightly wrong. */
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  VISIBILITIES,
  groupPath,
  messagesPath,
  type Membership,
} from '@firegroups/model';
import fc from 'fast-check';
import {
  collection,
  doc,
  getDoc,
  getDocs,
  serverTimestamp,
  setDoc,
  updateDoc,
  type Firestore,
} from 'firebase/firestore';
import { MEMBERSHIP_WRITES, type MembershipWriteName } from '../../fixtures/membershipWrites.ts';
import { SIGNED_OUT } from '../policyCase.ts';

/** Who has a profile. */
export const PROFILED = ['ann', 'ben', 'cleo', 'dan', 'eve'];
const PEOPLE = [...PROFILED, 'no-profile'];
/** How many groups a walk has. */
export const GROUPS = 3;

const OTHER_DEEDS = [
  'read the chat',
  'write in the chat',
  'get the group',
  'set joinPolicy',
  'set invitePolicy',
  'set visibility',
  'have it erased',
] as const;

const SLIPS = {
  'an extra field': { extra: true },
  'a forged createdAt': { createdAt: new Date(0) },
  'a forged updatedAt': { updatedAt: new Date(0) },
  'a forged joinedAt': { joinedAt: new Date(0) },
  "another's userId": { userId: 'somebody' },
  "another group's id": { groupId: 'another' },
} as const;

export interface Step {
  group: number;
  actor: string;
  target: string;
  deed: MembershipWriteName | (typeof OTHER_DEEDS)[number];
  slip: keyof typeof SLIPS | null;
  /** What the group is founded with, where the deed is that. */
  founded: ReturnType<typeof policiesOf>;
  /** What the deed sets, where it edits the group. */
  edit: object;
}

const WRITES = Object.keys(MEMBERSHIP_WRITES) as MembershipWriteName[];

const policiesOf = (pick: number) => ({
  joinPolicy: JOIN_POLICIES[pick % JOIN_POLICIES.length]!,
  invitePolicy: INVITE_POLICIES[pick % INVITE_POLICIES.length]!,
  visibility: VISIBILITIES[pick % VISIBILITIES.length]!,
});

const EDITS: Partial<Record<Step['deed'], 'joinPolicy' | 'invitePolicy' | 'visibility'>> = {
  'set joinPolicy': 'joinPolicy',
  'set invitePolicy': 'invitePolicy',
  'set visibility': 'visibility',
};

/** Any step, sensible or not. Half of the deeds are about oneself; one in eight has a slip; an erasure is rare. */
const wildStep: fc.Arbitrary<Step> = fc
  .record({
    group: fc.nat(GROUPS - 1),
    actor: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...PEOPLE) },
      { weight: 1, arbitrary: fc.constant(SIGNED_OUT) },
    ),
    other: fc.constantFrom(...PEOPLE),
    isOnSelf: fc.boolean(),
    deed: fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(...WRITES) },
      { weight: 30, arbitrary: fc.constantFrom(...OTHER_DEEDS.slice(0, -1)) },
      { weight: 1, arbitrary: fc.constant('have it erased' as const) },
    ),
    slip: fc.oneof(
      { weight: 7, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...(Object.keys(SLIPS) as (keyof typeof SLIPS)[])),
      },
    ),
    pick: fc.nat(5),
  })
  .map(({ other, isOnSelf, pick, ...step }) => ({
    ...step,
    target: isOnSelf && step.actor !== SIGNED_OUT ? step.actor : other,
    ...policiesBy(step.deed, pick),
  }));

/** A change of a membership by what the model says of it then: the one of that number among those. */
export interface PickedStep {
  group: number;
  outcome: 'allowed' | 'denied';
  number: number;
}

/**
 * A step of a walk. Without picked ones that are allowed a random walk would get nowhere; without picked ones that are
 * denied, few would be tried by those who are in.
 */
export const anyStep: fc.Arbitrary<Step | PickedStep> = fc.oneof(
  { weight: 1, arbitrary: wildStep },
  { weight: 2, arbitrary: pickedStep('allowed') },
  { weight: 2, arbitrary: pickedStep('denied') },
);

function pickedStep(outcome: PickedStep['outcome']): fc.Arbitrary<PickedStep> {
  return fc.record({
    group: fc.nat(GROUPS - 1),
    outcome: fc.constant(outcome),
    number: fc.nat(1000),
  });
}

/** Every change of a membership that somebody could try in a group, by anybody, for anybody. */
export function everyWrite(
  { group, number }: PickedStep,
  people: readonly string[] = PEOPLE,
): Step[] {
  return WRITES.flatMap((deed) =>
    people.flatMap((actor) =>
      people.map((target) => ({
        group,
        actor,
        target,
        deed,
        slip: null,
        ...policiesBy(deed, number),
      })),
    ),
  );
}

function policiesBy(deed: Step['deed'], pick: number): Pick<Step, 'founded' | 'edit'> {
  const founded = policiesOf(pick);
  const field = EDITS[deed];
  return { founded, edit: field ? { [field]: founded[field] } : {} };
}

/** The step as a sentence. */
export function sentenceOf({ group, actor, target, deed, slip, founded, edit }: Step): string {
  const whom = deed in MEMBERSHIP_WRITES && target !== actor ? `, for ${target}` : '';
  const what = deed === 'found the group' ? ` ${JSON.stringify(founded)}` : '';
  const to = Object.keys(edit).length > 0 ? ` ${JSON.stringify(edit)}` : '';
  return `${actor}: ${deed}${what}${to}${whom} in group ${group}${slip ? `, with ${slip}` : ''}`;
}

/** Takes the step through a client. Rejects where it is refused. */
export async function take(
  step: Step,
  firestore: Firestore,
  groupId: string,
  target: Membership | null,
): Promise<unknown> {
  const { deed, actor, target: targetId, slip } = step;
  const updatedAt = serverTimestamp();
  switch (deed) {
    case 'read the chat':
      return getDocs(collection(firestore, messagesPath(groupId)));
    case 'write in the chat': {
      const message = { authorId: actor, text: 'Hello', createdAt: serverTimestamp() };
      return setDoc(doc(collection(firestore, messagesPath(groupId))), message);
    }
    case 'get the group':
      return getDoc(doc(firestore, groupPath(groupId)));
    case 'have it erased': {
      const erasure = { deletedAt: serverTimestamp(), visibility: 'private', updatedAt };
      return updateDoc(doc(firestore, groupPath(groupId)), erasure);
    }
    case 'set joinPolicy':
    case 'set invitePolicy':
    case 'set visibility':
      return updateDoc(doc(firestore, groupPath(groupId)), { ...step.edit, updatedAt });
    default:
      return MEMBERSHIP_WRITES[deed].write({
        firestore,
        groupId,
        actorId: actor,
        targetId,
        target,
        founded: step.founded,
        slip: slip ? SLIPS[slip] : undefined,
      });
  }
}
