/**
 * The limits that no project can set, because a platform, a format or stored ids depend on them. `LIMITS` in limits.ts has all
 * limits.
 */

/** The registration token of a device, in characters. */
export const deviceToken = 1024;
/** A language tag such as `en` or `zh-Hant-TW`, in characters. RFC 5646 recommends to allow 35. */
export const deviceLocale = 35;
/** The id of a group, post, comment, event or message, which the client makes, in characters. */
export const id = 128;
/** The id of a user, in characters. Firebase Authentication sets this limit. */
export const uid = 128;
/** How much of a folded name is kept for search, in characters. Folding makes some characters longer: one becomes 18. */
export const searchText = 200;
/** The `last` of a limit, in characters: at most three ids with slashes between them. */
export const lastCounted = 3 * id + 2;
/** How many extra fields a kind of document can have. The rules check each one, and may evaluate 1,000 expressions. */
export const extraFields = 10;
/** An extra field of type `string`, in characters. Firestore indexes it as a whole: 1,500 bytes. */
export const extraString = 500;
/** How many of them can be of type `strings`. Each list takes the rules 40 expressions, a text 15. */
export const extraLists = 2;
/** How many strings an extra field of type `strings` can have. */
export const extraStrings = 10;
/** One string of an extra field of type `strings`, in characters. */
export const extraStringsItem = 50;
/** The newest messages in the summary of a chat. Their ids, authors and times take at most 15 kB. */
export const summaryMessages = 50;
/** The text of the newest message in the summary of a chat, in characters. */
export const summaryText = 120;
/** How many of a user's devices get pushes of chat messages: the newest ones. */
export const pushDevices = 5;
/** In a group with more members, a member who has not set a notify level gets no pushes of chat messages. */
export const pushDefaultMembers = 1000;
