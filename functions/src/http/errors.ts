/** What the API answers where it refuses: one shape, and one status for each reason. Nothing of the inside shows. */
import { isFiregroupsError, type FiregroupsErrorReason } from 'firegroups';

/** The statuses of refusals, each of which every operation may answer with. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503;

/** A refusal as it is answered. */
export class HttpError extends Error {
  readonly status: ErrorStatus;
  /** One word for programs; the message is a sentence for people that says what to do. */
  readonly code: string;
  /** For what is wrong with the input: each field's name, and what was expected. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(
    status: ErrorStatus,
    code: string,
    message: string,
    fields?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  get answer() {
    const { code, message, fields } = this;
    return { error: { code, message, ...(fields && { fields }) } };
  }
}

const STATUSES: Record<FiregroupsErrorReason, ErrorStatus> = {
  unauthenticated: 401,
  'invalid-argument': 400,
  'not-found': 404,
  'not-a-member': 403,
  'permission-denied': 403,
  'already-member': 409,
  'already-invited': 409,
  'already-requested': 409,
  banned: 403,
  'creator-must-transfer': 409,
  'event-over': 409,
  // Only images need a bucket, and the API uploads none.
  'not-configured': 500,
  unavailable: 503,
};

export const UNAVAILABLE = () =>
  new HttpError(503, 'unavailable', 'The server is busy or out of reach: try again.');

/** The error for input: each field's name, and what was expected of it. */
export function invalidInput(fields: Record<string, string>): HttpError {
  const faults = Object.entries(fields).map((fault) => fault.join(': '));
  return new HttpError(400, 'invalid-argument', `Mend these fields: ${faults.join('; ')}.`, fields);
}

/** Turns whatever was thrown into what is answered; undefined where it is a mistake in the API itself. */
export function toHttpError(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (isFiregroupsError(error)) {
    const { reason, message, fields, cause } = error;
    if (reason === 'unavailable') return ofFirestore(cause);
    return new HttpError(STATUSES[reason], reason, message, fields);
  }
  return codeOf(error) === undefined ? undefined : ofFirestore(error);
}

/** What Firestore itself has refused. */
function ofFirestore(error: unknown): HttpError {
  switch (codeOf(error)) {
    case 'permission-denied':
      return new HttpError(403, 'permission-denied', 'The rules refuse it.');
    case 'unauthenticated':
      return new HttpError(401, 'unauthenticated', 'The token is no longer good: fetch a new one.');
    case 'invalid-argument':
      return new HttpError(400, 'invalid-argument', 'Firestore takes no such value: mend it.');
    case 'resource-exhausted':
      return new HttpError(429, 'resource-exhausted', 'Too much at once: try again in a while.');
    default:
      return UNAVAILABLE();
  }
}

/** The code of Firebase's errors, by name: the module of the streams has a copy of its own. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && error.name === 'FirebaseError'
    ? (error as Error & { code: string }).code
    : undefined;
