import { FirebaseError } from 'firebase/app';
import type { ErrorReason as FiregroupsErrorReason } from '@firegroups/model';
import type { OF_REASON } from './diagnose/messages.ts';

export type { FiregroupsErrorReason };

const NAME = 'FiregroupsError';

/** The sentences of the reasons that not only an explained refusal has: those others come with the explanation. */
const MESSAGES: Record<Exclude<FiregroupsErrorReason, keyof typeof OF_REASON>, string> = {
  unauthenticated: 'Sign in first, with a real account.',
  'invalid-argument': 'Mend what is passed.',
  'not-found': 'Not there, or not yours to see: check the ids.',
  'not-a-member': 'Only members can do this: join the group first.',
  'permission-denied': 'Only its author or an admin can do this: ask them.',
  'not-configured':
    'The app has no storage bucket: set storageBucket in its Firebase configuration.',
  unavailable: 'The server is busy or out of reach: try again.',
};

/** What every function of this package throws, and every watch reports. */
export class FiregroupsError extends FirebaseError {
  override readonly name: string = NAME;
  /** Why; the part of `code` after the slash. */
  declare readonly reason: FiregroupsErrorReason;
  /** For `invalid-argument`: each field's name and what was expected of it. */
  declare readonly fields?: Readonly<Record<string, string>>;

  constructor(
    reason: FiregroupsErrorReason,
    message: string = isGeneral(reason) ? MESSAGES[reason] : `Refused: ${reason}.`,
    details?: { fields?: Record<string, string>; cause?: unknown },
  ) {
    super(`firegroups/${reason}`, message);
    // FirebaseError's constructor sets its own prototype.
    Object.setPrototypeOf(this, new.target.prototype);
    Object.assign(this, { reason, ...details });
  }
}

/**
 * Returns true iff `error` is of this package, and of that reason where one is given. It goes by name, so that two
 * copies of the package in one app know each other's errors.
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

/** The error for what was passed: for each field, what was expected of it. */
export function invalidArgument(fields: Record<string, string>): FiregroupsError {
  const faults = Object.entries(fields).map((fault) => fault.join(': '));
  return new FiregroupsError('invalid-argument', `Mend these fields: ${faults.join('; ')}.`, {
    fields,
  });
}

/**
 * Turns what was thrown into this package's error, with it as its cause; one that is already is given back as it is. A refusal
 * is for the reason `refusal` where that is given. Else Firestore's codes are ours where there is such a reason; all else is
 * `unavailable`. What will never work keeps its own words.
 */
export function toFiregroupsError(
  cause: unknown,
  refusal?: FiregroupsErrorReason,
): FiregroupsError {
  if (isFiregroupsError(cause)) return cause;
  const code = refusal && isRefusal(cause) ? refusal : codeOf(cause);
  const reason = isGeneral(code) ? code : 'unavailable';
  const isForGood = /^$|argument|condition/.test(code);
  const message = isForGood ? (cause as Error | undefined)?.message : undefined;
  return new FiregroupsError(reason, message, { cause });
}

/** Returns true iff the rules refused it, or the document that it changes is not there. */
export function isRefusal(error: unknown): boolean {
  return ['permission-denied', 'not-found'].includes(codeOf(error));
}

function isGeneral(code: string): code is keyof typeof MESSAGES {
  return code in MESSAGES;
}

function codeOf(error: unknown): string {
  return error instanceof FirebaseError ? error.code : '';
}
