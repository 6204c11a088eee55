/** The creation of a group: its document and the membership of its creator, in one batch. */
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  VISIBILITIES,
  memberPath,
  userPath,
} from '@firegroups/model';
import { serverTimestamp } from 'firebase/firestore';
import {
  createGroup,
  createMembership,
  send,
  updateGroup,
  withFields,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { withCounts } from '../../fixtures/counts.ts';
import { storedMember } from '../../fixtures/documents.ts';
import { ACTOR, MEMBERSHIP_STATES } from '../../fixtures/membershipStates.ts';
import { creationCases } from '../documentCases.ts';
import { extraField } from '../extra.ts';
import {
  exactly,
  nameUpTo,
  fixed,
  now,
  oneOf,
  optional,
  server,
  text,
  UUID,
  type FieldKinds,
} from '../fields.ts';
import { write, type Operation } from '../operations.ts';
import { PEOPLE, isSignedIn } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { allDenied, personCase, twins, type Policy } from '../policyCase.ts';
import { groupWith, profilesOf } from '../seedData.ts';

const past = new Date(0);

/** The fields of a group by the actor. */
export const groupFields: FieldKinds = {
  title: nameUpTo(LIMITS.groupTitle),
  titleSearch: server('text'),
  description: optional(text(LIMITS.groupDescription)),
  // Neither changes without the other: groups.ts has the cases. A group has members, who upload, before it has a photo.
  photoId: server(UUID),
  photoBy: server('somebody'),
  visibility: oneOf(VISIBILITIES),
  joinPolicy: oneOf(JOIN_POLICIES),
  invitePolicy: oneOf(INVITE_POLICIES),
  ...extraField('groups'),
  creatorId: exactly(ACTOR),
  createdAt: fixed(now()),
  updatedAt: now(),
  memberCount: server(5),
};

// A case with a long id may have left a membership behind.
const given = { ...profilesOf(ACTOR), [memberPath(GROUP, ACTOR)]: null };

/** A group by its creator. */
export const group = {
  what: 'a group',
  by: ACTOR,
  given,
  fields: groupFields,
  create: () => createGroup(GROUP, ACTOR),
  update: updateGroup(GROUP, { title: 'Better' }),
};

const [document, membership] = createGroup(GROUP, ACTOR);
const asCreator = (uid: string) => createMembership(GROUP, uid, MEMBERSHIP_STATES.creator);

/** Creates a valid group whose creator's membership has these fields. */
const withMembership = (changed: Fields) => write(document!, withFields(membership!, changed));

/** Creates a group whose id has this length. */
const withLongId =
  (length: number): Operation =>
  (firestore, groupId, uid) =>
    send(firestore, withCounts(uid, createGroup(groupId.padEnd(length, '-_Z'), ACTOR)));

export const groupCreations: Policy = {
  of: 'groups/{groupId}, created',
  cases: [
    ...PEOPLE.filter((person) => !isSignedIn(person) || person.state === 'none').map((person) =>
      personCase(person, isSignedIn(person), 'create a group', given, write(...group.create())),
    ),
    ...creationCases(group),
    ...twins(
      ACTOR,
      given,
      [`a group under an id of ${LIMITS.id} letters`, withLongId(LIMITS.id)],
      ['a group under a longer id', withLongId(LIMITS.id + 1)],
      ['a group under an id with é', write(...createGroup(`${GROUP}é`, ACTOR))],
    ),
    ...allDenied(
      ACTOR,
      { [userPath(ACTOR)]: null },
      {
        'a user without a profile cannot create a group': write(...group.create()),
      },
    ),
    ...twins(
      ACTOR,
      given,
      ["a group with its creator's membership", withMembership({})],
      ["a group without its creator's membership", write(document!)],
      ['a group whose creator is an admin', withMembership({ role: 'admin' })],
      [
        'a group whose creator asks to join',
        withMembership({ status: 'pending_request', joinedAt: null }),
      ],
      ['a creator without status', withMembership({ status: undefined })],
      ["a creator with another user's membership", withMembership({ userId: 'somebody' })],
      ["a creator with another group's membership", withMembership({ groupId: 'another' })],
      ['a creator whom somebody invited', withMembership({ invitedBy: 'somebody' })],
      ['a creator who has not joined', withMembership({ joinedAt: null })],
      ['a creator with a past joinedAt', withMembership({ joinedAt: past })],
      ['a creator with a past createdAt', withMembership({ createdAt: past })],
      ['a creator with a past updatedAt', withMembership({ updatedAt: past })],
      ['a creator with a notify level', withMembership({ notify: 'all' })],
      ['a creator with a field that is not declared', withMembership({ points: 1 })],
      [
        'a group that is deleted at once',
        write(withFields(document!, { deletedAt: serverTimestamp() }), membership!),
      ],
      ['a group with two creators', write(document!, asCreator(ACTOR), asCreator('somebody'))],
      ['a group for another user', write(...createGroup(GROUP, 'somebody'))],
    ),
    // Functions delete a group's document last, so this state is not expected.
    ...twins(
      ACTOR,
      {
        ...profilesOf(ACTOR),
        [memberPath(GROUP, ACTOR)]: storedMember(GROUP, ACTOR, MEMBERSHIP_STATES.creator),
      },
      ['a group by a user whose membership as its creator is left', write(document!)],
      [
        'a group with a past createdAt by such a user',
        write(withFields(document!, { createdAt: past })),
      ],
    ),
    ...allDenied(ACTOR, groupWith(GROUP, {}), {
      "a user cannot create a creator's membership in an existing group": write(asCreator(ACTOR)),
    }),
    ...allDenied(
      ACTOR,
      { ...groupWith(GROUP, { [ACTOR]: 'creator' }), [memberPath(GROUP, ACTOR)]: null },
      {
        "a user cannot create a creator's membership in an existing group whose creatorId is theirs":
          write(asCreator(ACTOR)),
      },
    ),
  ],
};
