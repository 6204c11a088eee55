/** Posts and their comments, in groups. */
import { LIMITS, commentPath, postPath } from '@firegroups/model';
import { createComment, createPost, pinPost, updateContent } from '../../fixtures/clientWrites.ts';
import { ACTOR, BYSTANDER } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import { storedFields, updateCases } from '../documentCases.ts';
import { extraField } from '../extra.ts';
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
  textBesideImage,
  type FieldKinds,
} from '../fields.ts';
import { write } from '../operations.ts';
import { isAdmin, isJoined, type Person } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { allDenied, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

/** The fields of a post by that author. */
export const postFields = (authorId: string): FieldKinds => ({
  authorId: exactly(authorId),
  content: textBesideImage(LIMITS.postContent),
  imageId: imageId(),
  ...extraField('posts'),
  // A new post is not pinned, and an edit does not pin.
  pinned: { ...optional(fixed(bool())), good: [false], bad: [true, 'false', null], stored: false },
  createdAt: fixed(now()),
  updatedAt: now(),
  commentCount: server(5),
});

/** The fields of a comment by that author. */
export const commentFields = (authorId: string): FieldKinds => ({
  authorId: exactly(authorId),
  content: filledText(LIMITS.commentContent),
  createdAt: fixed(now()),
  updatedAt: now(),
});

/** The fields of a post when it is pinned. Nothing else changes, not even updatedAt. */
export const pinningFields = (authorId: string): FieldKinds => ({
  ...allFixed(postFields(authorId)),
  pinned: { ...bool(), stored: false },
});

const post = postPath(GROUP, 'p1');
const edit = {
  update: (path: string) => updateContent(path),
  can: (person: Person, isAuthor: boolean) => isJoined(person) && isAuthor,
};

export const posts: Policy = {
  of: 'groups/{groupId}/posts/{postId}',
  cases: [
    ...contentCases({
      noun: 'post',
      hasExtra: true,
      collection: `groups/${GROUP}/posts`,
      fieldsOf: postFields,
      create: createPost,
      updates: { edit, pin: { update: (at) => pinPost(at), can: isAdmin } },
    }),
    ...updateCases({
      what: "a post's pin",
      by: ACTOR,
      given: groupWith(GROUP, { [ACTOR]: 'admin' }),
      fields: pinningFields(BYSTANDER),
      update: pinPost(post),
    }),
  ],
};

export const comments: Policy = {
  of: 'groups/{groupId}/posts/{postId}/comments/{commentId}',
  cases: [
    ...contentCases({
      noun: 'comment',
      collection: `${post}/comments`,
      parent: { [post]: storedFields(postFields(BYSTANDER)) },
      fieldsOf: commentFields,
      create: createComment,
      updates: { edit },
    }),
    ...allDenied(ACTOR, groupWith(GROUP, { [ACTOR]: 'member' }), {
      'refuses a comment on a post that does not exist': write(
        createComment(commentPath(GROUP, 'p1', 'c1'), ACTOR),
      ),
    }),
  ],
};
