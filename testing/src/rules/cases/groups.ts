/** Groups: who reads, edits and deletes them. groupCreation.ts has the cases of creating them. */
import { LIMITS, groupPath, type Group } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import {
  collection,
  deleteField,
  getDocs,
  limit,
  or,
  query,
  serverTimestamp,
  where,
} from 'firebase/firestore';
import { deleteGroup, remove, updateGroup, type Fields } from '../../fixtures/clientWrites.ts';
import { ACTOR, BYSTANDER } from '../../fixtures/membershipStates.ts';
import { missingCase, updateCases } from '../documentCases.ts';
import { UUID, exactly } from '../fields.ts';
import { count, get, list, listAcross, write } from '../operations.ts';
import { PEOPLE, groupOf, isAdmin, isJoined, isSignedIn, type Person } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import {
  allDenied,
  allowed,
  personCase,
  twins,
  type Policy,
  type PolicyCase,
  type SeedData,
} from '../policyCase.ts';
import { groupWith } from '../seedData.ts';
import { group, groupFields } from './groupCreation.ts';

const past = new Date(0);
const path = groupPath(GROUP);

// ---- Reading ----

const seesPrivate = (person: Person) =>
  isJoined(person) ||
  (isSignedIn(person) && ['invited', 'invited by the actor', 'waiting'].includes(person.state));

const withVisibility = ({ uid, state }: Person, visibility: Group['visibility']) =>
  groupWith(GROUP, { [uid]: state }, { visibility });

function getting(person: Person): PolicyCase[] {
  const cases: [what: string, isAllowed: boolean, given: SeedData][] = [
    ['get a public group', isSignedIn(person), withVisibility(person, 'public')],
    ['get a private group', seesPrivate(person), withVisibility(person, 'private')],
    ['get a group that does not exist', false, {}],
  ];
  return cases.map(([what, isAllowed, given]) =>
    personCase(person, isAllowed, what, given, get(path)),
  );
}

const isPublic = where('visibility', '==', 'public');
const isPrivate = where('visibility', '==', 'private');
const one = limit(1);

const listing: PolicyCase[] = [
  ...PEOPLE.map((person) => {
    const does = list('groups', isPublic, one);
    return personCase(person, isSignedIn(person), 'list public groups', groupOf(person), does);
  }),
  ...twins(
    ACTOR,
    groupWith(GROUP, {}),
    ['a page of public groups', list('groups', isPublic, limit(LIMITS.openList))],
    ['more public groups than a page has', list('groups', isPublic, limit(LIMITS.openList + 1))],
    ['a list of all public groups', list('groups', isPublic)],
    ['a count of all public groups', count('groups', isPublic)],
    ['a list of private groups', list('groups', isPrivate, one)],
    [
      'a list of groups of both visibilities',
      list('groups', where('visibility', 'in', ['public', 'private']), one),
    ],
    [
      'a list of groups that are public or private',
      (firestore) => getDocs(query(collection(firestore, 'groups'), or(isPublic, isPrivate), one)),
    ],
    ['a list of public groups by collection group', listAcross('groups', isPublic, one)],
  ),
  {
    name: 'refuses a list of groups of any visibility',
    by: ACTOR,
    given: groupWith(GROUP, {}),
    does: list('groups', one),
    outcome: 'too wide',
  },
];

// ---- Editing and deleting ----

const edit = (fields: Fields) => write(updateGroup(GROUP, fields));
const deletion = (fields: Fields = {}) => write(deleteGroup(GROUP, fields));
const asAdmin = groupWith(GROUP, { [ACTOR]: 'admin' });
const asCreator = groupWith(GROUP, { [ACTOR]: 'creator' });
const OTHER_UUID = UUID.replace('6f', '7f');
const withPhotoBy = (photoBy: string) =>
  groupWith(GROUP, { [ACTOR]: 'admin' }, { photoId: UUID, photoBy });
const beingDeleted = groupWith(
  GROUP,
  { [ACTOR]: 'creator' },
  { visibility: 'private', deletedAt: Timestamp.now() },
);

const changing: PolicyCase[] = [
  ...PEOPLE.flatMap((person) => {
    const isCreator = isSignedIn(person) && person.state === 'creator';
    const given = groupOf(person);
    return [
      personCase(person, isAdmin(person), 'edit the group', given, edit({ title: 'Better' })),
      personCase(person, isCreator, 'delete the group by deletedAt', given, deletion()),
      personCase(person, false, "delete the group's document", given, write(remove(path))),
    ];
  }),
  ...twins(
    ACTOR,
    withPhotoBy('somebody'),
    ['an own image as the photo', edit({ photoId: OTHER_UUID, photoBy: ACTOR })],
    ["another user's image as the photo", edit({ photoId: OTHER_UUID, photoBy: 'somebody' })],
    ['a photo of nobody', edit({ photoId: OTHER_UUID, photoBy: null })],
    ['an own photo that is no UUID', edit({ photoId: 'photo', photoBy: ACTOR })],
    ['an own photo that is a number', edit({ photoId: 7, photoBy: ACTOR })],
    ['no photo, but somebody who uploaded it', edit({ photoId: null, photoBy: ACTOR })],
  ),
  ...twins(
    ACTOR,
    withPhotoBy(ACTOR),
    ['no photo', edit({ photoId: null, photoBy: null })],
    ['an own photo without its uploader', edit({ photoBy: null })],
  ),
  ...twins(
    ACTOR,
    withPhotoBy(ACTOR),
    ['another own photo', edit({ photoId: OTHER_UUID })],
    ["an own photo that becomes another user's", edit({ photoBy: 'somebody' })],
  ),
  ...updateCases({
    ...group,
    hasExtra: true,
    given: asAdmin,
    fields: { ...groupFields, creatorId: exactly(BYSTANDER) },
  }),
  missingCase(group),
  missingCase({
    ...group,
    what: "a group of which an admin's membership is left and",
    given: asAdmin,
  }),
  ...twins(
    ACTOR,
    asCreator,
    ['a deletion', deletion()],
    ['a deletion that leaves the group public', edit({ deletedAt: serverTimestamp() })],
    ['a deletion with a past deletedAt', deletion({ deletedAt: past })],
    ['a deletion that sets the title', deletion({ title: 'Bye' })],
    ['a deletion that sets createdAt', deletion({ createdAt: serverTimestamp() })],
    ['a deletion with a past updatedAt', deletion({ updatedAt: past })],
    ['a deletion whose deletedAt is null', deletion({ deletedAt: null })],
  ),
  ...twins(
    ACTOR,
    asAdmin,
    ['an edit that makes the group private', edit({ visibility: 'private' })],
    ['an edit that sets creatorId alone', edit({ creatorId: ACTOR })],
  ),
  ...allDenied(ACTOR, beingDeleted, {
    'the creator cannot edit a group that is being deleted': edit({ title: 'Back' }),
    'the creator cannot bring back a group that is being deleted': edit({
      deletedAt: deleteField(),
      visibility: 'public',
    }),
    'the creator cannot delete a group that is being deleted': deletion(),
  }),
  allowed({
    name: 'the creator can delete a group that has fields by functions',
    by: ACTOR,
    given: groupWith(GROUP, { [ACTOR]: 'creator' }, { titleSearch: 'chess club', memberCount: 2 }),
    does: deletion(),
  }),
];

export const groups: Policy = {
  of: 'groups/{groupId}',
  cases: [...PEOPLE.flatMap(getting), ...listing, ...changing],
};
