/** The documents that a seed's users can act on, read from its history. */
import type { Group, Member } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import type { KnownGroup, KnownMember } from '../rules/walk/forecast.ts';
import type { History } from './history.ts';
import { prefixOf } from './environment.ts';

const NAMES = ['ann', 'ben', 'cleo', 'dan', 'eve', 'fay'];

export const usersOf = (seed: number): string[] => NAMES.map((name) => `${prefixOf(seed)}${name}`);
export const groupsOf = (seed: number): string[] => [0, 1].map((n) => `${prefixOf(seed)}g${n}`);

/** A document below a group or a user. */
export interface Found {
  path: string;
  id: string;
  /** The id of the group or the user. */
  owner: string;
  isInGroup: boolean;
  data: Record<string, unknown>;
}

export interface SeedState {
  users: readonly string[];
  /** The users who have a profile. */
  withProfile: ReadonlySet<string>;
  groups: Map<string, Group<Timestamp>>;
  /** By group and user. */
  members: Map<string, Map<string, Member<Timestamp>>>;
  posts: Found[];
  comments: Found[];
  events: Found[];
  votes: Found[];
  notifications: Found[];
  devices: Found[];
}

/** Returns the current state. */
export function stateOf(history: History, seed: number): SeedState {
  const found = (pattern: RegExp): Found[] =>
    history.present(pattern).map(({ path, match, data }) => ({
      path,
      id: path.split('/').at(-1)!,
      owner: match[2]!,
      isInGroup: match[1] === 'groups',
      data,
    }));
  const members: SeedState['members'] = new Map(
    groupsOf(seed).map((id) => [id, new Map<string, Member<Timestamp>>()]),
  );
  for (const { owner, id, data } of found(/^(groups)\/([^/]+)\/members\/[^/]+$/)) {
    members.get(owner)!.set(id, data as unknown as Member<Timestamp>);
  }
  return {
    users: usersOf(seed),
    withProfile: new Set(found(/^(users)\/([^/]+)$/).map(({ id }) => id)),
    groups: new Map(
      found(/^(groups)\/([^/]+)$/).map(({ id, data }) => [id, data as unknown as Group<Timestamp>]),
    ),
    members,
    posts: found(/^(groups|users)\/([^/]+)\/posts\/[^/]+$/),
    comments: found(/^(groups|users)\/([^/]+)\/posts\/[^/]+\/comments\/[^/]+$/),
    events: found(/^(groups)\/([^/]+)\/events\/[^/]+$/),
    votes: found(/^(groups)\/([^/]+)\/events\/[^/]+\/votes\/[^/]+$/),
    devices: found(/^(devices)\/([^/]+)$/),
    notifications: found(/^(users)\/([^/]+)\/notifications\/[^/]+$/),
  };
}

/** Returns a group as the random walk of the rules represents it. */
export function knownGroup({ groups, members }: SeedState, groupId: string): KnownGroup {
  const group = groups.get(groupId);
  return {
    ...(group && { group: { ...group } }),
    members: new Map<string, KnownMember>(members.get(groupId)),
    ways: new Map(),
  };
}

/** Returns the joined members of a group. */
export function joinedOf({ members }: SeedState, groupId: string): string[] {
  return [...(members.get(groupId) ?? [])]
    .filter(([, { status }]) => status === 'joined')
    .map(([uid]) => uid);
}

/** Returns the creator and the admins of a group. */
export function adminsOf(state: SeedState, groupId: string): string[] {
  return joinedOf(state, groupId).filter(
    (uid) => state.members.get(groupId)!.get(uid)!.role !== 'member',
  );
}
