/**
 * Creations that the rules limit per account: one batch with the documents and the count that names them. It owns the count; why
 * a count was refused, and the second attempt, are in `diagnose/count.ts`.
 */
import {
  doc,
  getDoc,
  getDocFromCache,
  increment,
  serverTimestamp,
  writeBatch,
  type DocumentReference,
} from 'firebase/firestore';
import type { LimitedAction } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import type { DiagnosisHints, WriteSubject } from '../diagnose/diagnosis.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { collectionIn, userRef } from '../refs.ts';
import { write } from '../write.ts';

/**
 * Creates documents and counts the action. The count names `counted`: the ids in its path. Offline, the batch waits like any other
 * write.
 *
 * @throws FiregroupsError as {@link write} does; `too-many` with `retryAt` if the user's count is at the limit.
 */
export async function createCounted<T>(
  fg: Firegroups,
  action: LimitedAction,
  counted: DocumentReference<unknown>,
  created: readonly (readonly [DocumentReference, object])[],
  subject: WriteSubject<T>,
): Promise<void> {
  const limit = doc(collectionIn(fg, 'limits', userRef(fg, currentUid(fg))), action);
  const bound = LIMITS.actions[action];
  const last = counted.path.replace(/[^/]+\/([^/]+)/g, '$1');
  const send = (known?: number) => {
    const batch = writeBatch(fg.firestore);
    for (const [document, fields] of created) batch.set(document, fields);
    const at = serverTimestamp();
    // Never a literal while the count goes on: two devices that write at once must both count.
    if (known! < bound.most) batch.update(limit, { count: increment(1), last, at });
    else batch.set(limit, { since: at, count: 1, last, at });
    return batch.commit();
  };
  const known = await knownCount(limit);
  await write(fg, () => send(known), { ...subject, count: { action, bound, limit, known, send } });
}

/** The count that the client has stored or, the first time, the server's. If neither can be read, the write reports the reason. */
async function knownCount(limit: DocumentReference): Promise<number | undefined> {
  try {
    const stored = await getDocFromCache(limit).catch(() => getDoc(limit));
    return stored.get('count') as number | undefined;
  } catch {
    return undefined;
  }
}

/** Creates a document in a collection of `parent`, counts the action, and returns the document's id. */
export async function createCountedContent<T>(
  fg: Firegroups,
  action: LimitedAction,
  parent: DocumentReference<T>,
  fields: object,
  hints?: DiagnosisHints<T>,
): Promise<string> {
  const created = doc(collectionIn(fg, action, parent));
  const now = serverTimestamp();
  const content = { ...fields, createdAt: now, updatedAt: now };
  await createCounted(fg, action, created, [[created, content]], {
    ...hints,
    document: parent,
    created,
  });
  return created.id;
}
