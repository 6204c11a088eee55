/**
 * The writes by which clients change memberships. One write may stand for several actions of the table: deleting a
 * membership is a rejection, a removal or a departure, as its state is.
 */
import {
  deleteDoc,
  doc,
  serverTimestamp,
  setDoc,
  updateDoc,
  writeBatch,
  type Firestore,
} from 'firebase/firestore';
import {
  groupPath,
  memberPath,
  type Membership,
  type MembershipAction,
  type MemberStatus,
} from '@firegroups/model';
import { createdGroup, createdMember } from './documents.ts';

export interface MembershipWrite {
  firestore: Firestore;
  groupId: string;
  actorId: string;
  targetId: string;
  /** The target's membership before. */
  target: Membership | null;
  /** What a new group has, where it differs from the usual. */
  founded?: object | undefined;
  /** What the target's document gets besides, which it may not have. */
  slip?: Record<string, unknown> | undefined;
}

interface WriteOfTable {
  actions: readonly MembershipAction[];
  write: (write: MembershipWrite) => Promise<void>;
}

const memberRef = ({ firestore, groupId, targetId }: MembershipWrite) =>
  doc(firestore, memberPath(groupId, targetId));

const creation =
  (status: MemberStatus) =>
  (write: MembershipWrite): Promise<void> => {
    const invitedBy = status === 'pending_invite' ? write.actorId : null;
    const membership = { role: 'member', status, invitedBy } as const;
    return setDoc(memberRef(write), {
      ...createdMember(write.groupId, write.targetId, membership),
      ...write.slip,
    });
  };

const update =
  (change: Record<string, unknown>) =>
  (write: MembershipWrite): Promise<void> =>
    updateDoc(memberRef(write), { ...change, updatedAt: serverTimestamp(), ...write.slip });

export const MEMBERSHIP_WRITES = {
  'found the group': { actions: ['createGroup'], write: found },
  'create a request': { actions: ['requestToJoin'], write: creation('pending_request') },
  'create a joined membership': { actions: ['join'], write: creation('joined') },
  'create an invite': { actions: ['invite'], write: creation('pending_invite') },
  'set joined': {
    actions: ['acceptInvite', 'approveRequest'],
    write: (write) => update({ status: 'joined', joinedAt: serverTimestamp() })(write),
  },
  'set banned': {
    actions: ['ban'],
    write: (write) =>
      write.target
        ? update({ status: 'banned', role: 'member' })(write)
        : creation('banned')(write),
  },
  'set role admin': { actions: ['promote'], write: update({ role: 'admin' }) },
  'set role member': { actions: ['demote'], write: update({ role: 'member' }) },
  'transfer the ownership': { actions: ['transferOwnership'], write: transfer },
  'delete the membership': {
    actions: [
      'withdrawRequest',
      'rejectRequest',
      'declineInvite',
      'revokeInvite',
      'leave',
      'remove',
      'unban',
    ],
    write: (write) => deleteDoc(memberRef(write)),
  },
} as const satisfies Record<string, WriteOfTable>;

export type MembershipWriteName = keyof typeof MEMBERSHIP_WRITES;

function found(write: MembershipWrite): Promise<void> {
  const { firestore, groupId, actorId, targetId } = write;
  const creator = { role: 'creator', status: 'joined', invitedBy: null } as const;
  const batch = writeBatch(firestore);
  batch.set(doc(firestore, groupPath(groupId)), { ...createdGroup(actorId), ...write.founded });
  batch.set(memberRef(write), { ...createdMember(groupId, targetId, creator), ...write.slip });
  return batch.commit();
}

function transfer(write: MembershipWrite): Promise<void> {
  const { firestore, groupId, actorId, targetId } = write;
  const updatedAt = serverTimestamp();
  const batch = writeBatch(firestore);
  batch.update(memberRef(write), { role: 'creator', updatedAt, ...write.slip });
  batch.update(doc(firestore, memberPath(groupId, actorId)), { role: 'admin', updatedAt });
  batch.update(doc(firestore, groupPath(groupId)), { creatorId: targetId, updatedAt });
  return batch.commit();
}
