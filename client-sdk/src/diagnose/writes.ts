/** Why the rules refused to write something: what has to be there, and whether the user has to be a member. */
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
import type { DiagnosisHints, Diagnosis } from './diagnosis.ts';
import { NEEDS_PROFILE, ONLY, ONLY_ON_WALL, sentenceOf } from './messages.ts';
import { readVisible } from './readVisible.ts';

/** Says why a write that depends on `subject` was refused; null where nothing is wrong. */
export async function diagnoseWrite<T>(
  { firestore }: Firegroups,
  subject: DocumentReference<T>,
  uid: string,
  { created, reason, only }: DiagnosisHints<T>,
): Promise<Diagnosis | null> {
  if (created && (await readVisible(created))) return null;
  const why = await whyRefused();
  if (!why) return null;
  const sentences = subject.path.startsWith('users') ? ONLY_ON_WALL : ONLY;
  return {
    reason: why,
    message: only && why === 'permission-denied' ? sentences[only] : sentenceOf(why),
  };

  async function whyRefused(): Promise<ErrorReason | null> {
    const [place, groupId = ''] = subject.path.split('/');
    let own: Membership | null | undefined;
    if (place === 'groups') {
      own = await readVisible(
        doc(firestore, memberPath(groupId, uid)) as DocumentReference<Membership>,
      );
      if (!isJoined(own)) return 'not-a-member';
    }
    const found = await readVisible(subject);
    if (found === null) return 'not-found';
    return found && reason ? reason(found, isAdmin(own)) : 'permission-denied';
  }
}

/** Says why a group was refused to its creator; null where it is there. */
export async function diagnoseGroupCreation(
  { firestore }: Firegroups,
  group: DocumentReference,
  uid: string,
): Promise<Diagnosis | null> {
  if (await readVisible(group)) return null;
  const profile = await readVisible(doc(firestore, userPath(uid)));
  return { reason: 'permission-denied', message: profile ? undefined : NEEDS_PROFILE };
}
