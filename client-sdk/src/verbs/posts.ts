/**
 * Posts of a group, and what is said about them. Each throws a FiregroupsError: all of them `not-a-member`, `unauthenticated`
 * and `invalid-argument`; its own reasons stand with each.
 */
import * as LIMITS from '@firegroups/model/limits';
import { checked, filledText, uuidOrNull, type Checks } from '../checks.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { commentRef, groupRef, postRef } from '../refs.ts';
import { addContent, deleteContent, editContent, pinContent } from './content.ts';

/** What a post is made of. */
export interface PostFields {
  /** 1 to 5000 characters, not only blanks; trimmed. */
  content: string;
}

/** What a post of a group is made of. */
export interface NewPost extends PostFields {
  /** The UUID of an image that was uploaded to the group. */
  imageId?: string | null | undefined;
}

/** What a comment says. */
export interface CommentFields {
  /** 1 to 2000 characters, not only blanks; trimmed. */
  content: string;
}

export const POST_CHECKS: Checks<PostFields> = {
  content: /* @__PURE__ */ filledText(LIMITS.postContent),
};
export const COMMENT_CHECKS: Checks<CommentFields> = {
  content: /* @__PURE__ */ filledText(LIMITS.commentContent),
};

/**
 * Posts in a group; gives back the post's id.
 *
 * @example
 * const postId = await createPost(fg, groupId, { content: 'Who plays on Sunday?' });
 */
export async function createPost(
  fg: Firegroups,
  groupId: string,
  fields: NewPost,
): Promise<string> {
  const authorId = currentUid(fg);
  const post = checked(fields, { ...POST_CHECKS, imageId: uuidOrNull }, ['content']);
  return addContent(fg, groupRef(fg, groupId), 'posts', { ...post, authorId });
}

/**
 * Changes what one's own post says.
 *
 * @throws `not-found`; `permission-denied` to all but the author.
 * @example
 * await editPost(fg, groupId, postId, { content: 'Who plays on Monday?' });
 */
export async function editPost(
  fg: Firegroups,
  groupId: string,
  postId: string,
  fields: PostFields,
): Promise<void> {
  const post = postRef(fg, groupId, postId);
  await editContent(fg, post, checked(fields, POST_CHECKS), { only: 'author' });
}

/**
 * Deletes a post, with its comments: the author's right, and staff's.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await deletePost(fg, groupId, postId);
 */
export async function deletePost(fg: Firegroups, groupId: string, postId: string): Promise<void> {
  await deleteContent(fg, postRef(fg, groupId, postId));
}

/**
 * Pins a post, or unpins it: staff's right.
 *
 * @throws `not-found`; `permission-denied` to all but the creator and admins.
 * @example
 * await pinPost(fg, groupId, postId, true);
 */
export async function pinPost(
  fg: Firegroups,
  groupId: string,
  postId: string,
  pinned: boolean,
): Promise<void> {
  await pinContent(fg, postRef(fg, groupId, postId), pinned);
}

/**
 * Comments on a post; gives back the comment's id.
 *
 * @throws `not-found` where the post is gone.
 * @example
 * const commentId = await addComment(fg, groupId, postId, { content: 'I do!' });
 */
export async function addComment(
  fg: Firegroups,
  groupId: string,
  postId: string,
  fields: CommentFields,
): Promise<string> {
  const authorId = currentUid(fg);
  const comment = { ...checked(fields, COMMENT_CHECKS), authorId };
  return addContent(fg, postRef(fg, groupId, postId), 'comments', comment);
}

/**
 * Changes what one's own comment says.
 *
 * @throws `not-found`; `permission-denied` to all but the author.
 * @example
 * await editComment(fg, groupId, postId, commentId, { content: 'Me too!' });
 */
export async function editComment(
  fg: Firegroups,
  groupId: string,
  postId: string,
  commentId: string,
  fields: CommentFields,
): Promise<void> {
  const comment = commentRef(fg, groupId, postId, commentId);
  await editContent(fg, comment, checked(fields, COMMENT_CHECKS), { only: 'author' });
}

/**
 * Deletes a comment: the author's right, and staff's.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await deleteComment(fg, groupId, postId, commentId);
 */
export async function deleteComment(
  fg: Firegroups,
  groupId: string,
  postId: string,
  commentId: string,
): Promise<void> {
  await deleteContent(fg, commentRef(fg, groupId, postId, commentId));
}
