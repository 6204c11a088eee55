/** Timestamps as the model sees them: Firestore's `Timestamp` is a `Moment`. */

/** A moment with the precision of Firestore. */
export interface Moment {
  /** Seconds since 1970. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** Returns a negative number if `a` is earlier than `b`, 0 if they are the same moment, otherwise a positive number. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}
