/** Posts with their comments: a group's, or somebody's wall. The screens are the same for both. */
import type { DocumentReference, Query } from 'firebase/firestore';
import {
  createComment,
  createWallComment,
  commentsQuery,
  createPost,
  createWallPost,
  deleteComment,
  deletePost,
  deleteWallComment,
  deleteWallPost,
  updateComment,
  updatePost,
  updateWallComment,
  updateWallPost,
  pinPost,
  pinWallPost,
  postRef,
  postsQuery,
  wallCommentsQuery,
  wallPostRef,
  wallQuery,
  type Comment,
  type Firegroups,
  type PageOptions,
  type Post,
} from 'firegroups';

export interface Board {
  /** The address of the page that it is on. */
  path: string;
  /** Whether the user may pin posts and delete what others wrote. */
  isMine: boolean;
  mayPost: boolean;
  post: (postId: string) => DocumentReference<Post>;
  posts: (page: PageOptions) => Query<Post>;
  comments: (postId: string, page: PageOptions) => Query<Comment>;
  createPost: (content: string) => Promise<string>;
  updatePost: (postId: string, content: string) => Promise<void>;
  deletePost: (postId: string) => Promise<void>;
  pinPost: (postId: string, pinned: boolean) => Promise<void>;
  createComment: (postId: string, content: string) => Promise<string>;
  updateComment: (postId: string, commentId: string, content: string) => Promise<void>;
  deleteComment: (postId: string, commentId: string) => Promise<void>;
}

/** A group's posts, for a member. */
export function groupBoard(fg: Firegroups, groupId: string, isAdmin: boolean): Board {
  return {
    path: `/groups/${groupId}/posts`,
    isMine: isAdmin,
    mayPost: true,
    post: (postId) => postRef(fg, groupId, postId),
    posts: (page) => postsQuery(fg, groupId, page),
    comments: (postId, page) => commentsQuery(fg, groupId, postId, page),
    createPost: (content) => createPost(fg, groupId, { content }),
    updatePost: (postId, content) => updatePost(fg, groupId, postId, { content }),
    deletePost: (postId) => deletePost(fg, groupId, postId),
    pinPost: (postId, pinned) => pinPost(fg, groupId, postId, pinned),
    createComment: (postId, content) => createComment(fg, groupId, postId, { content }),
    updateComment: (postId, commentId, content) =>
      updateComment(fg, groupId, postId, commentId, { content }),
    deleteComment: (postId, commentId) => deleteComment(fg, groupId, postId, commentId),
  };
}

/** Somebody's wall. */
export function wallBoard(fg: Firegroups, ownerId: string, isOwner: boolean): Board {
  return {
    path: `/people/${ownerId}/posts`,
    isMine: isOwner,
    mayPost: isOwner,
    post: (postId) => wallPostRef(fg, ownerId, postId),
    posts: (page) => wallQuery(fg, ownerId, page),
    comments: (postId, page) => wallCommentsQuery(fg, ownerId, postId, page),
    createPost: (content) => createWallPost(fg, { content }),
    updatePost: (postId, content) => updateWallPost(fg, postId, { content }),
    deletePost: (postId) => deleteWallPost(fg, postId),
    pinPost: (postId, pinned) => pinWallPost(fg, postId, pinned),
    createComment: (postId, content) => createWallComment(fg, ownerId, postId, { content }),
    updateComment: (postId, commentId, content) =>
      updateWallComment(fg, ownerId, postId, commentId, { content }),
    deleteComment: (postId, commentId) => deleteWallComment(fg, ownerId, postId, commentId),
  };
}
