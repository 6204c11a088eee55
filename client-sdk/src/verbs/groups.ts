/** Groups themselves. Each throws a FiregroupsError: all of them `unauthenticated` and `invalid-argument`. */
import {
  collection,
  doc,
  serverTimestamp,
  updateDoc,
  writeBatch,
  type DocumentReference,
} from 'firebase/firestore';
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  VISIBILITIES,
  type InvitePolicy,
  type JoinPolicy,
  type Visibility,
} from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { checked, filledText, oneOf, textUpTo, type Checks } from '../checks.ts';
import type { Group } from '../documents.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { groupRef, memberRef } from '../refs.ts';
import { attemptExplained, write } from '../write.ts';
import { editContent } from './content.ts';
import { newMember } from './newMember.ts';

/** What a group is made of; all but the title can be left out. */
export interface NewGroup {
  /** 1 to 100 characters, not only blanks; trimmed. */
  title: string;
  /** Up to 2000 characters. */
  description?: string | undefined;
  /** `public` unless told otherwise. */
  visibility?: Visibility | undefined;
  /** `approval` unless told otherwise. */
  joinPolicy?: JoinPolicy | undefined;
  /** `members` unless told otherwise. */
  invitePolicy?: InvitePolicy | undefined;
}

const CHECKS: Checks<NewGroup> = {
  title: /* @__PURE__ */ filledText(LIMITS.groupTitle),
  description: /* @__PURE__ */ textUpTo(LIMITS.groupDescription),
  visibility: /* @__PURE__ */ oneOf(VISIBILITIES),
  joinPolicy: /* @__PURE__ */ oneOf(JOIN_POLICIES),
  invitePolicy: /* @__PURE__ */ oneOf(INVITE_POLICIES),
};

/**
 * Creates a group with the signed-in user as its creator and first member; gives back its id.
 *
 * @throws `permission-denied` where the user has no profile yet.
 * @example
 * const groupId = await createGroup(fg, { title: 'Chess club', joinPolicy: 'approval' });
 */
export async function createGroup(fg: Firegroups, fields: NewGroup): Promise<string> {
  const uid = currentUid(fg);
  const group = doc(collection(fg.firestore, 'groups'));
  const founder = memberRef(fg, group.id, uid) as DocumentReference;
  const founded = {
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'members',
    ...checked(fields, CHECKS, ['title']),
    creatorId: uid,
    createdAt: serverTimestamp(),
    updatedAt: serverTimestamp(),
  };
  await attemptExplained(
    () =>
      writeBatch(fg.firestore)
        .set(group, founded)
        .set(founder, newMember(group.id, uid, 'joined', { role: 'creator' }))
        .commit(),
    ({ diagnoseGroupCreation }) => diagnoseGroupCreation(fg, group, uid),
  );
  return group.id;
}

/**
 * Changes the fields of a group that are given: staff's right. A group that becomes `open` lets in whose requests wait.
 *
 * @throws `not-a-member`, `permission-denied`; `not-found` where the group is being deleted.
 * @example
 * await updateGroup(fg, groupId, { description: 'Every Tuesday at eight.' });
 */
export async function updateGroup(
  fg: Firegroups,
  groupId: string,
  fields: Partial<NewGroup>,
): Promise<void> {
  const group = groupRef(fg, groupId);
  const changes = checked(fields, CHECKS, []);
  await editContent(fg, group, changes, { reason: whyNoChange, only: 'admins' });
}

/**
 * Deletes a group with all that is in it, for good: its creator's right. Nobody sees it any more at once; the server takes it
 * apart then.
 *
 * @throws `not-a-member`, `permission-denied`; `not-found` where it is being deleted already.
 * @example
 * await deleteGroup(fg, groupId);
 */
export async function deleteGroup(fg: Firegroups, groupId: string): Promise<void> {
  const subject = groupRef(fg, groupId);
  const now = serverTimestamp();
  const end = { visibility: 'private', deletedAt: now, updatedAt: now };
  await write(fg, subject, () => updateDoc(subject as DocumentReference, end), {
    reason: whyNoChange,
    only: 'creator',
  });
}

const whyNoChange = (group: Group) => (group.deletedAt ? 'not-found' : 'permission-denied');
