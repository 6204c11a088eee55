/** The verbs for posts and comments with the same parameters, for tables of refused calls. */
import {
  createComment,
  createPost,
  deleteComment,
  deletePost,
  pinPost,
  updateComment,
  updatePost,
  type Firegroups,
  type PostPlace,
} from 'firegroups';

/** The group or wall, the post and the comment that a verb is called on. */
export interface PostTarget {
  place: PostPlace;
  postId: string;
  commentId: string;
}

type PostVerb = (fg: Firegroups, target: PostTarget, content?: string) => Promise<unknown>;

export const postVerbs = {
  createPost: (fg, { place }, content = 'Mine') => createPost(fg, place, { content }),
  updatePost: (fg, { place, postId }, content = 'Mine') =>
    updatePost(fg, place, postId, { content }),
  pinPost: (fg, { place, postId }) => pinPost(fg, place, postId, true),
  deletePost: (fg, { place, postId }) => deletePost(fg, place, postId),
  createComment: (fg, { place, postId }, content = 'Mine') =>
    createComment(fg, { ...place, postId }, { content }),
  updateComment: (fg, { place, postId, commentId }, content = 'Mine') =>
    updateComment(fg, { ...place, postId }, commentId, { content }),
  deleteComment: (fg, { place, postId, commentId }) =>
    deleteComment(fg, { ...place, postId }, commentId),
} satisfies Record<string, PostVerb>;
