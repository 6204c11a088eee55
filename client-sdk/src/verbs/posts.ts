/**
 * Posts of a group, and what is said about them. Each throws a FiregroupsError: all of them `not-a-member`, `unauthenticated`
 * and `invalid-argument`; its own reasons stand with each.
 */
import * as LIMITS from '@firegroups/model/limits';
import { checked, filledText, imageOrNull, uuidOrNull, type Checks } from '../checks.ts';
import { invalidArgument } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { commentRef, groupRef, postRef } from '../refs.ts';
import { addContent, deleteContent, editContent, pinContent } from './content.ts';

/** What a post is made of. */
export interface PostFields {
  /** 1 to 5000 characters, not only blanks; trimmed. */
  content: string;
  /** An image (`image/…`) of at most 10 MiB, which is uploaded first: that needs a connection. */
  image?: Blob | undefined;
}

/** What a post of a group is made of. */
export interface NewPost extends PostFields {
  /** In place of `image`, the UUID of one that is in the group already. One image belongs to one post, and goes with it. */
  imageId?: string | null | undefined;
}

/** What of a post can be edited. */
export interface PostUpdate {
  /** 1 to 5000 characters, not only blanks; trimmed. It may stay as it is where `image` is given. */
  content?: string | undefined;
  /** Another image in place of the post's, which is deleted; null for none. Costs one read, and needs a connection. */
  image?: Blob | null | undefined;
}

/** What a comment says. */
export interface CommentFields {
  /** 1 to 2000 characters, not only blanks; trimmed. */
  content: string;
}

export const POST_CHECKS: Checks<PostFields> = {
  content: /* @__PURE__ */ filledText(LIMITS.postContent),
  image: imageOrNull,
};

/** Checks what of a post is to change: its content, unless its image is. */
export function checkedEdit(fields: PostUpdate): PostUpdate {
  const { image } = Object(fields) as PostUpdate;
  return checked(fields, POST_CHECKS, image === undefined ? ['content'] : []);
}

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
  if (post.image && post.imageId) throw invalidArgument({ imageId: 'expected none beside image' });
  return addContent(fg, groupRef(fg, groupId), 'posts', { ...post, authorId });
}

/**
 * Changes what one's own post says, or its image.
 *
 * @throws `not-found`; `permission-denied` to all but the author.
 * @example
 * await updatePost(fg, groupId, postId, { content: 'Who plays on Monday?' });
 */
export async function updatePost(
  fg: Firegroups,
  groupId: string,
  postId: string,
  fields: PostUpdate,
): Promise<void> {
  const post = postRef(fg, groupId, postId);
  await editContent(fg, post, checkedEdit(fields), { only: 'author' });
}

/**
 * Deletes a post, with its comments and its image: the author's right, and staff's.
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
 * const commentId = await createComment(fg, groupId, postId, { content: 'I do!' });
 */
export async function createComment(
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
 * await updateComment(fg, groupId, postId, commentId, { content: 'Me too!' });
 */
export async function updateComment(
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
