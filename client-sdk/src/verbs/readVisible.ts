import { getDoc, type DocumentReference } from 'firebase/firestore';
import { isRefusal, toFiregroupsError } from '../errors.ts';

/** What stands for a document that the rules do not show to the reader. */
export const HIDDEN = 'hidden';

/** Reads a document: null where there is none. Throws a FiregroupsError where it cannot be told. */
export async function readVisible<T>(ref: DocumentReference<T>): Promise<T | typeof HIDDEN | null> {
  try {
    return (await getDoc(ref)).data() ?? null;
  } catch (error) {
    if (isRefusal(error)) return HIDDEN;
    throw toFiregroupsError(error);
  }
}
