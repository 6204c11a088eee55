/** Limits how many streams a user has open on this instance. Nothing is stored, so nothing is left of an instance that ends. */
import { HttpError } from '../errors.ts';

/** How many streams one user can have open on an instance. */
const MAX_STREAMS = 5;

const streamsOf = new Map<string, number>();

/**
 * Counts a stream that a user opens. Call the returned function once, when the stream ends.
 *
 * @throws HttpError 429 if the user has five open streams.
 */
export function countStream(uid: string): () => void {
  const streams = streamsOf.get(uid) ?? 0;
  if (streams >= MAX_STREAMS) {
    const message = `You already have ${MAX_STREAMS} open streams. Close one first.`;
    throw new HttpError(429, 'too-many-streams', message);
  }
  streamsOf.set(uid, streams + 1);
  return () => {
    const left = streamsOf.get(uid)! - 1;
    if (left > 0) streamsOf.set(uid, left);
    else streamsOf.delete(uid);
  };
}
