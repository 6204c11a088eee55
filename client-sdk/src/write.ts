/** The one function through which the SDK writes, and its counterpart for reads. */
import { NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import {
  FiregroupsError,
  isRefusal,
  toFiregroupsError,
  type FiregroupsErrorReason,
} from './errors.ts';
import { currentUid, type Firegroups } from './firegroups.ts';
import type { WriteSubject } from './diagnose/diagnosis.ts';

/**
 * Sends a write as the signed-in user. If the rules refuse it and `subject` says what it is about, finds out why, which may also
 * show that the write has succeeded.
 *
 * @throws FiregroupsError if the write has failed.
 */
export async function write<T>(
  fg: Firegroups,
  send: () => Promise<void>,
  subject?: WriteSubject<T>,
): Promise<void> {
  const uid = currentUid(fg);
  const startedAt = new Date();
  try {
    await send();
  } catch (cause) {
    if (!subject || !isRefusal(cause)) throw toFiregroupsError(cause);
    // The server has answered, so there is a connection to load the module. If a new version of the app was deployed
    // meanwhile, the file may no longer exist: then this throws the refusal without a diagnosis.
    const { diagnose } = await import('./diagnose/index.ts').catch(() => {
      throw toFiregroupsError(cause);
    });
    const diagnosis = await read(() => diagnose(fg, subject, uid, startedAt, NEEDS_VERIFIED_EMAIL));
    if (!diagnosis) return;
    const { reason, message, ...details } = diagnosis;
    throw new FiregroupsError(reason, message, { ...details, cause });
  }
}

/**
 * Reads something.
 *
 * @throws FiregroupsError if that fails; with the reason `refusal`, if that is given and the rules refuse it.
 */
export async function read<T>(get: () => Promise<T>, refusal?: FiregroupsErrorReason): Promise<T> {
  try {
    return await get();
  } catch (error) {
    throw toFiregroupsError(error, refusal);
  }
}
