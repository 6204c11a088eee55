/**
 * Posts and comments, in groups and on walls. Each function throws a FiregroupsError: `unauthenticated`, `invalid-argument`,
 * in a group `not-a-member`, and what its own documentation names.
 */
import { updateDoc } from 'firebase/firestore';
import type { PostExtra } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import {
  checkValue,
  checked,
  extraOf,
  filledText,
  filledTextOrEmpty,
  imageOrNull,
  imageSide,
  uuidOrNull,
  yesOrNo,
  type Checks,
} from '../checks.ts';
import { invalidArgument } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import type { ImageInput } from '../prepareImage.ts';
import {
  commentRef,
  placeRef,
  postAt,
  postRef,
  type CommentPlace,
  type PostPlace,
} from '../refs.ts';
import { write } from '../write.ts';
import { createContent, deleteContent, updateContent } from './content.ts';
import { createCountedContent } from './counted.ts';

/** A new post. */
export interface NewPost {
  /** 1 to `LIMITS.postContent` characters, not only blanks; trimmed. May be empty if the post has an image. */
  content: string;
  /** An image, which is uploaded first: that needs a connection. */
  image?: ImageInput | undefined;
  /**
   * Instead of `image`, the UUID of one that this user has already uploaded to the group or the wall. An image belongs to one post,
   * and is deleted with it.
   */
  imageId?: string | null | undefined;
  /** The width of the image that `imageId` names, in pixels: 1 to `LIMITS.imageSide`. */
  imageWidth?: number | undefined;
  /** The height of that image. */
  imageHeight?: number | undefined;
  /** The extra fields of this project. */
  extra?: PostExtra | undefined;
}

/** Changes of a post. */
export interface PostUpdate {
  /** As in a new post. Required unless `image` is given. */
  content?: string | undefined;
  /** Another image instead of the post's, which is deleted; null for none. Costs one read, and needs a connection. */
  image?: ImageInput | null | undefined;
  /** The extra fields of this project, all of them: they replace the previous ones. */
  extra?: PostExtra | undefined;
}

/** The fields of a comment. */
export interface CommentFields {
  /** 1 to `LIMITS.commentContent` characters, not only blanks; trimmed. */
  content: string;
}

const POST_CHECKS: Checks<PostUpdate> = {
  content: /* @__PURE__ */ filledTextOrEmpty(LIMITS.postContent),
  image: imageOrNull,
  extra: /* @__PURE__ */ extraOf('posts'),
};

const COMMENT_CHECKS: Checks<CommentFields> = {
  content: /* @__PURE__ */ filledText(LIMITS.commentContent),
};

/** Without an image, a post needs a text. */
const checkContent = (content: string) => {
  checkValue('content', content, filledText(LIMITS.postContent));
};

/**
 * Creates a post in a group or on the signed-in user's own wall, and returns its id.
 *
 * @throws `permission-denied` on another user's wall.
 * @example
 * const postId = await createPost(fg, { groupId }, { content: 'Who plays on Sunday?' });
 * const wallPostId = await createPost(fg, { userId: bobUid }, { content: 'Hello from my wall!' });
 */
export async function createPost(
  fg: Firegroups,
  place: PostPlace,
  fields: NewPost,
): Promise<string> {
  const authorId = currentUid(fg);
  const parent = placeRef(fg, place);
  const checks = {
    ...POST_CHECKS,
    imageId: uuidOrNull,
    imageWidth: imageSide,
    imageHeight: imageSide,
  };
  const post = checked(fields, checks, ['content']);
  const { image, imageId, imageWidth, imageHeight } = post;
  if (image && imageId) throw invalidArgument({ imageId: 'expected none together with image' });
  if (image && (imageWidth ?? imageHeight)) {
    throw invalidArgument({ image: 'expected no imageWidth or imageHeight with it' });
  }
  if (!imageId && (imageWidth ?? imageHeight)) {
    throw invalidArgument({ imageId: 'expected the id of the image, because its size is given' });
  }
  if (!image && !imageId) checkContent(post.content);
  return createContent(fg, parent, 'posts', { ...post, authorId }, { only: 'owner' });
}

