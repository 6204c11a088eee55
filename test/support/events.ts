/** The events that Firestore would send, for handlers that a test calls as often and as late as it likes. */
import { getFirestore, type DocumentSnapshot } from 'firebase-admin/firestore';

export interface WrittenEvent<Params> {
  data: { before: DocumentSnapshot; after: DocumentSnapshot };
  params: Params;
}

/** Does `write` and gives back the event of what it made of the document. */
export async function eventOf(
  path: string,
  write: () => Promise<unknown>,
): Promise<WrittenEvent<Record<string, string>>> {
  const ref = getFirestore().doc(path);
  const before = await ref.get();
  await write();
  const after = await ref.get();
  const [, groupId = '', , uid = ''] = path.split('/');
  return { data: { before, after }, params: { groupId, uid } };
}
