import { FirebaseError } from 'firebase/app';
import type { ErrorReason as FiregroupsErrorReason } from '@firegroups/model';

export type { FiregroupsErrorReason };

const NAME = 'FiregroupsError';

const MESSAGES: Record<FiregroupsErrorReason, string> = {
  unauthenticated: 'Nobody is signed in with a real account: sign in first.',
  'invalid-argument': 'Some fields are not as expected: mend what `fields` names.',
  'not-found': 'There is no such thing, or you may not see it: check the ids.',
  'not-a-member': 'Only joined members of the group can do this: join the group first.',
  'permission-denied': 'You may not do this: ask an admin of the group.',
  'already-member': 'They are a member already: there is nothing left to do.',
  'already-invited': 'An invite is waiting already: it has to be accepted, declined or revoked.',
  'already-requested': 'A request is waiting already: an admin has to approve or reject it.',
  banned: 'They are banned from the group: an admin has to lift the ban first.',
  'creator-must-transfer':
    'The creator cannot go: transfer the ownership first, or delete the group.',
  'event-over': 'The event has started or is cancelled: its votes are final.',
  unavailable: 'The server could not be reached: try again when you are online.',
};

/** What every function of this package throws, and every watch reports. */
export class FiregroupsError extends FirebaseError {
  override readonly name: string = NAME;
  /** Why; the part of `code` after the slash. */
  readonly reason: FiregroupsErrorReason;
  /** For `invalid-argument`: each field's name and what was expected of it. */
  readonly fields?: Readonly<Record<string, string>>;

  constructor(
    reason: FiregroupsErrorReason,
    message: string = MESSAGES[reason],
    details: { fields?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(`firegroups/${reason}`, message);
    // FirebaseError's constructor sets its own prototype.
    Object.setPrototypeOf(this, new.target.prototype);
    this.reason = reason;
    if (details.fields) this.fields = details.fields;
    if (details.cause !== undefined) this.cause = details.cause;
  }
}

/**
 * Returns true iff `error` is of this package, and of that reason where one is given. It goes by name, so that two
 * copies of the package in one app know each other's errors.
 */
export function isFiregroupsError(
  error: unknown,
  reason?: FiregroupsErrorReason,
): error is FiregroupsError {
  return (
    error instanceof Error &&
    error.name === NAME &&
    (reason === undefined || ('reason' in error && error.reason === reason))
  );
}

const REASON_OF_CODE: Record<string, FiregroupsErrorReason> = {
  'permission-denied': 'permission-denied',
  unauthenticated: 'unauthenticated',
  'not-found': 'not-found',
};

/** Turns what Firestore threw into this package's error; one that is already is given back as it is. */
export function toFiregroupsError(error: unknown): FiregroupsError {
  if (isFiregroupsError(error)) return error;
  const code = codeOf(error);
  const reason = REASON_OF_CODE[code] ?? 'unavailable';
  // Only where the code is one of ours does our own sentence tell the whole story.
  const message = code in REASON_OF_CODE || code === 'unavailable' ? undefined : messageOf(error);
  return new FiregroupsError(reason, message, { cause: error });
}

/** Returns true iff the rules refused it, or the document that it changes is not there. */
export function isRefusal(error: unknown): boolean {
  return ['permission-denied', 'not-found'].includes(codeOf(error));
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong on the way (${message}): try again.`;
}

function codeOf(error: unknown): string {
  return error instanceof FirebaseError ? error.code : '';
}
