/** What the API answers if it refuses: one shape, and one status for each reason. An answer shows nothing internal. */
import { HTTPException } from 'hono/http-exception';
import { isFiregroupsError, type FiregroupsErrorReason } from 'firegroups';

/** The statuses of refusals. Every operation may answer with any of them. */
export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 411 | 413 | 415 | 429 | 500 | 503;

/** A refusal with the body that the API answers. */
export class HttpError extends HTTPException {
  declare readonly status: ErrorStatus;
  /** One word for programs. The message is for people, and says what to do. */
  readonly code: string;
  /** For invalid input: each field's name and what was expected. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** For `too-many`: when the caller can try again. */
  readonly retryAt: Date | undefined;

  constructor(
    status: ErrorStatus,
    code: string,
    message: string,
    fields?: Readonly<Record<string, string>>,
    retryAt?: Date,
  ) {
    super(status, { message });
    this.code = code;
    this.fields = fields;
    this.retryAt = retryAt;
  }

  /** The body of the answer. */
  get body() {
    const { code, message, fields } = this;
    return { error: { code, message, ...(fields && { fields }) } };
  }
}

const STATUSES: Record<FiregroupsErrorReason, ErrorStatus> = {
  unauthenticated: 401,
  'email-not-verified': 403,
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
  'too-many': 429,
  // Only images need a bucket, and the API uploads none.
  'not-configured': 500,
  unavailable: 503,
};

/** The error if Firebase is busy or out of reach, or takes too long. */
export const unavailable = () =>
  new HttpError(503, 'unavailable', 'The server is busy or out of reach. Try again.');

/** The error for invalid input: each field's name and what was expected. */
export function invalidInput(fields: Record<string, string>): HttpError {
  const problems = Object.entries(fields).map((problem) => problem.join(': '));
  return new HttpError(400, 'invalid-argument', `Invalid fields: ${problems.join('; ')}.`, fields);
}

/** Turns what was thrown into what is answered. Returns undefined for a mistake in the API itself. */
export function toHttpError(error: unknown): HttpError | undefined {
  if (error instanceof HttpError) return error;
  if (error instanceof HTTPException) return fromHono(error);
  if (isFiregroupsError(error)) {
    const { reason, message, fields, retryAt, cause } = error;
    if (reason === 'unavailable') return fromFirestore(cause);
    return new HttpError(STATUSES[reason], reason, message, fields, retryAt);
  }
  return codeOf(error) === undefined ? undefined : fromFirestore(error);
}

/** What Hono refuses before an operation runs. */
function fromHono({ status }: HTTPException): HttpError | undefined {
  switch (status) {
    case 400:
      return new HttpError(400, 'invalid-argument', 'The body is not valid JSON.');
    default:
      return undefined;
  }
}

/** What Firestore itself refuses. */
function fromFirestore(error: unknown): HttpError {
  switch (codeOf(error)) {
    case 'permission-denied':
      return new HttpError(403, 'permission-denied', 'The security rules refuse this.');
    case 'unauthenticated':
      return new HttpError(401, 'unauthenticated', 'The token is no longer valid. Get a new one.');
    case 'invalid-argument':
      return new HttpError(400, 'invalid-argument', 'Firestore does not accept one of the values.');
    case 'resource-exhausted':
      return new HttpError(429, 'resource-exhausted', 'Too many requests. Wait, then try again.');
    default:
      return unavailable();
  }
}

/** The code of a Firebase error. It goes by name, because the module of the streams has its own copy of the class. */
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && error.name === 'FirebaseError'
    ? (error as Error & { code: string }).code
    : undefined;
