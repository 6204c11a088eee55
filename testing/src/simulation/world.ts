/** What is there for a seed's people to act on, read from its history. */
import type { Group, Member, Membership } from '@firegroups/model';
import type { Timestamp } from 'firebase-admin/firestore';
import type { KnownGroup } from '../rules/walk/forecast.ts';
import type { History } from './history.ts';
import { markOf } from './environment.ts';

const NAMES = ['ann', 'ben', 'cleo', 'dan', 'eve', 'fay'];

export const peopleOf = (seed: number): string[] => NAMES.map((name) => `${markOf(seed)}${name}`);
export const groupsOf = (seed: number): string[] => [0, 1].map((n) => `${markOf(seed)}g${n}`);

/** A document somewhere below a group or a user. */
export interface Found {
  path: string;
  id: string;
  /** The group that it is in, or the user whose it is. */
  owner: string;
  isInGroup: boolean;
  data: Record<string, unknown>;
}

export interface World {
  people: readonly string[];
  /** Those who have a profile. */
  named: ReadonlySet<string>;
  groups: Map<string, Group<Timestamp>>;
  /** By group and user. */
  members: Map<string, Map<string, Member<Timestamp>>>;
  posts: Found[];
  comments: Found[];
  events: Found[];
  votes: Found[];
  notifications: Found[];
}

/** Reads the world as it is now. */
export function stateOf(history: History, seed: number): World {
  const found = (pattern: RegExp): Found[] =>
    history.present(pattern).map(({ path, match, data }) => ({
      path,
      id: path.split('/').at(-1)!,
      owner: match[2]!,
      isInGroup: match[1] === 'groups',
      data,
    }));
  const members: World['members'] = new Map(
    groupsOf(seed).map((id) => [id, new Map<string, Member<Timestamp>>()]),
  );
  for (const { owner, id, data } of found(/^(groups)\/([^/]+)\/members\/[^/]+$/)) {
    members.get(owner)!.set(id, data as unknown as Member<Timestamp>);
  }
  return {
    people: peopleOf(seed),
    named: new Set(found(/^(users)\/([^/]+)$/).map(({ id }) => id)),
    groups: new Map(
      found(/^(groups)\/([^/]+)$/).map(({ id, data }) => [id, data as unknown as Group<Timestamp>]),
    ),
    members,
    posts: found(/^(groups|users)\/([^/]+)\/posts\/[^/]+$/),
    comments: found(/^(groups|users)\/([^/]+)\/posts\/[^/]+\/comments\/[^/]+$/),
    events: found(/^(groups)\/([^/]+)\/events\/[^/]+$/),
    votes: found(/^(groups)\/([^/]+)\/events\/[^/]+\/votes\/[^/]+$/),
    notifications: found(/^(users)\/([^/]+)\/notifications\/[^/]+$/),
  };
}

/** A group as the random walk of the rules knows it. */
export function knownGroup({ groups, members }: World, groupId: string): KnownGroup {
  const group = groups.get(groupId);
  return {
    ...(group && { group: { ...group } }),
    members: new Map<string, Membership>(members.get(groupId)),
    ways: new Map(),
  };
}

/** The joined members of a group. */
export function joinedOf({ members }: World, groupId: string): string[] {
  return [...(members.get(groupId) ?? [])]
    .filter(([, { status }]) => status === 'joined')
    .map(([uid]) => uid);
}

/** The joined creator and admins of a group. */
export function adminsOf(world: World, groupId: string): string[] {
  return joinedOf(world, groupId).filter(
    (uid) => world.members.get(groupId)!.get(uid)!.role !== 'member',
  );
}
