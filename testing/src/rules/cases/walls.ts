/** Users' walls: the owner's posts, and comments by every user. */
import { LIMITS, userPath, wallCommentPath, wallPostPath } from '@firegroups/model';
import { limit } from 'firebase/firestore';
import {
  createComment,
  createPost,
  createProfile,
  pinPost,
  remove,
  updateContent,
} from '../../fixtures/clientWrites.ts';
import { documentCases, storedFields, updateCases } from '../documentCases.ts';
import { get, list, write, type Operation } from '../operations.ts';
import { ACCEPTED_CLIENTS, OTHER, OWNER, byEach } from '../people.ts';
import { ANONYMOUS, SIGNED_OUT, UNVERIFIED, allDenied, type Policy } from '../policyCase.ts';
import { profilesOf } from '../seedData.ts';
import { commentFields, pinningFields, postFields } from './posts.ts';

const COMMENTER = 'commenter';
const POST = wallPostPath(OWNER, 'p1');
const COMMENT = wallCommentPath(OWNER, 'p1', 'c1');
const NEW_POST = wallPostPath(OWNER, 'new');
const NEW_COMMENT = wallCommentPath(OWNER, 'p1', 'new');
const storedPost = storedFields(postFields(OWNER));

const PEOPLE = {
  'the owner of the wall': OWNER,
  'the author of the comment': COMMENTER,
  'another user': OTHER,
  'a signed-out client': SIGNED_OUT,
  'an anonymous user': ANONYMOUS,
  'a user whose email address is not verified': UNVERIFIED,
};
const SIGNED_IN = [OWNER, COMMENTER, OTHER, ...ACCEPTED_CLIENTS];

/** The cases of one operation on a wall with a post and a comment. */
const byEverybody = (what: string, may: readonly string[], does: (uid: string) => Operation) => {
  const given = {
    ...profilesOf(...Object.values(PEOPLE)),
    [POST]: storedPost,
    [COMMENT]: storedFields(commentFields(COMMENTER)),
    [NEW_POST]: null,
    [NEW_COMMENT]: null,
  };
  return byEach(PEOPLE, what, given, may, does);
};

/** Every signed-in user reads posts and comments, page by page. */
const reading = (what: string, path: string) => {
  const collection = path.slice(0, path.lastIndexOf('/'));
  return [
    ...byEverybody(`get a ${what}`, SIGNED_IN, () => get(path)),
    ...byEverybody(`list a page of ${what}s`, SIGNED_IN, () =>
      list(collection, limit(LIMITS.openList)),
    ),
    ...byEverybody(`list more ${what}s than a page has`, [], () =>
      list(collection, limit(LIMITS.openList + 1)),
    ),
    ...byEverybody(`list all ${what}s`, [], () => list(collection)),
  ];
};

export const wallPosts: Policy = {
  of: 'users/{uid}/posts/{postId}',
  cases: [
    ...reading('wall post', POST),
    ...byEverybody('post on the wall as themselves', [OWNER], (uid) =>
      write(createPost(NEW_POST, uid)),
    ),
    ...byEverybody('edit the wall post', [OWNER], () => write(updateContent(POST))),
    ...byEverybody('pin the wall post', [OWNER], () => write(pinPost(POST))),
    ...byEverybody('delete the wall post', [OWNER], () => write(remove(POST))),
    ...documentCases({
      what: 'a wall post',
      hasExtra: true,
      by: OWNER,
      given: {},
      fields: postFields(OWNER),
      create: (id = 'p1') => [createPost(wallPostPath(OWNER, id), OWNER)],
      hasClientId: true,
      update: updateContent(POST),
    }),
    ...updateCases({
      what: "a wall post's pin",
      by: OWNER,
      given: {},
      fields: pinningFields(OWNER),
      update: pinPost(POST),
    }),
  ],
};

export const wallComments: Policy = {
  of: 'users/{uid}/posts/{postId}/comments/{commentId}',
  cases: [
    ...reading('wall comment', COMMENT),
    ...byEverybody('comment on the wall as themselves', SIGNED_IN, (uid) =>
      write(createComment(NEW_COMMENT, uid)),
    ),
    ...byEverybody('edit the wall comment', [COMMENTER], () => write(updateContent(COMMENT))),
    ...byEverybody('delete the wall comment', [OWNER, COMMENTER], () => write(remove(COMMENT))),
    ...documentCases({
      what: 'a wall comment',
      by: COMMENTER,
      given: { ...profilesOf(COMMENTER), [POST]: storedPost },
      fields: commentFields(COMMENTER),
      create: (id = 'c1') => [createComment(wallCommentPath(OWNER, 'p1', id), COMMENTER)],
      hasClientId: true,
      update: updateContent(COMMENT),
    }),
    ...allDenied(
      COMMENTER,
      { [userPath(COMMENTER)]: null, [POST]: storedPost, [NEW_COMMENT]: null },
      {
        'refuses a comment on a wall by a user without a profile': write(
          createComment(NEW_COMMENT, COMMENTER),
        ),
        'refuses a comment on a wall in the batch that creates the profile': write(
          createProfile(COMMENTER),
          createComment(NEW_COMMENT, COMMENTER),
        ),
      },
    ),
    ...allDenied(
      COMMENTER,
      { ...profilesOf(COMMENTER), [POST]: null },
      {
        'refuses a comment on a wall post that does not exist': write(
          createComment(COMMENT, COMMENTER),
        ),
      },
    ),
    ...allDenied(
      OTHER,
      { [COMMENT]: null },
      {
        'another user cannot delete a wall comment that does not exist': write(remove(COMMENT)),
      },
    ),
  ],
};
