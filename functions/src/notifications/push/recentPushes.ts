/**
 * Bounds how often a user gets a push of the same type because of the same actor, whatever happened in between: an invite
 * that is revoked and sent again rings once. Pushes about different events do not hold each other back, because the
 * second canceled event matters as much as the first. A document for each such key remembers the last push.
 */
import { createHash } from 'node:crypto';
import { compareMoments, pushKey, recentPushPath, type RecentPush } from '@firegroups/model';
import { Timestamp, type DocumentSnapshot } from 'firebase-admin/firestore';
import { GRPC, hasStatus } from '../../firestore/grpcStatus.ts';
import type { NotificationPayload } from '../payload.ts';
import { database, docAt } from '../../firestore/store.ts';

/** The shortest time between two such pushes, in milliseconds. */
const PAUSE = 10 * 60 * 1000;

/**
 * Returns those of the users who may get the push now, and remembers it. A push that was remembered by an earlier
 * attempt may be sent again. Costs one write for each user; if one of them had such a push before, also one read for
 * each user.
 */
export async function claimPushes(
  payload: NotificationPayload,
  uids: readonly string[],
): Promise<string[]> {
  if (uids.length === 0) return [];
  const firestore = database();
  const key = createHash('sha256').update(pushKey(payload)).digest('hex');
  const refs = uids.map((uid) => docAt(recentPushPath(uid, key)));
  const { id } = payload;
  const now = Timestamp.now();
  const push: RecentPush<Timestamp> = {
    notificationId: id,
    expiresAt: Timestamp.fromMillis(now.toMillis() + PAUSE),
  };
  try {
    const batch = firestore.batch();
    for (const ref of refs) batch.create(ref, push);
    await batch.commit();
    return [...uids];
  } catch (error) {
    if (!hasStatus(error, GRPC.ALREADY_EXISTS)) throw error;
  }
  return firestore.runTransaction(async (transaction) => {
    const last = (await transaction.getAll(...refs)).map(recentPushIn);
    const isFree = last.map(
      (one) => !one || one.notificationId === id || compareMoments(one.expiresAt, now) <= 0,
    );
    for (const [i, ref] of refs.entries()) if (isFree[i]) transaction.set(ref, push);
    return uids.filter((_uid, i) => isFree[i]);
  });
}

function recentPushIn(stored: DocumentSnapshot): RecentPush<Timestamp> | undefined {
  return stored.data() as RecentPush<Timestamp> | undefined;
}
