import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { GRPC, hasStatus } from './grpcStatus.ts';

/**
 * Updates a document unless it was changed or deleted after the snapshot. A later change brings an event of its own, so
 * data derived from an old state never overwrites data derived from a newer one. Costs no read. Returns false if it
 * wrote nothing.
 */
export async function updateIfUnchanged(
  snapshot: DocumentSnapshot,
  data: Record<string, unknown>,
): Promise<boolean> {
  const { ref, updateTime } = snapshot;
  return ifUnchanged(updateTime, () => ref.update(data, { lastUpdateTime: updateTime! }));
}

/** Deletes a document unless it was changed after the snapshot. Costs no read. Returns false if it deleted nothing. */
export async function deleteIfUnchanged({ ref, updateTime }: DocumentSnapshot): Promise<boolean> {
  return ifUnchanged(updateTime, () => ref.delete({ lastUpdateTime: updateTime! }));
}

async function ifUnchanged(
  updateTime: Timestamp | undefined,
  write: () => Promise<unknown>,
): Promise<boolean> {
  if (!updateTime) return false;
  try {
    await write();
    return true;
  } catch (error) {
    if (hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) return false;
    throw error;
  }
}
