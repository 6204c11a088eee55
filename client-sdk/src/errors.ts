import { FirebaseError } from 'firebase/app';
import type { ErrorReason as FiregroupsErrorReason } from '@firegroups/model';
import type { OF_REASON } from './diagnose/messages.ts';

export type { FiregroupsErrorReason };

const NAME = 'FiregroupsError';

/** The general messages. Those of reasons that only a diagnosis finds are loaded with it. */
const MESSAGES: Record<Exclude<FiregroupsErrorReason, keyof typeof OF_REASON>, string> = {
  unauthenticated: 'Sign in first, with a real account.',
  'email-not-verified': 'Your email address is not verified. Verify it, then get a new ID token.',
  'invalid-argument': 'Correct the fields.',
  'not-found': 'Not found, or not visible to you. Check the ids.',
  'not-a-member': 'You are not a member of this group. Join it first.',
  'permission-denied': 'Only the author or an admin can do this.',
  'not-configured': 'Set storageBucket in the Firebase configuration.',
  unavailable: 'The server is busy or out of reach. Try again.',
};

/** The error that every function of this package throws and every watch reports. */
export class FiregroupsError extends FirebaseError {
  override readonly name: string = NAME;
  /** The reason: the part of `code` after the slash. */
  declare readonly reason: FiregroupsErrorReason;
  /** Set for `invalid-argument`: the name of each invalid field, and what was expected of it. */
  declare readonly fields?: Readonly<Record<string, string>>;
  /** Set for `too-many`: when the user can try again. */
  declare readonly retryAt?: Date;

  constructor(
    reason: FiregroupsErrorReason,
    message: string = isGeneral(reason) ? MESSAGES[reason] : `Refused: ${reason}.`,
    details?: { fields?: Record<string, string>; retryAt?: Date; cause?: unknown },
  ) {
    super(`firegroups/${reason}`, message);
    // FirebaseError's constructor sets its own prototype.
    Object.setPrototypeOf(this, new.target.prototype);
    Object.assign(this, { reason, ...details });
  }
}

/**
 * Returns true if `error` is a FiregroupsError, and if you pass a reason, has that reason. It compares names, so that it also
 * recognizes errors of another copy of the package in the same app.
 *
 * @example
 * try {
 *   await leaveGroup(fg, groupId);
 * } catch (error) {
 *   if (!isFiregroupsError(error, 'creator-must-transfer')) throw error;
 *   render(error.message);
 * }
 */
export function isFiregroupsError(
  error: unknown,
  reason?: FiregroupsErrorReason,
): error is FiregroupsError {
  if (!(error instanceof Error) || error.name !== NAME) return false;
  return !reason || (error as { reason?: unknown }).reason === reason;
}

/** Makes the error for invalid arguments: each field's name, and what was expected of it. */
export function invalidArgument(fields: Record<string, string>): FiregroupsError {
  const list = Object.entries(fields).map((field) => field.join(': '));
  return new FiregroupsError('invalid-argument', `Invalid fields: ${list.join('; ')}.`, { fields });
}

/**
 * Turns anything thrown into a FiregroupsError, with the original as its cause. Returns a FiregroupsError unchanged. If the
 * rules refused something, the reason is `refusal` if that is given. Otherwise the reason is Firestore's code if it is also one of
 * ours, else `unavailable`. An error that trying again cannot solve keeps its own message.
 */
export function toFiregroupsError(
  cause: unknown,
  refusal?: FiregroupsErrorReason,
): FiregroupsError {
  if (isFiregroupsError(cause)) return cause;
  const code = refusal && isRefusal(cause) ? refusal : codeOf(cause);
  const reason = isGeneral(code) ? code : 'unavailable';
  const isPermanent = /^$|argument|condition/.test(code);
  const message = isPermanent ? (cause as Error | undefined)?.message : undefined;
  return new FiregroupsError(reason, message, { cause });
}

/** Returns true if the rules refused something, or the document to change does not exist. */
export function isRefusal(error: unknown): boolean {
  return ['permission-denied', 'not-found'].includes(codeOf(error));
}

function isGeneral(code: string): code is keyof typeof MESSAGES {
  return code in MESSAGES;
}

function codeOf(error: unknown): string {
  return error instanceof FirebaseError ? error.code : '';
}
