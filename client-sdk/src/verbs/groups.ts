import { collection, doc, serverTimestamp, writeBatch } from 'firebase/firestore';
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  VISIBILITIES,
  memberPath,
  type InvitePolicy,
  type JoinPolicy,
  type Visibility,
} from '@firegroups/model';
import { checkFields, filledText, oneOf, optional, present, textUpTo } from '../checks.ts';
import { FiregroupsError, isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { userRef } from '../refs.ts';
import { newMember } from './newMember.ts';
import { readVisible } from './readVisible.ts';

/** What a group is made of; all but the title can be left out. */
export interface NewGroup {
  /** 1 to 100 characters, not only blanks; trimmed. */
  title: string;
  /** Up to 2000 characters. */
  description?: string;
  /** `public` unless told otherwise. */
  visibility?: Visibility;
  /** `approval` unless told otherwise. */
  joinPolicy?: JoinPolicy;
  /** `members` unless told otherwise. */
  invitePolicy?: InvitePolicy;
}

/**
 * Creates a group with the signed-in user as its creator and first member; gives back its id.
 *
 * @throws FiregroupsError `invalid-argument`; `permission-denied` where the user has no profile yet; `unauthenticated`.
 * @example
 * const groupId = await createGroup(fg, { title: 'Chess club', joinPolicy: 'open' });
 */
export async function createGroup(fg: Firegroups, fields: NewGroup): Promise<string> {
  const uid = currentUid(fg);
  checkFields(fields, {
    title: filledText(LIMITS.groupTitle),
    description: optional(textUpTo(LIMITS.groupDescription)),
    visibility: optional(oneOf(VISIBILITIES)),
    joinPolicy: optional(oneOf(JOIN_POLICIES)),
    invitePolicy: optional(oneOf(INVITE_POLICIES)),
  });
  const group = doc(collection(fg.firestore, 'groups'));
  const batch = writeBatch(fg.firestore);
  batch.set(group, {
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'members',
    ...present(fields),
    title: fields.title.trim(),
    creatorId: uid,
    createdAt: serverTimestamp(),
    updatedAt: serverTimestamp(),
  });
  batch.set(
    doc(fg.firestore, memberPath(group.id, uid)),
    newMember(group.id, uid, { role: 'creator', status: 'joined', invitedBy: null }),
  );
  try {
    await batch.commit();
    return group.id;
  } catch (error) {
    const isForProfile = isRefusal(error) && (await readVisible(userRef(fg, uid))) === null;
    if (!isForProfile) throw toFiregroupsError(error);
    throw new FiregroupsError(
      'permission-denied',
      'Only users with a profile can create groups: call saveProfile first.',
      { cause: error },
    );
  }
}
