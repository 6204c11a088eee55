/** Writes, and what a refusal of one means to who made it. */
import { onSnapshot, type DocumentReference } from 'firebase/firestore';
import { isJoined } from '@firegroups/model';
import type { Member } from '../documents.ts';
import {
  FiregroupsError,
  isRefusal,
  toFiregroupsError,
  type FiregroupsErrorReason,
} from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { memberRef } from '../refs.ts';

/**
 * Does something. Where the rules refuse it, gives back what `onRefusal` does, or throws what that throws.
 *
 * @throws FiregroupsError where anything else goes wrong.
 */
export async function attempt<T, Refused = never>(
  act: () => Promise<T>,
  onRefusal?: (cause: unknown) => Refused | Promise<Refused>,
): Promise<T | Refused> {
  try {
    return await act();
  } catch (error) {
    if (onRefusal && isRefusal(error)) return onRefusal(error);
    throw toFiregroupsError(error);
  }
}

/**
 * Reads a document as the server has it: null where there is none, undefined where the rules do not show it to the reader. It
 * waits for the server's word, where `getDoc` fails as long as Firestore holds itself for offline: after a refused write of
 * a client that has just come back, say.
 */
export function readVisible<T>(ref: DocumentReference<T>): Promise<T | null | undefined> {
  return new Promise((resolve, reject) => {
    const stop = onSnapshot(
      ref,
      { includeMetadataChanges: true },
      (snapshot) => {
        if (snapshot.metadata.fromCache) return;
        stop();
        resolve(snapshot.data() ?? null);
      },
      (error) => {
        if (isRefusal(error)) resolve(undefined);
        else reject(toFiregroupsError(error));
      },
    );
  });
}

/** What to say of a refusal that is for no general reason. */
export interface Explanation<T> {
  /**
   * The document that is created. After a broken connection Firestore sends again what may have arrived, and the rules
   * refuse it the second time: it is there then, and nothing is wrong.
   */
  created?: DocumentReference;
  /**
   * Why; `permission-denied` unless told otherwise. Null where there was nothing left to write: then the refusal is no
   * error. Within a group it hears of the user's own membership, too.
   */
  reason?: (subject: T, own: Member | null | undefined) => FiregroupsErrorReason | null;
  /** What to do where that is `permission-denied`. */
  hint?: string;
}

export const NEEDS_PROFILE = 'A profile is needed first: see saveProfile.';
export const CREATOR_ONLY = 'Only the creator can do this: ask them.';
export const STAFF_ONLY = 'Only the creator or an admin can do this: ask them.';
export const AUTHOR_ONLY = 'Only its author can do this: ask them.';

/**
 * Writes something that depends on `subject`: it has to be there, and within a group, the user has to be joined.
 *
 * @throws FiregroupsError that says what is not so where the rules refuse it.
 */
export async function write<T>(
  fg: Firegroups,
  subject: DocumentReference<T>,
  send: () => Promise<void>,
  { created, reason, hint }: Explanation<T> = {},
): Promise<void> {
  const uid = currentUid(fg);
  await attempt(send, async (cause) => {
    if (created && (await readVisible(created))) return;
    const why = await whyRefused();
    if (why) {
      const message = why === 'permission-denied' ? hint : undefined;
      throw new FiregroupsError(why, message, { cause });
    }
  });

  async function whyRefused(): Promise<FiregroupsErrorReason | null> {
    const [place, groupId = ''] = subject.path.split('/');
    let own: Member | null | undefined;
    if (place === 'groups') {
      own = await readVisible(memberRef(fg, groupId, uid));
      if (!isJoined(own)) return 'not-a-member';
    }
    const found = await readVisible(subject);
    if (found === null) return 'not-found';
    return found && reason ? reason(found, own) : 'permission-denied';
  }
}
