/** The events that Firestore would send, for handlers that a test calls as often and as late as it likes. */
import { getFirestore, type DocumentSnapshot } from 'firebase-admin/firestore';

/** What a document was and has become. */
export interface WrittenEvent {
  data: { before: DocumentSnapshot; after: DocumentSnapshot };
  params: Record<string, string>;
}

/** As the patterns of the triggers name what a collection's documents go by. */
const PARAMS: Record<string, string> = {
  groups: 'groupId',
  users: 'uid',
  members: 'uid',
  posts: 'postId',
  comments: 'commentId',
  events: 'eventId',
  votes: 'uid',
};

/** Does `write` and gives back the event of what it made of the document. */
export async function eventOf(path: string, write: () => Promise<unknown>): Promise<WrittenEvent> {
  const ref = getFirestore().doc(path);
  const before = await ref.get();
  await write();
  const after = await ref.get();
  const ids = path.split('/').map((id, i, steps) => [PARAMS[steps[i - 1] ?? ''], id]);
  return {
    data: { before, after },
    params: Object.fromEntries(ids.filter((_pair, i) => i % 2)) as Record<string, string>,
  };
}

/** The event of a document's creation with `data`. */
export const creationOf = (path: string, data: object): Promise<WrittenEvent> =>
  eventOf(path, () => getFirestore().doc(path).create(data));

/** The event of a document's update by `change`. */
export const updateOf = (path: string, change: object): Promise<WrittenEvent> =>
  eventOf(path, () =>
    getFirestore()
      .doc(path)
      .update({ ...change }),
  );

/** The event of a document's deletion. */
export const deletionOf = (path: string): Promise<WrittenEvent> =>
  eventOf(path, () => getFirestore().doc(path).delete());

/** What a trigger that listens to deletions alone gets of the same. */
export const asDeleted = ({ data, params }: WrittenEvent) => ({ data: data.before, params });

/** Delivers an event to a handler, as often as told, one after the other. */
export async function deliver(
  handler: (event: never) => Promise<void>,
  event: object,
  times = 1,
): Promise<void> {
  for (let i = 0; i < times; i++) await handler(event as never);
}
