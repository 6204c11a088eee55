import type { ChatMessage } from 'firegroups';

/** What the user is writing in the composer: a new message, a reply, or an edit of their own message. */
export type Draft = { kind: 'new' } | { kind: 'reply' | 'edit'; message: ChatMessage };
