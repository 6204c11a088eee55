/**
 * The membership table through HTTP: every state of the caller and of the target, for each action of the API. The API
 * refuses what the model's table refuses, with the SDK's reason, and does what the table allows.
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
  ALL_STATES,
  BYSTANDER,
  MEMBERSHIP_STATES,
  type MembershipState,
} from '../../testing/src/fixtures/membershipStates.ts';
import { addressOf, send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const api = useApi('permissions', { hasChat: true });
let actor: Person, target: Person, stranger: Person;
let opened = 0;

beforeAll(async () => {
  [actor, target, stranger] = await Promise.all([
    api.register('Actor'),
    api.register('Target'),
    api.register('Creator'),
  ]);
});

/** A group with two members in the given states. A third user is its creator if neither of them is. */
async function openGroup(
  policies: Partial<Pick<Group, 'joinPolicy' | 'invitePolicy'>>,
  own: MembershipState,
  other: MembershipState,
): Promise<string> {
  const groupId = `table-${opened++}`;
  await api.lane.admin().doc(groupPath(groupId)).set(storedGroup(stranger.uid, policies));
  await Promise.all([
    api.put(groupId, stranger, MEMBERSHIP_STATES.creator),
    api.put(groupId, actor, membershipIn(own)),
    api.put(groupId, target, membershipIn(other)),
  ]);
  return groupId;
}

/** The membership of a state, with this test's users in it. */
function membershipIn(standing: MembershipState): Membership | null {
  const membership: Membership | null = MEMBERSHIP_STATES[standing];
  if (!membership?.invitedBy) return membership;
  const uids: Record<string, string> = { [ACTOR]: actor.uid, [BYSTANDER]: stranger.uid };
  return { ...membership, invitedBy: uids[membership.invitedBy]! };
}

interface Row {
  path: string;
  /** Whether the request is about the caller or about another user. */
  about: 'self' | 'other';
  /** The actions of the model's table that it may perform: the first one that the table allows. */
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
    // An admin who invites a user with a pending request approves the request.
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
    ALL_STATES.flatMap((own) =>
      (row.about === 'self' ? (['none'] as const) : ALL_STATES).map((other) => ({
        ...row,
        own,
        other,
        policy,
      })),
    ),
  );

/** What the model decides, and what the API did. */
async function compare({ path, about, actions, own, other, policy }: Cell) {
  const groupId = await openGroup(policy, own, other);
  const subject = about === 'self' ? actor : target;
  const before = membershipIn(about === 'self' ? own : other);
  const decisions = actions.map((action) =>
    decideMembership({
      action,
      actorId: actor.uid,
      actor: membershipIn(own),
      targetId: subject.uid,
      target: before,
      targetHasProfile: true,
      group: storedGroup(stranger.uid, policy),
    }),
  );
  const allowed = decisions.find((decision) => decision.allowed);
  const body = { groupId, ...(about === 'other' && { userId: target.uid }) };
  const answer = await send(api, path, { token: actor.token, body });
  const after = (await api.lane.admin().doc(memberPath(groupId, subject.uid)).get()).data();
  const shown = (membership: Membership | null | undefined) =>
    membership ? [membership.status, membership.role] : 'none';
  return {
    cell: [path, about, own, other, policy],
    expected: [allowed !== undefined, shown(allowed ? allowed.becomes : before)],
    actual: [answer.status < 300, shown(after as Membership | undefined)],
    status: answer.status,
  };
}

describe('the membership table', () => {
  for (const row of ROWS) {
    test(`${row.path} about ${row.about}: every state has the table's outcome`, async () => {
      const compared = await pMap(cellsOf(row), compare, { concurrency: 8 });
      const differing = compared.filter(
        ({ expected, actual }) => JSON.stringify(expected) !== JSON.stringify(actual),
      );
      expect(differing).toEqual([]);
      // Every refusal has a reason, and none is a failure of the API.
      const statuses = new Set(
        compared.filter(({ actual }) => !actual[0]).map(({ status }) => status),
      );
      for (const status of statuses) expect([403, 404, 409]).toContain(status);
      expect(compared.some(({ actual }) => actual[0])).toBe(true);
    }, 120_000);
  }
});

describe('what only joined members may do', () => {
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
      for (const standing of ALL_STATES) {
        const groupId = await openGroup({}, standing, 'none');
        const group = api.lane.admin().doc(groupPath(groupId));
        const { Timestamp } = await import('firebase-admin/firestore');
        await group.collection('posts').doc('post').set({ content: 'Hello' });
        const later = Timestamp.fromMillis(Date.parse(eventTime));
        await group.collection('events').doc('event').set({ eventTime: later });
        const isIn = MEMBERSHIP_STATES[standing]?.status === 'joined';
        const cut = new AbortController();
        const response = await fetch(
          `${addressOf(api, path)}${fields ? '' : `?groupID=${groupId}`}`,
          {
            method: fields ? 'POST' : 'GET',
            headers: { Authorization: `Bearer ${actor.token}`, 'Content-Type': 'application/json' },
            ...(fields && { body: JSON.stringify({ groupId, ...fields }) }),
            signal: cut.signal,
          },
        );
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
