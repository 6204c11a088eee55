/** The posts of a group or of a user's wall, with their comments. The screens are the same for both. */
import type { PostPlace } from 'firegroups';

export interface PostFeed {
  place: PostPlace;
  /** The path of the page that shows the feed. */
  path: string;
  /** Whether the user may pin posts, and delete what others wrote. */
  canModerate: boolean;
  canPost: boolean;
}

/** The posts of a group, for a member. */
export function groupFeed(groupId: string, isAdmin: boolean): PostFeed {
  return {
    place: { groupId },
    path: `/groups/${groupId}/posts`,
    canModerate: isAdmin,
    canPost: true,
  };
}

/** The posts of a user's wall. */
export function wallFeed(userId: string, isOwner: boolean): PostFeed {
  return {
    place: { userId },
    path: `/people/${userId}/posts`,
    canModerate: isOwner,
    canPost: isOwner,
  };
}
