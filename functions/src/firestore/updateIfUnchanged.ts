import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { GRPC, hasStatus } from './grpcStatus.ts';

/**
 * Updates the document that an event told of, unless it has changed or gone since: the change that overtook the event
 * brings an event of its own. So what is derived from an old state never lies over what is derived from a newer one,
 * and it costs no read. Returns whether it was written.
 */
export async function updateIfUnchanged(
  snapshot: DocumentSnapshot,
  data: Record<string, unknown>,
): Promise<boolean> {
  const { ref, updateTime } = snapshot;
  if (!updateTime) return false;
  try {
    await ref.update(data, { lastUpdateTime: updateTime });
    return true;
  } catch (error) {
    if (hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) return false;
    throw error;
  }
}