/**
 * Changes the content or the image of a post. Only its author may do this.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await updatePost(fg, { groupId }, postId, { content: 'Who plays on Monday?' });
 */
export async function updatePost(
  fg: Firegroups,
  place: PostPlace,
  postId: string,
  fields: PostUpdate,
): Promise<void> {
  const post = postRef(fg, place, postId);
  const uid = currentUid(fg);
  const { image } = Object(fields) as PostUpdate;
  const changes = checked(fields, POST_CHECKS, image === undefined ? ['content'] : []);
  await updateContent(fg, post, changes, {
    reason: ({ authorId, content, imageId }) => {
      const hasImage = image === undefined ? imageId : image;
      if (authorId === uid && !hasImage) checkContent(changes.content ?? content);
      return 'permission-denied';
    },
    only: 'author',
  });
}

/**
 * Deletes a post with its comments and its image. Its author and the group's creator and admins may do this.
 *
 * @throws `permission-denied`; `not-found` in a group. On the user's own wall, a post that does not exist is no error.
 * @example
 * await deletePost(fg, { groupId }, postId);
 */
export async function deletePost(fg: Firegroups, place: PostPlace, postId: string): Promise<void> {
  await deleteContent(fg, postRef(fg, place, postId), { only: 'authorOrAdmins' });
}

/**
 * Pins or unpins a post. Only the creator and the admins of the group, or the owner of the wall, may do this.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await pinPost(fg, { groupId }, postId, true);
 */
export async function pinPost(
  fg: Firegroups,
  place: PostPlace,
  postId: string,
  pinned: boolean,
): Promise<void> {
  const post = postRef(fg, place, postId);
  checkValue('pinned', pinned, yesOrNo);
  await write(fg, () => updateDoc(post, { pinned }), { document: post, only: 'admins' });
}

/**
 * Creates a comment on a post and returns its id. Every user with a profile may comment on a wall.
 *
 * @throws `not-found` if the post does not exist; `permission-denied` on a wall if the user has no profile yet; `too-many`
 * at the limit of `LIMITS.actions.comments`, which counts comments on other users' walls.
 * @example
 * const commentId = await createComment(fg, { groupId, postId }, { content: 'I do!' });
 * const onWall = { userId: bobUid, postId: wallPostId };
 * const wallCommentId = await createComment(fg, onWall, { content: 'Welcome!' });
 */
export async function createComment(
  fg: Firegroups,
  place: CommentPlace,
  fields: CommentFields,
): Promise<string> {
  const authorId = currentUid(fg);
  const post = postAt(fg, place);
  const comment = { ...checked(fields, COMMENT_CHECKS), authorId };
  const isElsewhere = place.userId !== undefined && place.userId !== authorId;
  return isElsewhere
    ? createCountedContent(fg, 'comments', post, comment)
    : createContent(fg, post, 'comments', comment);
}

/**
 * Changes the content of a comment. Only its author may do this.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await updateComment(fg, { groupId, postId }, commentId, { content: 'Me too!' });
 */
export async function updateComment(
  fg: Firegroups,
  place: CommentPlace,
  commentId: string,
  fields: CommentFields,
): Promise<void> {
  const comment = commentRef(fg, place, commentId);
  await updateContent(fg, comment, checked(fields, COMMENT_CHECKS), { only: 'author' });
}

/**
 * Deletes a comment. Its author, the creator and the admins of the group, and the owner of the wall may do this.
 *
 * @throws `not-found`, `permission-denied`.
 * @example
 * await deleteComment(fg, { groupId, postId }, commentId);
 */
export async function deleteComment(
  fg: Firegroups,
  place: CommentPlace,
  commentId: string,
): Promise<void> {
  await deleteContent(fg, commentRef(fg, place, commentId), { only: 'authorOrAdmins' });
}
