/**
 * The permission table through HTTP: every standing of who calls, and of who it is about, for each action that the API has.
 * What the model's table refuses, an HTTP caller is refused, for the reason that the SDK gives; what it allows happens.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  decideMembership,
  groupPath,
  memberPath,
  type Group,
  type Membership,
  type MembershipAction,
} from '@firegroups/model';
import pMap from 'p-map';
import { storedGroup } from '../../testing/src/fixtures/documents.ts';
import {
  ACTOR,
  ALL_STANDINGS,
  FOUNDER,
  MEMBERSHIP_STATES,
  type MembershipState,
} from '../../testing/src/fixtures/membershipStates.ts';
import { send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const api = useApi('permissions');
let actor: Person, target: Person, stranger: Person;
let opened = 0;

beforeAll(async () => {
  [actor, target, stranger] = await Promise.all([
    api.register('Actor'),
    api.register('Target'),
    api.register('Founder'),
  ]);
});

/** A group in which two people stand as told; the founder is its creator where neither of them is. */
async function openGroup(
  policies: Partial<Pick<Group, 'joinPolicy' | 'invitePolicy'>>,
  own: MembershipState,
  other: MembershipState,
): Promise<string> {
  const groupId = `table-${opened++}`;
  await api.lane.admin().doc(groupPath(groupId)).set(storedGroup(stranger.uid, policies));
  await Promise.all([
    api.put(groupId, stranger, MEMBERSHIP_STATES.creator),
    api.put(groupId, actor, memberAs(own)),
    api.put(groupId, target, memberAs(other)),
  ]);
  return groupId;
}

/** The standing, with the people of this test in it. */
function memberAs(standing: MembershipState): Membership | null {
  const membership: Membership | null = MEMBERSHIP_STATES[standing];
  if (!membership?.invitedBy) return membership;
  const uids: Record<string, string> = { [ACTOR]: actor.uid, [FOUNDER]: stranger.uid };
  return { ...membership, invitedBy: uids[membership.invitedBy]! };
}

interface Row {
  path: string;
  /** Whom it is about: oneself, or somebody else. */
  about: 'self' | 'other';
  /** What it may come to in the model's table, the first that the table allows. */
  actions: readonly MembershipAction[];
  policies: readonly Partial<Pick<Group, 'joinPolicy' | 'invitePolicy'>>[];
}

const ROWS: Row[] = [
  {
    path: '/group/request',
    about: 'self',
    actions: ['acceptInvite', 'requestToJoin', 'join'],
    policies: JOIN_POLICIES.map((joinPolicy) => ({ joinPolicy })),
  },
  {
    path: '/group/invite',
    about: 'other',
    // Staff who invite somebody whose request waits approve it.
    actions: ['invite', 'approveRequest'],
    policies: INVITE_POLICIES.map((invitePolicy) => ({ invitePolicy })),
  },
  { path: '/group/accept', about: 'self', actions: ['acceptInvite'], policies: [{}] },
  { path: '/group/accept', about: 'other', actions: ['approveRequest'], policies: [{}] },
  { path: '/group/reject', about: 'self', actions: ['declineInvite'], policies: [{}] },
  { path: '/group/reject', about: 'other', actions: ['rejectRequest'], policies: [{}] },
];

interface Cell extends Row {
  own: MembershipState;
  other: MembershipState;
  policy: Row['policies'][number];
}

const cellsOf = (row: Row): Cell[] =>
  row.policies.flatMap((policy) =>
    ALL_STANDINGS.flatMap((own) =>
      (row.about === 'self' ? (['none'] as const) : ALL_STANDINGS).map((other) => ({
        ...row,
        own,
        other,
        policy,
      })),
    ),
  );

/** What the model says, and what HTTP did. */
async function compare({ path, about, actions, own, other, policy }: Cell) {
  const groupId = await openGroup(policy, own, other);
  const about_ = about === 'self' ? actor : target;
  const before = memberAs(about === 'self' ? own : other);
  const decisions = actions.map((action) =>
    decideMembership({
      action,
      actorId: actor.uid,
      actor: memberAs(own),
      targetId: about_.uid,
      target: before,
      targetHasProfile: true,
      group: storedGroup(stranger.uid, policy),
    }),
  );
  const allowed = decisions.find((decision) => decision.allowed);
  const body = { groupId, ...(about === 'other' && { userId: target.uid }) };
  const answer = await send(api, path, { token: actor.token, body });
  const after = (await api.lane.admin().doc(memberPath(groupId, about_.uid)).get()).data();
  const shown = (membership: Membership | null | undefined) =>
    membership ? [membership.status, membership.role] : 'none';
  return {
    cell: [path, about, own, other, policy],
    wanted: [allowed !== undefined, shown(allowed ? allowed.becomes : before)],
    got: [answer.status < 300, shown(after as Membership | undefined)],
    status: answer.status,
  };
}

describe('the permission table', () => {
  for (const row of ROWS) {
    test(`${row.path} about ${row.about}: every standing, as the table says`, async () => {
      const compared = await pMap(cellsOf(row), compare, { concurrency: 8 });
      const differing = compared.filter(
        ({ wanted, got }) => JSON.stringify(wanted) !== JSON.stringify(got),
      );
      expect(differing).toEqual([]);
      // Each refusal says why, and none is a failure of the API.
      const statuses = new Set(compared.filter(({ got }) => !got[0]).map(({ status }) => status));
      for (const status of statuses) expect([403, 404, 409]).toContain(status);
      expect(compared.some(({ got }) => got[0])).toBe(true);
    }, 120_000);
  }
});

describe('what only joined members may', () => {
  const eventTime = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
  const INSIDE: Record<string, object | undefined> = {
    '/group/post': { content: 'Hello' },
    '/group/comment': { content: 'Hello', postId: 'post' },
    '/group/event': { title: 'Club night', eventTime },
    '/group/event/vote': { eventId: 'event', vote: 'going' },
    '/group/message': { text: 'Hello' },
    '/group/chat': undefined,
  };
  test.each(Object.entries(INSIDE))(
    '%s',
    async (path, fields) => {
      for (const standing of ALL_STANDINGS) {
        const groupId = await openGroup({}, standing, 'none');
        const group = api.lane.admin().doc(groupPath(groupId));
        const { Timestamp } = await import('firebase-admin/firestore');
        await group.collection('posts').doc('post').set({ content: 'Hello' });
        const later = Timestamp.fromMillis(Date.parse(eventTime));
        await group.collection('events').doc('event').set({ eventTime: later });
        const isIn = MEMBERSHIP_STATES[standing]?.status === 'joined';
        const cut = new AbortController();
        const response = await fetch(`${api.url}${path}${fields ? '' : `?groupID=${groupId}`}`, {
          method: fields ? 'POST' : 'GET',
          headers: { Authorization: `Bearer ${actor.token}`, 'Content-Type': 'application/json' },
          ...(fields && { body: JSON.stringify({ groupId, ...fields }) }),
          signal: cut.signal,
        });
        expect([standing, response.ok, response.status]).toEqual([
          standing,
          isIn,
          isIn ? expect.any(Number) : 403,
        ]);
        cut.abort();
      }
    },
    120_000,
  );
});
