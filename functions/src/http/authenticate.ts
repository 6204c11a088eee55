/**
 * The only place that looks at a token. It only refuses callers. The security rules decide what a caller may do, with
 * the same token.
 */
import { getAuth, type DecodedIdToken } from 'firebase-admin/auth';
import { ACCEPTS_GUESTS, NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import { HttpError, unavailable } from './errors.ts';

/** A caller with a valid token. */
export interface Caller {
  uid: string;
  /** The caller's own ID token. The API does everything with it. */
  token: string;
  /** Passed on to Firestore, for projects that enforce App Check. */
  appCheckToken: string | undefined;
  /** When the token expires. */
  expiresAt: Date;
}

const unauthenticated = (message: string) => new HttpError(401, 'unauthenticated', message);

const MESSAGES: Record<string, string> = {
  'auth/id-token-expired': 'The token has expired. Get a new one.',
  'auth/id-token-revoked': 'The token was revoked. Sign in again.',
  'auth/user-disabled': 'The account is disabled.',
  'auth/user-not-found': 'The account was deleted.',
  'auth/argument-error': 'The token is not an ID token of this project. Sign in to this project.',
};

/** Returns the caller. Throws an `HttpError`: 401 or 403 says what is wrong with the token or the account; 503. */
export async function authenticate(headers: Headers): Promise<Caller> {
  const given = headers.get('authorization');
  if (given === null) {
    throw unauthenticated('Send the header "Authorization: Bearer <Firebase ID token>".');
  }
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(given)?.[1];
  if (!token) {
    throw unauthenticated('The Authorization header must have the form "Bearer <ID token>".');
  }
  const { uid, exp, firebase, email_verified: isVerified } = await verify(token);
  const provider = (firebase as Partial<DecodedIdToken['firebase']> | undefined)?.sign_in_provider;
  if (typeof provider !== 'string') {
    throw unauthenticated(
      'The token does not say how the user signed in. Sign in again to get another one.',
    );
  }
  if (provider === 'anonymous' && !ACCEPTS_GUESTS) {
    throw unauthenticated('The account is anonymous. Sign in with a registered account.');
  }
  if (NEEDS_VERIFIED_EMAIL && !isVerified) {
    const message = 'Your email address is not verified. Verify it, then get a new token.';
    throw new HttpError(403, 'email-not-verified', message);
  }
  return {
    uid,
    token,
    appCheckToken: appCheckTokenIn(headers),
    expiresAt: new Date(exp * 1000),
  };
}

function appCheckTokenIn(headers: Headers): string | undefined {
  const token = headers.get('x-firebase-appcheck');
  if (!token) return undefined;
  if (hasPayload(token)) return token;
  throw unauthenticated('The App Check token is malformed. Send the one that App Check returns.');
}

/** Firebase reads the payload when it creates an app, and throws errors of its own if it is no object. */
function hasPayload(token: string): boolean {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const payload: unknown = JSON.parse(text);
    return typeof payload === 'object' && payload !== null;
  } catch {
    return false;
  }
}

async function verify(token: string): Promise<DecodedIdToken> {
  try {
    // This also asks whether the account still exists: the rules accept a deleted account's token until it expires.
    return await getAuth().verifyIdToken(token, true);
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    // firebase-admin fetches the public keys from time to time. If that fails, the token may still be valid.
    const isKnown = code in MESSAGES && !message.includes('fetching public keys');
    throw isKnown ? unauthenticated(MESSAGES[code]!) : unavailable();
  }
}
