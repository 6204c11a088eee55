/**
 * Who calls: the one place where a token is looked at. It only turns callers away; what a caller may do is for the rules to
 * say, by the same token.
 */
import { getAuth, type DecodedIdToken } from 'firebase-admin/auth';
import { HttpError, UNAVAILABLE } from './errors.ts';

/** A caller whose token is good. */
export interface Caller {
  uid: string;
  /** The caller's own ID token, as whose bearer everything is done. */
  token: string;
  /** Passed on, for projects whose Firestore asks for App Check. */
  appCheckToken: string | undefined;
  /** When the token ends. */
  expiresAt: Date;
}

const refusal = (message: string) => new HttpError(401, 'unauthenticated', message);

const REFUSALS: Record<string, string> = {
  'auth/id-token-expired': 'The token has expired: fetch a new one.',
  'auth/id-token-revoked': 'The token was revoked: sign in anew.',
  'auth/user-disabled': 'The account is disabled.',
  'auth/user-not-found': 'The account is gone.',
  'auth/argument-error': 'The token is not an ID token of this project: sign in.',
};

/** Returns who calls; throws a `HttpError` with status 401 that says why, where the token is missing or no good. */
export async function authenticate(headers: Headers): Promise<Caller> {
  const given = headers.get('authorization');
  if (given === null) throw refusal('Send the header Authorization: Bearer <Firebase ID token>.');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(given)?.[1];
  if (!token) throw refusal('The header Authorization is not of the form Bearer <ID token>.');
  const { uid, exp, firebase } = await verified(token);
  if (firebase.sign_in_provider === 'anonymous')
    throw refusal('The account is anonymous: sign in with a real one.');
  return {
    uid,
    token,
    appCheckToken: headers.get('x-firebase-appcheck') ?? undefined,
    expiresAt: new Date(exp * 1000),
  };
}

async function verified(token: string): Promise<DecodedIdToken> {
  try {
    // Asks also whether the account is still there: the rules would take the token of a deleted one until it expires.
    return await getAuth().verifyIdToken(token, true);
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    // The keys of the signatures are fetched now and then; where that fails, nothing is known of the token.
    const isKnown = code in REFUSALS && !message.includes('fetching public keys');
    throw isKnown ? refusal(REFUSALS[code]!) : UNAVAILABLE();
  }
}
