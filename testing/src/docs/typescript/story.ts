/**
 * In which order the examples are run, and by whom: each where it is allowed, and finds what the ones before it made. Ann's
 * group is founded, lives and ends.
 */
export type Who = 'ann' | 'bob' | 'carol';

const CHAPTERS: [who: Who, examples: string][] = [
  [
    'ann',
    'getFiregroups saveProfile saveNotificationSettings settingsRef registerDevice removeDevice',
  ],
  ['ann', 'createGroup groupRef updateGroup publicGroupsQuery usersQuery userRef'],
  ['ann', 'inviteUser revokeInvite inviteUser'],
  ['bob', 'myMembershipsQuery notificationsQuery notificationRef'],
  ['bob', 'markNotificationRead markAllNotificationsRead deleteNotification declineInvite'],
  ['ann', 'inviteUser'],
  ['bob', 'acceptInvite watchMyGroups watchAccess memberRef membersQuery muteGroup unmuteGroup'],
  ['carol', 'requestToJoin withdrawRequest requestToJoin'],
  ['ann', 'rejectRequest'],
  ['carol', 'requestToJoin'],
  ['ann', 'approveRequest'],
  ['bob', 'createPost postRef postsQuery updatePost'],
  ['ann', 'pinPost'],
  ['carol', 'createComment commentRef commentsQuery updateComment deleteComment'],
  ['bob', 'deletePost'],
  ['ann', 'createEvent eventRef eventsQuery updateEvent'],
  ['bob', 'vote voteRef votesQuery withdrawVote'],
  ['ann', 'cancelEvent deleteEvent'],
  ['bob', 'sendMessage messageRef messagesQuery updateMessage watchChat'],
  ['carol', 'countUnreadMessages markChatRead readMarkRef'],
  ['bob', 'deleteMessage'],
  ['ann', 'isFiregroupsError setRole removeMember banUser unbanUser inviteUser'],
  ['bob', 'acceptInvite'],
  ['ann', 'transferOwnership leaveGroup'],
  ['bob', 'deleteGroup'],
];

/** One example after the other: who runs it, and whose it is. */
export const STORY = CHAPTERS.flatMap(([who, examples]) =>
  examples.split(' ').map((name): [Who, string] => [who, name]),
);
