/** For projects that accept only verified email addresses. */
import type { User as Account } from 'firebase/auth';
import { isFiregroupsError, settingsRef, type Firegroups } from 'firegroups';

/** Returns true if the signed-in user has to verify their email address first. Every function that acts as the user says so. */
export function mustVerifyEmail(fg: Firegroups): boolean {
  try {
    settingsRef(fg);
    return false;
  } catch (error) {
    if (isFiregroupsError(error, 'email-not-verified')) return true;
    throw error;
  }
}

/**
 * The rules decide by the ID token. If it is older than the verification of the address, gets a new one and resolves with
 * true.
 */
export async function renewToken(account: Account): Promise<boolean> {
  if (!account.emailVerified) return false;
  const { claims } = await account.getIdTokenResult();
  if (claims['email_verified'] === true) return false;
  await account.getIdToken(true);
  return true;
}
