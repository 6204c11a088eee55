/**
 * The order in which the examples run, and the user who runs each one. Every example is allowed there and finds what the
 * earlier ones made: Ann creates a group, the group is used, and it is deleted.
 */
export type Actor = 'ann' | 'bob' | 'carol';

const STEPS: [actor: Actor, examples: string][] = [
  [
    'ann',
    'getFiregroups saveProfile setProfilePhoto saveNotificationSettings settingsRef registerDevice removeDevice',
  ],
  ['ann', 'createGroup groupRef updateGroup setGroupPhoto publicGroupsQuery usersQuery userRef'],
  ['ann', 'inviteUser revokeInvite inviteUser'],
  ['bob', 'myMembershipsQuery notificationsQuery notificationRef'],
  ['bob', 'markNotificationRead markAllNotificationsRead deleteNotification declineInvite'],
  ['ann', 'inviteUser'],
  [
    'bob',
    'acceptInvite watchMyGroups watchAccess memberRef membersQuery setNotifyLevel muteGroup unmuteGroup',
  ],
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
  ['ann', 'cancelEvent deleteVote deleteEvent'],
  ['bob', 'sendMessage messageRef messagesQuery updateMessage watchChat'],
  ['carol', 'watchInbox watchUnreadTotal countUnreadMessages markChatRead readMarkRef'],
  ['bob', 'deleteMessage'],
  ['ann', 'isFiregroupsError setRole removeMember banUser unbanUser inviteUser'],
  ['bob', 'acceptInvite'],
  ['ann', 'transferOwnership leaveGroup'],
  ['bob', 'deleteGroup'],
];

/** The examples in order: the user who runs it, and the function that it belongs to. */
export const EXAMPLE_ORDER = STEPS.flatMap(([actor, examples]) =>
  examples.split(' ').map((name): [Actor, string] => [actor, name]),
);
