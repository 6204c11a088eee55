/** Votes on events. */
import { VOTES, eventPath, votePath } from '@firegroups/model';
import { limit, serverTimestamp } from 'firebase/firestore';
import { castVote, remove, update } from '../../fixtures/clientWrites.ts';
import { ACTOR, BYSTANDER } from '../../fixtures/membershipStates.ts';
import { creationCases, storedFields, updateCases } from '../documentCases.ts';
import { exactly, now, oneOf, type FieldKinds } from '../fields.ts';
import { get, list, listAcross, write } from '../operations.ts';
import { PEOPLE, groupOf, isAdmin, isJoined, type Person } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { personCase, type Policy, type PolicyCase, type SeedData } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';
import { inDays, storedEvent } from './events.ts';

const EVENT = eventPath(GROUP, 'e1');
const pathOf = (uid: string) => votePath(GROUP, 'e1', uid);
const fieldsOf = (uid: string): FieldKinds => ({
  userId: exactly(uid),
  vote: oneOf(VOTES),
  updatedAt: now(),
});
const changeVote = (uid: string) =>
  update(pathOf(uid), { vote: 'not_going', updatedAt: serverTimestamp() });

const asMember = { ...groupWith(GROUP, { [ACTOR]: 'member' }), [EVENT]: storedEvent() };
const vote = {
  what: 'a vote',
  by: ACTOR,
  given: asMember,
  fields: fieldsOf(ACTOR),
  create: () => [castVote(pathOf(ACTOR), ACTOR)],
  update: changeVote(ACTOR),
};

/** The cases of casting, changing and withdrawing the vote of `uid`. */
function voting(
  person: { label: string; uid: string },
  isAllowed: boolean,
  uid: string,
  object: string,
  given: SeedData,
  mayDelete = isAllowed,
): PolicyCase[] {
  const path = pathOf(uid);
  const before = { ...given, [path]: null };
  const after = { ...given, [path]: storedFields(fieldsOf(uid)) };
  return [
    personCase(person, isAllowed, `cast ${object}`, before, write(castVote(path, uid))),
    personCase(person, isAllowed, `change ${object}`, after, write(changeVote(uid))),
    personCase(person, mayDelete, `withdraw ${object}`, after, write(remove(path))),
  ];
}

function casesOf(person: Person): PolicyCase[] {
  const path = pathOf(BYSTANDER);
  const given = { ...groupOf(person), [path]: storedFields(fieldsOf(BYSTANDER)) };
  const withEvent = { ...groupOf(person), [EVENT]: storedEvent() };
  const joined = isJoined(person);
  return [
    personCase(person, joined, "get another user's vote", given, get(path)),
    personCase(person, joined, 'list votes', given, list(`${EVENT}/votes`, limit(50))),
    personCase(person, false, 'list votes across groups', given, listAcross('votes')),
    ...voting(person, joined, person.uid, 'their own vote', withEvent),
    ...voting(person, false, BYSTANDER, "another user's vote", withEvent, isAdmin(person)),
  ];
}

/** Members vote until the event starts or is cancelled, and never if it does not exist. */
const onEvent = (event: string, stored: object | null, isAllowed: boolean): PolicyCase[] =>
  voting({ label: 'a member', uid: ACTOR }, isAllowed, ACTOR, `a vote on ${event}`, {
    ...asMember,
    [EVENT]: stored,
  });

/** Admins delete votes at any time. */
const onPastEvent: PolicyCase[] = [ACTOR, BYSTANDER].map((uid) =>
  personCase(
    { label: 'an admin', uid: ACTOR },
    true,
    `delete the vote of ${uid === ACTOR ? 'their own' : 'another user'} on an event that has started`,
    {
      ...groupWith(GROUP, { [ACTOR]: 'admin' }),
      [EVENT]: storedEvent({ eventTime: inDays(-1) }),
      [pathOf(uid)]: storedFields(fieldsOf(uid)),
    },
    write(remove(pathOf(uid))),
  ),
);

const { cancelledAt: _none, ...neverCancelled } = storedEvent();

export const votes: Policy = {
  of: 'groups/{groupId}/events/{eventId}/votes/{uid}',
  cases: [
    ...PEOPLE.flatMap(casesOf),
    ...creationCases(vote),
    ...updateCases(vote),
    ...onEvent('a future event', storedEvent(), true),
    ...onEvent('an event without cancelledAt', neverCancelled, true),
    ...onEvent('an event that has started', storedEvent({ eventTime: inDays(-1) }), false),
    ...onEvent('a cancelled event', storedEvent({ cancelledAt: inDays(-1) }), false),
    ...onEvent('an event that does not exist', null, false),
    ...onPastEvent,
  ],
};
