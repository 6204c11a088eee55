/**
 * Keeps `users/{uid}/private/push`: the devices of a user, and the groups whose messages are pushed to them. Each part follows from
 * documents that are read in the transaction that writes, so the order of events does not matter.
 */
import { isDeepStrictEqual } from 'node:util';
import { LIMITS, memberPath, pushTargetsPath, type PushTargets } from '@firegroups/model';
import type { Timestamp, Transaction } from 'firebase-admin/firestore';
import type { StoredMember } from '../firestore/documents.ts';
import { membershipsOfUserQuery, newestDevicesQuery } from '../firestore/queries.ts';
import { database, docAt, isOwn } from '../firestore/store.ts';

export type StoredTargets = PushTargets<Timestamp>;

/** What a push looks for in `groups`: users who chose `all`, and users who have not set a level. */
export const keysOf = (groupId: string) => ({ all: groupId, byDefault: `${groupId} default` });

/**
 * Writes the newest devices of a user into the push targets. The first device creates the targets, which costs one read for each group
 * of the user. They stay without a device, so that nobody can repeat this cost.
 */
export async function updateDevices(uid: string): Promise<void> {
  await database().runTransaction(async (transaction) => {
    const ref = docAt(pushTargetsPath(uid));
    const newest = newestDevicesQuery(uid).select('token', 'locale').limit(LIMITS.pushDevices);
    const [targets, { docs }] = [await transaction.get(ref), await transaction.get(newest)];
    const devices = docs.map((device) => device.data()) as StoredTargets['devices'];
    const before = targets.data() as StoredTargets | undefined;
    if (!before && devices.length === 0) return;
    const stored = before ?? (await targetsWithGroups(uid, transaction));
    const after = { ...stored, devices, groups: devices.length > 0 ? stored.wanted : [] };
    if (!isDeepStrictEqual(after, before)) transaction.set(ref, after);
  });
}

async function targetsWithGroups(uid: string, transaction: Transaction): Promise<StoredTargets> {
  const memberships = await transaction.get(membershipsOfUserQuery(uid));
  const own = memberships.docs.filter((member) => isOwn(member.ref));
  let targets: StoredTargets = { devices: [], wanted: [], groups: [], mutedUntil: {} };
  for (const member of own) {
    const membership = member.data() as StoredMember;
    targets = withGroup(targets, membership.groupId, membership);
  }
  return targets;
}

/** Writes what a user chose in a group into the push targets. Costs two reads, or one if the user has no device. */
export async function updateTargetsOfGroup(groupId: string, uid: string): Promise<void> {
  await database().runTransaction(async (transaction) => {
    const ref = docAt(pushTargetsPath(uid));
    const before = (await transaction.get(ref)).data() as StoredTargets | undefined;
    if (!before) return;
    const member = await transaction.get(docAt(memberPath(groupId, uid)));
    const after = withGroup(before, groupId, member.data() as StoredMember | undefined);
    if (!isDeepStrictEqual(after, before)) transaction.set(ref, after);
  });
}

/** Returns true iff a change of a membership can change the targets. */
export function changesTargets(before: StoredMember | null, after: StoredMember | null): boolean {
  const choiceIn = (member: StoredMember | null) =>
    member?.status === 'joined' ? [member.notify ?? null, member.mutedUntil ?? null] : null;
  return !isDeepStrictEqual(choiceIn(before), choiceIn(after));
}

function withGroup(
  { devices, wanted, mutedUntil }: StoredTargets,
  groupId: string,
  member: StoredMember | undefined,
): StoredTargets {
  const { all, byDefault } = keysOf(groupId);
  const others = wanted.filter((key) => key !== all && key !== byDefault);
  const { [groupId]: _muted, ...otherMutes } = mutedUntil;
  const isWanted = member?.status === 'joined' && ['all', undefined].includes(member.notify);
  const own = member?.notify === 'all' ? all : byDefault;
  const entries = isWanted ? [...others, own] : others;
  const until = isWanted && member.mutedUntil;
  return {
    devices,
    wanted: entries,
    groups: devices.length > 0 ? entries : [],
    mutedUntil: until ? { ...otherMutes, [groupId]: until } : otherMutes,
  };
}

/** Returns true iff the user wants the messages of a group now. `isLarge` says that only those who chose `all` get them. */
export function wantsMessages(targets: StoredTargets, groupId: string, isLarge: boolean): boolean {
  const { all, byDefault } = keysOf(groupId);
  const { groups, mutedUntil } = targets;
  // A group can have the id of a property of all objects, such as `constructor`.
  const until = Object.hasOwn(mutedUntil, groupId) ? mutedUntil[groupId]!.toMillis() : 0;
  const isWanted = groups.includes(all) || (!isLarge && groups.includes(byDefault));
  return isWanted && until <= Date.now();
}
