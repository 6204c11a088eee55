/** The documents that cases begin with: a group and its members, profiles. */
import { groupPath, memberPath, userPath, type Group } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import { storedGroup, storedMember, storedUser } from '../fixtures/documents.ts';
import {
  BYSTANDER,
  MEMBERSHIP_STATES,
  type MembershipState,
} from '../fixtures/membershipStates.ts';
import type { SeedData } from './policyCase.ts';

/** A group with users in these states, and the bystander. The bystander is the creator unless one of the users is. */
export function groupWith(
  groupId: string,
  states: Record<string, MembershipState>,
  change: Partial<Group<Timestamp>> = {},
): SeedData {
  const creator = Object.entries(states).find(([, state]) => state === 'creator')?.[0];
  const seedData: SeedData = {
    [groupPath(groupId)]: storedGroup(creator ?? BYSTANDER, change),
    [memberPath(groupId, BYSTANDER)]: storedMember(
      groupId,
      BYSTANDER,
      creator ? MEMBERSHIP_STATES.member : MEMBERSHIP_STATES.creator,
    ),
  };
  for (const [uid, state] of Object.entries(states)) {
    const membership = MEMBERSHIP_STATES[state];
    if (membership) seedData[memberPath(groupId, uid)] = storedMember(groupId, uid, membership);
  }
  return seedData;
}

/** Profiles of these users. */
export function profilesOf(...uids: string[]): SeedData {
  return Object.fromEntries(uids.map((uid) => [userPath(uid), storedUser(uid)]));
}
