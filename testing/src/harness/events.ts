/** Events as Firestore would send them. A test delivers them to a handler as often and as late as it wants. */
import { type DocumentSnapshot } from 'firebase-admin/firestore';
import { docAt } from '../../../functions/src/firestore/store.ts';

/** A document before and after a write. */
export interface WrittenEvent {
  data: { before: DocumentSnapshot; after: DocumentSnapshot };
  params: Record<string, string>;
  /** When the document was written, as ISO 8601. */
  time: string;
}

/** The parameter names in the triggers' path patterns, by collection. */
const PARAMS: Record<string, string> = {
  groups: 'groupId',
  users: 'uid',
  members: 'uid',
  posts: 'postId',
  comments: 'commentId',
  events: 'eventId',
  votes: 'uid',
  messages: 'messageId',
  devices: 'deviceId',
};

/** Runs `write` and returns its event for the document. */
export async function eventOf(path: string, write: () => Promise<unknown>): Promise<WrittenEvent> {
  const ref = docAt(path);
  const before = await ref.get();
  await write();
  const after = await ref.get();
  const ids = path.split('/').map((id, i, steps) => [PARAMS[steps[i - 1] ?? ''], id]);
  return {
    data: { before, after },
    params: Object.fromEntries(ids.filter((_pair, i) => i % 2)) as Record<string, string>,
    time: new Date().toISOString(),
  };
}

/** Creates a document and returns the event. */
export const creationOf = (path: string, data: object): Promise<WrittenEvent> =>
  eventOf(path, () => docAt(path).create(data));

/** Updates a document and returns the event. */
export const updateOf = (path: string, change: object): Promise<WrittenEvent> =>
  eventOf(path, () => docAt(path).update({ ...change }));

/** Deletes a document and returns the event. */
export const deletionOf = (path: string): Promise<WrittenEvent> =>
  eventOf(path, () => docAt(path).delete());

/** The same event as a trigger for deletions gets it. */
export const asDeleted = ({ data, params }: WrittenEvent) => ({ data: data.before, params });

/** Delivers an event to a handler `times` times, one after another. */
export async function deliver(
  handler: (event: never) => Promise<void>,
  event: object,
  times = 1,
): Promise<void> {
  for (let i = 0; i < times; i++) await handler(event as never);
}
