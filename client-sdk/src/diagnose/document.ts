/** Why the rules refused to write a document, or to create a group. */
import { doc, type DocumentReference } from 'firebase/firestore';
import {
  isJoined,
  isAdmin,
  memberPath,
  userPath,
  type ErrorReason,
  type Membership,
} from '@firegroups/model';
import type { Firegroups } from '../firegroups.ts';
import type { Diagnosis, DocumentSubject } from './diagnosis.ts';
import { NEEDS_PROFILE, ONLY, ONLY_ON_WALL, messageOf } from './messages.ts';
import { readVisible } from './readVisible.ts';

/** Returns why a write that depends on a document was refused; null if it has succeeded. */
export async function diagnoseDocument<T>(
  { firestore }: Firegroups,
  { document, created, reason: reasonFor, only }: DocumentSubject<T>,
  uid: string,
): Promise<Diagnosis | null> {
  if (created && (await readVisible(created))) return null;
  const [place, groupId = ''] = document.path.split('/');
  const reason = await findReason();
  if (!reason) return null;
  const onlyMessages = place === 'users' ? ONLY_ON_WALL : ONLY;
  const isDenied = only && reason === 'permission-denied';
  return { reason, message: isDenied ? onlyMessages[only] : messageOf(reason) };

  async function findReason(): Promise<ErrorReason | null> {
    let own: Membership | null | undefined;
    if (place === 'groups') {
      own = await readVisible(
        doc(firestore, memberPath(groupId, uid)) as DocumentReference<Membership>,
      );
      if (!isJoined(own)) return 'not-a-member';
    }
    const found = await readVisible(document);
    if (found === null) return 'not-found';
    return found && reasonFor ? reasonFor(found, isAdmin(own)) : 'permission-denied';
  }
}

/** Returns why the creation of a group was refused; null if the group exists. */
export async function diagnoseGroupCreation(
  { firestore }: Firegroups,
  group: DocumentReference,
  uid: string,
): Promise<Diagnosis | null> {
  if (await readVisible(group)) return null;
  const profile = await readVisible(doc(firestore, userPath(uid)));
  return { reason: 'permission-denied', message: profile ? undefined : NEEDS_PROFILE };
}
