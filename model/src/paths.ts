/**
 * The paths of documents and collections, one function each. They make the paths of documents (`memberPath('g1',
 * 'ann')`) and the patterns of triggers (`memberPath('{groupId}', '{uid}')`). The type of the result is the literal
 * path.
 */

export const userPath = <U extends string>(uid: U) => `users/${uid}` as const;
export const settingsPath = <U extends string>(uid: U) => `users/${uid}/private/settings` as const;
export const readMarkPath = <U extends string, G extends string>(uid: U, groupId: G) =>
  `users/${uid}/reads/${groupId}` as const;

export const limitPath = <U extends string, A extends string>(uid: U, action: A) =>
  `users/${uid}/limits/${action}` as const;

export const notificationsPath = <U extends string>(uid: U) =>
  `users/${uid}/notifications` as const;
export const notificationPath = <U extends string, N extends string>(uid: U, notificationId: N) =>
  `users/${uid}/notifications/${notificationId}` as const;

export const recentPushPath = <U extends string, K extends string>(uid: U, key: K) =>
  `users/${uid}/recentPushes/${key}` as const;

export const wallPostPath = <U extends string, P extends string>(uid: U, postId: P) =>
  `users/${uid}/posts/${postId}` as const;
export const wallCommentPath = <U extends string, P extends string, C extends string>(
  uid: U,
  postId: P,
  commentId: C,
) => `users/${uid}/posts/${postId}/comments/${commentId}` as const;

export const devicesPath = () => 'devices' as const;
export const devicePath = <D extends string>(deviceId: D) => `devices/${deviceId}` as const;

export const groupPath = <G extends string>(groupId: G) => `groups/${groupId}` as const;
export const membersPath = <G extends string>(groupId: G) => `groups/${groupId}/members` as const;
export const memberPath = <G extends string, U extends string>(groupId: G, uid: U) =>
  `groups/${groupId}/members/${uid}` as const;
export const cooldownPath = <G extends string, U extends string>(groupId: G, uid: U) =>
  `groups/${groupId}/cooldowns/${uid}` as const;
export const postPath = <G extends string, P extends string>(groupId: G, postId: P) =>
  `groups/${groupId}/posts/${postId}` as const;
export const commentPath = <G extends string, P extends string, C extends string>(
  groupId: G,
  postId: P,
  commentId: C,
) => `groups/${groupId}/posts/${postId}/comments/${commentId}` as const;
export const eventPath = <G extends string, E extends string>(groupId: G, eventId: E) =>
  `groups/${groupId}/events/${eventId}` as const;
export const votePath = <G extends string, E extends string, U extends string>(
  groupId: G,
  eventId: E,
  uid: U,
) => `groups/${groupId}/events/${eventId}/votes/${uid}` as const;
export const messagesPath = <G extends string>(groupId: G) => `groups/${groupId}/messages` as const;
export const messagePath = <G extends string, M extends string>(groupId: G, messageId: M) =>
  `groups/${groupId}/messages/${messageId}` as const;
/** Where functions find the devices of a user, and the groups whose messages they push to them. */
export const pushTargetsPath = <U extends string>(uid: U) => `users/${uid}/private/push` as const;

/** Which messages of a chat were pushed. */
export const pushStatePath = <G extends string>(groupId: G) =>
  `groups/${groupId}/summaries/push` as const;

/** The summary of a group's chat. */
export const chatSummaryPath = <G extends string>(groupId: G) =>
  `groups/${groupId}/summaries/chat` as const;

// Only functions and tools read and write these.
export const accountDeletionPath = <U extends string>(uid: U) => `accountDeletions/${uid}` as const;
export const deadLetterPath = <E extends string>(id: E) => `deadLetters/${id}` as const;
export const sweepPath = <N extends string>(name: N) => `sweeps/${name}` as const;
export const migrationPath = <N extends string>(name: N) => `migrations/${name}` as const;
