/** Users' walls: their posts, and the comments of anybody. */
import { LIMITS, wallCommentPath, wallPostPath } from '@firegroups/model';
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
  updateCases,
  type UpdatableSpec,
} from '../documentCases.ts';
import {
  ANONYMOUS,
  SIGNED_OUT,
  decided,
  denied,
  type Policy,
  type PolicyCase,
} from '../policyCase.ts';
import { commentFields, pinningFields, postFields } from './posts.ts';

const OWNER = 'owner';
const COMMENTER = 'commenter';
const POST = wallPostPath(OWNER, 'p1');
const COMMENT = wallCommentPath(OWNER, 'p1', 'c1');
const edited = { content: 'Better', updatedAt: serverTimestamp() };

const post: UpdatableSpec = {
  what: 'a wall post',
  by: OWNER,
  given: () => ({}),
  path: (_groupId, id = 'p1') => wallPostPath(OWNER, id),
  fields: postFields(OWNER),
  hasClientId: true,
  update: edited,
};

const comment: UpdatableSpec = {
  what: 'a wall comment',
  by: COMMENTER,
  given: () => ({ [POST]: storedDocument(post) }),
  path: (_groupId, id = 'c1') => wallCommentPath(OWNER, 'p1', id),
  fields: commentFields(COMMENTER),
  hasClientId: true,
  update: edited,
};

const PEOPLE = {
  'the owner of the wall': OWNER,
  'the author of the comment': COMMENTER,
  'another user': 'other',
  'one who is signed out': SIGNED_OUT,
  'one with an anonymous account': ANONYMOUS,
};
const SIGNED_IN = [OWNER, COMMENTER, 'other'];

/** An operation on a wall with a post and a comment, by everybody; only some may. */
const byEverybody = (
  name: string,
  may: readonly string[],
  does: (by: string) => PolicyCase['does'],
): PolicyCase[] =>
  Object.entries(PEOPLE).map(([who, by]) => ({
    name: `${who} ${may.includes(by) ? 'may' : 'may not'} ${name}`,
    given: () => ({
      [POST]: storedDocument(post),
      [COMMENT]: storedDocument(comment),
      [wallPostPath(OWNER, 'new')]: null,
      [wallCommentPath(OWNER, 'p1', 'new')]: null,
    }),
    by,
    does: does(by),
    outcome: decided(may.includes(by)),
  }));

const list =
  (path: string, count?: number): PolicyCase['does'] =>
  (firestore) =>
    getDocs(query(collection(firestore, path), ...(count === undefined ? [] : [limit(count)])));

/** Reading is alike for posts and comments: anybody signed in, page by page. */
const reading = (what: string, path: string) => {
  const folder = path.slice(0, path.lastIndexOf('/'));
  return [
    ...byEverybody(`get a ${what}`, SIGNED_IN, () => (firestore) => getDoc(doc(firestore, path))),
    ...byEverybody(`list 50 ${what}s`, SIGNED_IN, () => list(folder, LIMITS.openList)),
    ...byEverybody(`list 51 ${what}s`, [], () => list(folder, LIMITS.openList + 1)),
    ...byEverybody(`list all ${what}s`, [], () => list(folder)),
  ];
};

export const wallPosts: Policy = {
  of: 'users/{uid}/posts/{postId}',
  cases: [
    ...reading('wall post', POST),
    ...byEverybody('post on the wall as themselves', [OWNER], (by) => (firestore) => {
      const fields = createdDocument({ fields: postFields(by) });
      return setDoc(doc(firestore, wallPostPath(OWNER, 'new')), fields);
    }),
    ...byEverybody(
      'edit the wall post',
      [OWNER],
      () => (firestore) => updateDoc(doc(firestore, POST), edited),
    ),
    ...byEverybody(
      'pin the wall post',
      [OWNER],
      () => (firestore) => updateDoc(doc(firestore, POST), { pinned: true }),
    ),
    ...byEverybody(
      'delete the wall post',
      [OWNER],
      () => (firestore) => deleteDoc(doc(firestore, POST)),
    ),
    ...documentCases(post),
    ...updateCases({
      ...post,
      what: 'a pin of a wall post',
      fields: pinningFields(OWNER),
      update: { pinned: true },
    }),
  ],
};

export const wallComments: Policy = {
  of: 'users/{uid}/posts/{postId}/comments/{commentId}',
  cases: [
    ...reading('wall comment', COMMENT),
    ...byEverybody('comment on the wall as themselves', SIGNED_IN, (by) => (firestore) => {
      const fields = createdDocument({ fields: commentFields(by) });
      return setDoc(doc(firestore, wallCommentPath(OWNER, 'p1', 'new')), fields);
    }),
    ...byEverybody(
      'edit the wall comment',
      [COMMENTER],
      () => (firestore) => updateDoc(doc(firestore, COMMENT), edited),
    ),
    ...byEverybody(
      'delete the wall comment',
      [OWNER, COMMENTER],
      () => (firestore) => deleteDoc(doc(firestore, COMMENT)),
    ),
    ...documentCases(comment),
    denied({
      name: 'refuses a comment on a wall post that is not there',
      by: COMMENTER,
      given: () => ({ [POST]: null }),
      does: (firestore) => setDoc(doc(firestore, COMMENT), createdDocument(comment)),
    }),
    denied({
      name: 'refuses to delete a wall comment that is not there, to another',
      by: 'other',
      given: () => ({ [COMMENT]: null }),
      does: (firestore) => deleteDoc(doc(firestore, COMMENT)),
    }),
  ],
};
