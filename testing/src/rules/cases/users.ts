/** Public profiles. */
import { LIMITS, userPath } from '@firegroups/model';
import { limit } from 'firebase/firestore';
import { createProfile, remove, updateProfile } from '../../fixtures/clientWrites.ts';
import { documentCases, storedFields } from '../documentCases.ts';
import { extraField } from '../extra.ts';
import { field, fixed, imageId, nameUpTo, now, optional, server, text } from '../fields.ts';
import { get, list, write } from '../operations.ts';
import { ACCEPTED_CLIENTS, OTHER, OWNER, byUsers } from '../people.ts';
import { ANONYMOUS, UNVERIFIED, personCase, type Policy } from '../policyCase.ts';

const https = (length: number) => 'https://'.padEnd(length, 'x');

const path = userPath(OWNER);
const profile = {
  what: 'a profile',
  hasExtra: true,
  by: OWNER,
  given: {},
  fields: {
    displayName: nameUpTo(LIMITS.displayName),
    displayNameSearch: server('text'),
    photoURL: optional(
      field({
        stored: null,
        good: [https(20), https(LIMITS.photoURL), null],
        bad: [https(LIMITS.photoURL + 1), 'http://example.com', 'https://', 'https://a b', '', 7],
      }),
    ),
    photoId: imageId(),
    bio: optional(text(LIMITS.bio)),
    ...extraField('users'),
    createdAt: fixed(now()),
    updatedAt: now(),
  },
  create: () => [createProfile(OWNER)],
  update: updateProfile(OWNER, { displayName: 'Better' }),
};

const stored = { [path]: storedFields(profile.fields) };
const signedIn = [OWNER, OTHER, ...ACCEPTED_CLIENTS];

export const users: Policy = {
  of: 'users/{uid}',
  cases: [
    ...byUsers('get a profile', stored, signedIn, get(path)),
    ...byUsers('list a page of profiles', stored, signedIn, list('users', limit(LIMITS.openList))),
    ...byUsers(
      'list more profiles than a page has',
      stored,
      [],
      list('users', limit(LIMITS.openList + 1)),
    ),
    ...byUsers('list all profiles', stored, [], list('users')),
    ...byUsers("create the owner's profile", { [path]: null }, [OWNER], write(...profile.create())),
    ...byUsers("change the owner's profile", stored, [OWNER], write(profile.update)),
    ...byUsers("delete the owner's profile", stored, [], write(remove(path))),
    ...Object.entries({
      'an anonymous user': ANONYMOUS,
      'a user whose email address is not verified': UNVERIFIED,
    }).map(([label, uid]) =>
      personCase(
        { label, uid },
        ACCEPTED_CLIENTS.includes(uid),
        'create a profile of their own',
        { [userPath(uid)]: null },
        write(createProfile(uid)),
      ),
    ),
    ...documentCases(profile),
  ],
};
