/** Public profiles. */
import { LIMITS, userPath } from '@firegroups/model';
import {
  collection,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  limit,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';
import {
  createdDocument,
  documentCases,
  storedDocument,
  type UpdatableSpec,
} from '../documentCases.ts';
import { filledText, fixed, now, optional, server, text } from '../fields.ts';
import { ANONYMOUS, type Policy, type PolicyCase } from '../policyCase.ts';
import { OTHER, OWNER, byEverybody } from '../everybody.ts';

const https = (length: number) => 'https://'.padEnd(length, 'x');

const profile: UpdatableSpec = {
  what: 'a profile',
  by: OWNER,
  given: () => ({}),
  path: () => userPath(OWNER),
  fields: {
    displayName: filledText(LIMITS.displayName),
    displayNameSearch: server('text'),
    photoURL: optional({
      isOptional: true,
      change: 'free',
      stored: null,
      good: [https(20), https(LIMITS.photoURL), null],
      bad: [https(LIMITS.photoURL + 1), 'http://example.com', 'https://', 'https://a b', '', 7],
    }),
    bio: optional(text(LIMITS.bio)),
    createdAt: fixed(now()),
    updatedAt: now(),
  },
  update: { displayName: 'Better', updatedAt: serverTimestamp() },
};

const storedProfile = { [userPath(OWNER)]: storedDocument(profile) };

const people = (count?: number): PolicyCase['does'] => {
  const limits = count === undefined ? [] : [limit(count)];
  return (firestore) => getDocs(query(collection(firestore, 'users'), ...limits));
};

export const users: Policy = {
  of: 'users/{uid}',
  cases: [
    ...byEverybody(
      'get a profile',
      storedProfile,
      (firestore) => getDoc(doc(firestore, userPath(OWNER))),
      [OWNER, OTHER],
    ),
    ...byEverybody('list 50 people', storedProfile, people(LIMITS.openList), [OWNER, OTHER]),
    ...byEverybody('list 51 people', storedProfile, people(LIMITS.openList + 1), []),
    ...byEverybody('list all people', storedProfile, people(), []),
    ...byEverybody(
      'create the profile',
      { [userPath(OWNER)]: null },
      (firestore) => setDoc(doc(firestore, userPath(OWNER)), createdDocument(profile)),
      [OWNER],
    ),
    ...byEverybody(
      'change the profile',
      storedProfile,
      (firestore) => updateDoc(doc(firestore, userPath(OWNER)), profile.update),
      [OWNER],
    ),
    ...byEverybody(
      'delete the profile',
      storedProfile,
      (firestore) => deleteDoc(doc(firestore, userPath(OWNER))),
      [],
    ),
    {
      // One with an anonymous account has no profile, not even their own.
      name: 'one with an anonymous account may not create a profile of their own',
      given: () => ({ [userPath('anonymous')]: null }),
      by: ANONYMOUS,
      does: (firestore) => setDoc(doc(firestore, userPath('anonymous')), createdDocument(profile)),
      outcome: 'denied',
    },
    ...documentCases(profile),
  ],
};
