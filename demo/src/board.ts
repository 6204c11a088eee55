/** Posts with their comments: a group's, or somebody's wall. The screens are the same for both. */
import type { DocumentReference, Query } from 'firebase/firestore';
import {
  commentsQuery,
  createComment,
  createPost,
  deleteComment,
  deletePost,
  pinPost,
  postRef,
  postsQuery,
  updateComment,
  updatePost,
  type Comment,
  type Firegroups,
  type PageOptions,
  type Post,
  type PostPlace,
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

/** A group’s posts, for a member. */
export function groupBoard(fg: Firegroups, groupId: string, isAdmin: boolean): Board {
  return boardAt(
    fg,
    { groupId },
    { path: `/groups/${groupId}/posts`, isMine: isAdmin, mayPost: true },
  );
}

/** Somebody’s wall. */
export function wallBoard(fg: Firegroups, userId: string, isOwner: boolean): Board {
  const path = `/people/${userId}/posts`;
  return boardAt(fg, { userId }, { path, isMine: isOwner, mayPost: isOwner });
}

function boardAt(
  fg: Firegroups,
  place: PostPlace,
  about: Pick<Board, 'path' | 'isMine' | 'mayPost'>,
): Board {
  return {
    ...about,
    post: (postId) => postRef(fg, place, postId),
    posts: (page) => postsQuery(fg, place, page),
    comments: (postId, page) => commentsQuery(fg, { ...place, postId }, page),
    createPost: (content) => createPost(fg, place, { content }),
    updatePost: (postId, content) => updatePost(fg, place, postId, { content }),
    deletePost: (postId) => deletePost(fg, place, postId),
    pinPost: (postId, pinned) => pinPost(fg, place, postId, pinned),
    createComment: (postId, content) => createComment(fg, { ...place, postId }, { content }),
    updateComment: (postId, commentId, content) =>
      updateComment(fg, { ...place, postId }, commentId, { content }),
    deleteComment: (postId, commentId) => deleteComment(fg, { ...place, postId }, commentId),
  };
}
