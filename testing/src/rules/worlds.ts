/** The worlds that cases begin with: groups and who is in them. */
import { groupPath, memberPath, userPath, type Group } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { storedGroup, storedMember, storedUser } from '../fixtures/documents.ts';
import {
  ACTOR,
  FOUNDER,
  MEMBERSHIP_STATES,
  type MembershipState,
} from '../fixtures/membershipStates.ts';
import { ANONYMOUS, SIGNED_OUT, WITHOUT_PROVIDER, type World } from './policyCase.ts';

/** A group with its founder and others as their standing is; the founder is the creator where nobody else is. */
export function groupWith(
  groupId: string,
  standings: Record<string, MembershipState>,
  change: Partial<Group<Timestamp>> = {},
): World {
  const creator = Object.entries(standings).find(([, standing]) => standing === 'creator')?.[0];
  const world: World = {
    [groupPath(groupId)]: storedGroup(creator ?? FOUNDER, change),
    [memberPath(groupId, FOUNDER)]: storedMember(
      groupId,
      FOUNDER,
      creator ? MEMBERSHIP_STATES.member : MEMBERSHIP_STATES.creator,
    ),
  };
  for (const [uid, standing] of Object.entries(standings)) {
    const membership = MEMBERSHIP_STATES[standing];
    if (membership) world[memberPath(groupId, uid)] = storedMember(groupId, uid, membership);
  }
  return world;
}

/** Profiles of these people. */
export function profilesOf(...uids: string[]): World {
  return Object.fromEntries(uids.map((uid) => [userPath(uid), storedUser(uid)]));
}

/** Everybody who may stand before a group: a person of each standing, and three without a real account. */
export interface Asker {
  who: string;
  /** `ACTOR`, or one without a real account; their membership is under this uid. */
  by: string;
  standing: MembershipState;
}

export const ASKERS: Asker[] = [
  ...(Object.keys(MEMBERSHIP_STATES) as MembershipState[]).map((standing) => ({
    who: `one who is ${standing}`,
    by: ACTOR,
    standing,
  })),
  { who: 'one who is signed out', by: SIGNED_OUT, standing: 'none' },
  // A membership does not help who has no real account.
  { who: 'an anonymous member', by: ANONYMOUS, standing: 'member' },
  { who: 'a member whose token names no provider', by: WITHOUT_PROVIDER, standing: 'member' },
];

/** A group in which the asker has their standing. */
export const groupWithAsker = (groupId: string, asker: Asker): World =>
  groupWith(groupId, { [asker.by]: asker.standing });

export const isJoinedAsker = ({ by, standing }: Asker) =>
  by === ACTOR && ['member', 'admin', 'creator'].includes(standing);
export const isAdminAsker = ({ by, standing }: Asker) =>
  by === ACTOR && ['admin', 'creator'].includes(standing);
