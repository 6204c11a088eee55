/** Posts and their comments, in groups. */
import { LIMITS, commentPath, postPath } from '@firegroups/model';
import { doc, serverTimestamp, setDoc } from 'firebase/firestore';
import { ACTOR, FOUNDER } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import {
  createdDocument,
  documentCases,
  storedDocument,
  updateCases,
  type UpdatableSpec,
} from '../documentCases.ts';
import {
  allFixed,
  bool,
  exactly,
  filledText,
  fixed,
  imageId,
  now,
  optional,
  server,
  type Fields,
} from '../fields.ts';
import { denied, type Policy } from '../policyCase.ts';
import { groupWith, isJoinedAsker, isAdminAsker } from '../worlds.ts';

const edited = { content: 'Better', updatedAt: serverTimestamp() };

/** The fields of a post, by its author. */
export const postFields = (authorId: string): Fields => ({
  authorId: exactly(authorId),
  content: filledText(LIMITS.postContent),
  imageId: imageId(),
  // A new post is not pinned, and pinning is no edit.
  pinned: { ...optional(fixed(bool())), good: [false], bad: [true, 'false', null], stored: false },
  createdAt: fixed(now()),
  updatedAt: now(),
  commentCount: server(5),
});

/** The fields of a comment, by its author. */
export const commentFields = (authorId: string): Fields => ({
  authorId: exactly(authorId),
  content: filledText(LIMITS.commentContent),
  createdAt: fixed(now()),
  updatedAt: now(),
});

const post: UpdatableSpec = {
  what: 'a post',
  by: ACTOR,
  given: (groupId) => groupWith(groupId, { [ACTOR]: 'member' }),
  path: (groupId, id = 'p1') => postPath(groupId, id),
  fields: postFields(ACTOR),
  hasClientId: true,
  update: edited,
};

const comment: UpdatableSpec = {
  what: 'a comment',
  by: ACTOR,
  given: (groupId) => ({
    ...groupWith(groupId, { [ACTOR]: 'member' }),
    [postPath(groupId, 'p1')]: storedDocument(post),
  }),
  path: (groupId, id = 'c1') => commentPath(groupId, 'p1', id),
  fields: commentFields(ACTOR),
  hasClientId: true,
  update: edited,
};

/** The fields of a post as pinning sees them: it changes nothing else, not even updatedAt. */
export const pinningFields = (authorId: string): Fields => ({
  ...allFixed(postFields(authorId)),
  pinned: { ...bool(), stored: false },
});

export const posts: Policy = {
  of: 'groups/{groupId}/posts/{postId}',
  cases: [
    ...contentCases({
      what: 'a post',
      collection: (groupId) => `groups/${groupId}/posts`,
      stored: (authorId) => storedDocument({ fields: postFields(authorId) }),
      created: (authorId) => createdDocument({ fields: postFields(authorId) }),
      operations: {
        edit: { change: edited, who: (asker, isAuthor) => isJoinedAsker(asker) && isAuthor },
        pin: { change: { pinned: true }, who: isAdminAsker },
      },
    }),
    ...documentCases(post),
    ...updateCases({
      ...post,
      what: 'a pin',
      given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
      fields: pinningFields(FOUNDER),
      update: { pinned: true },
    }),
  ],
};

export const comments: Policy = {
  of: 'groups/{groupId}/posts/{postId}/comments/{commentId}',
  cases: [
    ...contentCases({
      what: 'a comment',
      collection: (groupId) => `groups/${groupId}/posts/p1/comments`,
      parent: (groupId) => ({
        [postPath(groupId, 'p1')]: storedDocument({ fields: postFields(FOUNDER) }),
      }),
      stored: (authorId) => storedDocument({ fields: commentFields(authorId) }),
      created: (authorId) => createdDocument({ fields: commentFields(authorId) }),
      operations: {
        edit: { change: edited, who: (asker, isAuthor) => isJoinedAsker(asker) && isAuthor },
      },
    }),
    ...documentCases(comment),
    denied({
      name: 'refuses a comment on a post that is not there',
      by: ACTOR,
      given: (groupId) => groupWith(groupId, { [ACTOR]: 'member' }),
      does: (firestore, groupId) =>
        setDoc(doc(firestore, commentPath(groupId, 'p1', 'c1')), createdDocument(comment)),
    }),
  ],
};
