/** The membership table, cell by cell: the rules and the model must give the same answer. */
import { beforeAll, describe, test } from '@jest/globals';
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  decideMembership,
  groupPath,
  memberPath,
  userPath,
  type Group,
  type Membership,
  type MembershipQuestion,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { storedGroup, storedMember, storedUser } from '../support/documents.ts';
import { expectAllowed, expectDenied } from '../support/expect.ts';
import { MEMBERSHIP_WRITES, type MembershipWriteName } from '../support/membershipWrites.ts';
import { useRules } from '../support/rules.ts';
import {
  ACTOR,
  ALL_STANDINGS,
  FOUNDER,
  STANDINGS,
  TARGET,
  type Standing,
} from '../support/standings.ts';

const scene = useRules('membership');

interface Cell {
  write: MembershipWriteName;
  actor: Standing;
  target: Standing | 'self';
  /** Where the group differs from one with the policies that favour the write. */
  group?: Partial<Group<Timestamp>>;
  /** The target has no profile. */
  withoutProfile?: boolean;
}

/** A cell with everything that its scene consists of. */
interface PreparedCell extends MembershipQuestion {
  write: MembershipWriteName;
  groupId: string;
  stored: Group<Timestamp>;
  isAllowed: boolean;
}

const prepared: PreparedCell[] = [];

function prepare(cell: Cell): PreparedCell {
  const { write, withoutProfile = false } = cell;
  const onSelf = cell.target === 'self';
  const stranger = withoutProfile ? 'nobody' : null;
  const targetId = stranger ?? (onSelf ? ACTOR : TARGET);
  const actorId = onSelf ? targetId : ACTOR;
  const target = STANDINGS[cell.target === 'self' ? cell.actor : cell.target];
  const creatorId =
    cell.actor === 'creator' ? actorId : cell.target === 'creator' ? TARGET : FOUNDER;
  const joinPolicy = write === 'create a joined membership' ? 'open' : 'approval';
  const stored = storedGroup(creatorId, { joinPolicy, ...cell.group });
  const question: Omit<MembershipQuestion, 'action'> = {
    actorId,
    actor: STANDINGS[cell.actor],
    targetId,
    target,
    targetHasProfile: !withoutProfile,
    group:
      write === 'found the group'
        ? null
        : { ...stored, isBeingErased: stored.deletedAt !== undefined },
  };
  const { actions } = MEMBERSHIP_WRITES[write];
  const isAllowed = actions.some((action) => decideMembership({ ...question, action }).allowed);
  const groupId = `g${prepared.length}`;
  const done = { ...question, action: actions[0], write, groupId, stored, isAllowed };
  prepared.push(done);
  return done;
}

/** A write that changes nothing may pass or not. */
function changesSomething({ write, target }: PreparedCell): boolean {
  if (write === 'set role admin') return target?.role !== 'admin';
  if (write === 'set role member') return target?.role !== 'member';
  return true;
}

/** The test of a cell, with its sentence. */
function cellTest(cell: Cell, circumstance = ''): void {
  const scenery = prepare(cell);
  if (!changesSomething(scenery)) return;
  const { write, actor, target } = cell;
  const whom = target === 'self' ? 'themselves' : `another who is ${target}`;
  const may = scenery.isAllowed ? 'may' : 'may not';
  test(`one who is ${actor} ${may} ${write}, for ${whom}${circumstance}`, async () => {
    const { actorId, targetId, groupId } = scenery;
    const operation = MEMBERSHIP_WRITES[write].write({
      firestore: scene.as(actorId),
      groupId,
      actorId,
      targetId,
      target: scenery.target,
    });
    await (scenery.isAllowed ? expectAllowed(operation) : expectDenied(operation));
  });
}

