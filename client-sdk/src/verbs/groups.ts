/**
 * Groups. Each function throws a FiregroupsError: `unauthenticated`, `invalid-argument`, and what its own documentation names.
 */
import { doc, serverTimestamp, updateDoc, type DocumentReference } from 'firebase/firestore';
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  VISIBILITIES,
  type GroupExtra,
  type InvitePolicy,
  type JoinPolicy,
  type Visibility,
} from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { checked, extraOf, nameUpTo, oneOf, textUpTo, type Checks } from '../checks.ts';
import type { Group } from '../documents.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import type { ImageInput } from '../prepareImage.ts';
import { collectionIn, groupRef, memberRef } from '../refs.ts';
import { write } from '../write.ts';
import { setPhoto, updateContent } from './content.ts';
import { createCounted } from './counted.ts';
import { newMember } from './newMember.ts';

/** The fields of a group. Only the title is required. */
export interface NewGroup {
  /** A name: 1 to `LIMITS.groupTitle` visible characters on one line; trimmed. */
  title: string;
  /** Up to `LIMITS.groupDescription` characters. */
  description?: string | undefined;
  /** `public` by default. */
  visibility?: Visibility | undefined;
  /** `approval` by default. */
  joinPolicy?: JoinPolicy | undefined;
  /** `members` by default. */
  invitePolicy?: InvitePolicy | undefined;
  /** The extra fields of this project, all of them: they replace the previous ones. */
  extra?: GroupExtra | undefined;
}

const CHECKS: Checks<NewGroup> = {
  title: /* @__PURE__ */ nameUpTo(LIMITS.groupTitle),
  description: /* @__PURE__ */ textUpTo(LIMITS.groupDescription),
  visibility: /* @__PURE__ */ oneOf(VISIBILITIES),
  joinPolicy: /* @__PURE__ */ oneOf(JOIN_POLICIES),
  invitePolicy: /* @__PURE__ */ oneOf(INVITE_POLICIES),
  extra: /* @__PURE__ */ extraOf('groups'),
};

/**
 * Creates a group with the signed-in user as its creator and first member, and returns its id.
 *
 * @throws `permission-denied` if the user has no profile yet; `too-many` at the limit of `LIMITS.actions.groups`.
 * @example
 * const groupId = await createGroup(fg, { title: 'Chess club', joinPolicy: 'approval' });
 */
export async function createGroup(fg: Firegroups, fields: NewGroup): Promise<string> {
  const uid = currentUid(fg);
  const group = doc(collectionIn(fg, 'groups'));
  const creator = memberRef(fg, group.id, uid) as DocumentReference;
  const created = {
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'members',
    ...checked(fields, CHECKS, ['title']),
    creatorId: uid,
    createdAt: serverTimestamp(),
    updatedAt: serverTimestamp(),
  };
  const membership = newMember(group.id, uid, 'joined', { role: 'creator' });
  const documents = [[group, created] as const, [creator, membership] as const];
  await createCounted(fg, 'groups', group, documents, { newGroup: group });
  return group.id;
}

/**
 * Updates the given fields of a group. Only its creator and admins may do this. If the group becomes `open`, users whose requests
 * are pending become members.
 *
 * @throws `not-a-member`, `permission-denied`; `not-found` if the group is being deleted.
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
  await updateContent(fg, group, changes, { reason: refusedUpdate, only: 'admins' });
}

/**
 * Sets the photo of a group, or removes it (null), and deletes the previous one. Only the group's creator and admins may do this.
 * Members see the photo. Costs one read, and needs a connection.
 *
 * @throws `not-a-member`, `permission-denied`, `not-configured`; `not-found` if the group is being deleted.
 * @example
 * // A File from an <input type="file"> sets a photo; null removes it.
 * await setGroupPhoto(fg, groupId, null);
 */
export async function setGroupPhoto(
  fg: Firegroups,
  groupId: string,
  image: ImageInput | null,
): Promise<void> {
  const hints = { reason: refusedUpdate, only: 'admins' } as const;
  await setPhoto(fg, groupRef(fg, groupId), image, true, hints);
}

/**
 * Deletes a group with everything in it. This cannot be undone. Only its creator may do this. The group disappears for everyone
 * at once; the server deletes its data afterwards.
 *
 * @throws `not-a-member`, `permission-denied`; `not-found` if it is already being deleted.
 * @example
 * await deleteGroup(fg, groupId);
 */
export async function deleteGroup(fg: Firegroups, groupId: string): Promise<void> {
  const group = groupRef(fg, groupId);
  const now = serverTimestamp();
  const deletion = { visibility: 'private', deletedAt: now, updatedAt: now };
  await write(fg, () => updateDoc(group as DocumentReference, deletion), {
    document: group,
    reason: refusedUpdate,
    only: 'creator',
  });
}

const refusedUpdate = (group: Group) => (group.deletedAt ? 'not-found' : 'permission-denied');
