/** Why the rules refused to write a document, or to create a group. */
import { doc, type DocumentReference } from 'firebase/firestore';
import {
  isJoined,
  isAdmin,
  memberPath,
  userPath,
  withPrefix,
  type ErrorReason,
  type Membership,
} from '@firegroups/model';
import type { Firegroups } from '../firegroups.ts';
import { resolveCount } from './count.ts';
import type { Count, Diagnosis, DocumentSubject } from './diagnosis.ts';
import { NEEDS_PROFILE, ONLY, ONLY_ON_WALL, messageOf } from './messages.ts';
import { readVisible } from './readVisible.ts';

/** Returns why a write that depends on a document was refused; null if it has succeeded. */
export async function diagnoseDocument<T>(
  { firestore, prefix }: Firegroups,
  { document, created, reason: reasonFor, only, count }: DocumentSubject<T> & { count?: Count },
  uid: string,
): Promise<Diagnosis | null> {
  if (created && (await readVisible(created))) return null;
  const [place, groupId = ''] = document.path.slice(prefix.length).split('/');
  let own: Membership | null | undefined;
  if (place === 'groups') {
    own = await readVisible(
      doc(firestore, withPrefix(prefix, memberPath(groupId, uid))) as DocumentReference<Membership>,
    );
    if (!isJoined(own)) return because('not-a-member');
  }
  const found = await readVisible(document);
  if (found === null) return because('not-found');
  if (place === 'users' && created?.parent.id === `${prefix}comments`) {
    const profile = await readVisible(doc(firestore, prefix + userPath(uid)));
    if (!profile) return { reason: 'permission-denied', message: NEEDS_PROFILE };
  }
  const counted = count && (await resolveCount(count));
  if (counted !== undefined) return counted;
  return because(found && reasonFor ? reasonFor(found, isAdmin(own)) : 'permission-denied');

  function because(reason: ErrorReason | null): Diagnosis | null {
    if (!reason) return null;
    const onlyMessages = place === 'users' ? ONLY_ON_WALL : ONLY;
    const isDenied = only && reason === 'permission-denied';
    return { reason, message: isDenied ? onlyMessages[only] : messageOf(reason) };
  }
}

/** Returns why the creation of a group was refused; null if the group exists. */
export async function diagnoseGroupCreation(
  { firestore, prefix }: Firegroups,
  { newGroup, count }: { newGroup: DocumentReference; count?: Count },
  uid: string,
): Promise<Diagnosis | null> {
  if (await readVisible(newGroup)) return null;
  const profile = await readVisible(doc(firestore, prefix + userPath(uid)));
  if (!profile) return { reason: 'permission-denied', message: NEEDS_PROFILE };
  const counted = count && (await resolveCount(count));
  return counted === undefined ? { reason: 'permission-denied' } : counted;
}
