/**
 * A user's own wall: posts of its owner, comments by anybody who is signed in. Each throws a FiregroupsError: all of them
 * `unauthenticated` and `invalid-argument`; its own reasons stand with each.
 */
import { checked } from '../checks.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { userRef, wallCommentRef, wallPostRef } from '../refs.ts';
import { addContent, deleteContent, editContent, pinContent } from './content.ts';
import {
  COMMENT_CHECKS,
  POST_CHECKS,
  checkedEdit,
  type CommentFields,
  type PostUpdate,
  type PostFields,
} from './posts.ts';

/**
 * Posts on the signed-in user's wall; gives back the post's id.
 *
 * @example
 * const postId = await createWallPost(fg, { content: 'New here. Hello!' });
 */
export async function createWallPost(fg: Firegroups, fields: PostFields): Promise<string> {
  const authorId = currentUid(fg);
  const post = { ...checked(fields, POST_CHECKS, ['content']), authorId };
  return addContent(fg, userRef(fg, authorId), 'posts', post);
}

/**
 * Changes what a post on the signed-in user's wall says, or its image.
 *
 * @throws `not-found`.
 * @example
 * await updateWallPost(fg, postId, { content: 'Hello again!' });
 */
export async function updateWallPost(
  fg: Firegroups,
  postId: string,
  fields: PostUpdate,
): Promise<void> {
  await editContent(fg, myWallPost(fg, postId), checkedEdit(fields));
}

/**
 * Deletes a post on the signed-in user's wall, with its comments and its image; one that is gone already is no error.
 *
 * @example
 * await deleteWallPost(fg, postId);
 */
export async function deleteWallPost(fg: Firegroups, postId: string): Promise<void> {
  await deleteContent(fg, myWallPost(fg, postId));
}

/**
 * Pins a post on the signed-in user's wall, or unpins it.
 *
 * @throws `not-found`.
 * @example
 * await pinWallPost(fg, postId, true);
 */
export async function pinWallPost(fg: Firegroups, postId: string, pinned: boolean): Promise<void> {
  await pinContent(fg, myWallPost(fg, postId), pinned);
}

/**
 * Comments on a post of a wall; gives back the comment's id.
 *
 * @throws `not-found` where the post is gone.
 * @example
 * const commentId = await createWallComment(fg, ownerId, postId, { content: 'Welcome!' });
 */
export async function createWallComment(
  fg: Firegroups,
  ownerId: string,
  postId: string,
  fields: CommentFields,
): Promise<string> {
  const authorId = currentUid(fg);
  const comment = { ...checked(fields, COMMENT_CHECKS), authorId };
  return addContent(fg, wallPostRef(fg, ownerId, postId), 'comments', comment);
}

/**
 * Changes what one's own comment on a wall says.
 *
 * @throws `not-found`; `permission-denied` to all but the author.
 * @example
 * await updateWallComment(fg, ownerId, postId, commentId, { content: 'Welcome back!' });
 */
export async function updateWallComment(
  fg: Firegroups,
  ownerId: string,
  postId: string,
  commentId: string,
  fields: CommentFields,
): Promise<void> {
  const comment = wallCommentRef(fg, ownerId, postId, commentId);
  await editContent(fg, comment, checked(fields, COMMENT_CHECKS), { only: 'author' });
}

/**
 * Deletes a comment on a wall: the author's right, and the wall's owner's.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await deleteWallComment(fg, ownerId, postId, commentId);
 */
export async function deleteWallComment(
  fg: Firegroups,
  ownerId: string,
  postId: string,
  commentId: string,
): Promise<void> {
  const comment = wallCommentRef(fg, ownerId, postId, commentId);
  await deleteContent(fg, comment, { only: 'authorOrOwner' });
}

function myWallPost(fg: Firegroups, postId: string) {
  return wallPostRef(fg, currentUid(fg), postId);
}
