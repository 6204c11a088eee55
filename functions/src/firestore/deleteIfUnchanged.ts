import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { GRPC, hasStatus } from './grpcStatus.ts';

/** Deletes a document unless it was changed or deleted after the snapshot. Costs no read. */
export async function deleteIfUnchanged({ ref, updateTime }: QueryDocumentSnapshot): Promise<void> {
  try {
    await ref.delete({ lastUpdateTime: updateTime });
  } catch (error) {
    if (!hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) throw error;
  }
}
