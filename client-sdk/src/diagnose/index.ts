/**
 * Finds out why the rules refused a write. `write.ts` loads this module after the first refusal; the rest of the SDK imports only
 * types from it, and it imports only types from the rest, so that no code of it is in the first load
 * (docs/decisions/0015).
 */
import type { Firegroups } from '../firegroups.ts';
import type { Diagnosis, WriteSubject } from './diagnosis.ts';
import { diagnoseMembership } from './membership.ts';
import { diagnoseDocument, diagnoseGroupCreation } from './document.ts';

/** Returns why a write of the user `uid` was refused; null if it has succeeded, or nothing was left to write. */
export async function diagnose<T>(
  fg: Firegroups,
  subject: WriteSubject<T>,
  uid: string,
  startedAt: Date,
  needsVerifiedEmail: boolean,
): Promise<Diagnosis | null> {
  if (needsVerifiedEmail && !(await hasVerifiedToken(fg))) {
    return { reason: 'email-not-verified' };
  }
  if ('membership' in subject) return diagnoseMembership(fg, subject, uid, startedAt);
  if ('newGroup' in subject) return diagnoseGroupCreation(fg, subject, uid);
  return diagnoseDocument(fg, subject, uid);
}

/** The rules decide by the token, which can be older than the verification of the address. */
async function hasVerifiedToken({ auth }: Firegroups): Promise<boolean> {
  const token = await auth.currentUser?.getIdTokenResult();
  return token?.claims['email_verified'] === true;
}