beforeAll(async () => {
  const admin = scene.admin();
  const writer = admin.bulkWriter({ throttling: false });
  for (const uid of [ACTOR, TARGET, FOUNDER]) {
    void writer.set(admin.doc(userPath(uid)), storedUser(uid));
  }
  for (const cell of prepared) {
    if (cell.write === 'found the group') continue;
    void writer.set(admin.doc(groupPath(cell.groupId)), cell.stored);
    const members: Record<string, Membership | null> = {
      [FOUNDER]: STANDINGS[cell.stored.creatorId === FOUNDER ? 'creator' : 'member'],
      [cell.targetId]: cell.target,
      [cell.actorId]: cell.actor,
    };
    for (const [uid, membership] of Object.entries(members)) {
      if (!membership) continue;
      const member = storedMember(cell.groupId, uid, membership);
      void writer.set(admin.doc(memberPath(cell.groupId, uid)), member);
    }
  }
  await writer.close();
}, 60_000);

/** Nobody has invited themselves, and no group has two creators. */
const ACTORS = ALL_STANDINGS.filter((standing) => standing !== 'invited by the actor');
const PAIRS = ACTORS.flatMap((actor) =>
  ALL_STANDINGS.map((target) => [actor, target] as const),
).filter(([actor, target]) => !(actor === 'creator' && target === 'creator'));

describe('groups/{groupId} with members/{uid}', () => {
  cellTest({ write: 'found the group', actor: 'none', target: 'self' });
  cellTest({ write: 'found the group', actor: 'none', target: 'none' });
  cellTest(
    { write: 'found the group', actor: 'none', target: 'self', withoutProfile: true },
    ' without a profile',
  );
});

const WRITES = (Object.keys(MEMBERSHIP_WRITES) as MembershipWriteName[]).filter(
  (write) => write !== 'found the group',
);

describe.each(WRITES)('groups/{groupId}/members/{uid}: %s', (write) => {
  for (const actor of ACTORS) cellTest({ write, actor, target: 'self' });
  for (const [actor, target] of PAIRS) cellTest({ write, actor, target });
});

describe('groups/{groupId}/members/{uid}: the policies of the group', () => {
  for (const joinPolicy of JOIN_POLICIES) {
    const group = { joinPolicy };
    const circumstance = ` where the joinPolicy is ${joinPolicy}`;
    cellTest({ write: 'create a request', actor: 'none', target: 'self', group }, circumstance);
    cellTest(
      { write: 'create a joined membership', actor: 'none', target: 'self', group },
      circumstance,
    );
  }
  for (const invitePolicy of INVITE_POLICIES) {
    for (const actor of ['member', 'admin', 'creator'] as const) {
      cellTest(
        { write: 'create an invite', actor, target: 'none', group: { invitePolicy } },
        ` where ${invitePolicy} invite`,
      );
    }
  }
});

describe('groups/{groupId}/members/{uid}: people without a profile', () => {
  const withoutProfile = true;
  const circumstance = ' without a profile';
  cellTest(
    { write: 'create a request', actor: 'none', target: 'self', withoutProfile },
    circumstance,
  );
  cellTest(
    { write: 'create a joined membership', actor: 'none', target: 'self', withoutProfile },
    circumstance,
  );
  cellTest(
    { write: 'create an invite', actor: 'admin', target: 'none', withoutProfile },
    circumstance,
  );
  cellTest({ write: 'set banned', actor: 'admin', target: 'none', withoutProfile }, circumstance);
});

describe('groups/{groupId}/members/{uid}: a group that is being erased', () => {
  const group = { deletedAt: Timestamp.now(), visibility: 'private' } as const;
  const circumstance = ' while the group is being erased';
  for (const write of WRITES) {
    for (const actor of ['none', 'invited', 'waiting', 'member'] as const) {
      cellTest({ write, actor, target: 'self', group }, circumstance);
    }
    for (const target of ALL_STANDINGS.filter((standing) => standing !== 'creator')) {
      cellTest({ write, actor: 'creator', target, group }, circumstance);
    }
  }
});
