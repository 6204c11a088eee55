import { beforeAll, describe, expect, test } from '@jest/globals';
import { FieldValue } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { meter, runWithCrash, type CrashPoint } from '../../testing/src/harness/io.ts';
import type { MembershipState } from '../../testing/src/fixtures/membershipStates.ts';
import { untilDone, type Scene } from '../../testing/src/simulation/scenario.ts';
import { useEnvironment } from '../../testing/src/simulation/useEnvironment.ts';

const { newScene } = useEnvironment({ pageSize: 2 });

const AT_ONCE = 6;
/** Of those that hand groups over: the emulator's locks stand in each other's way, across groups too. */
const HANDOVERS_AT_ONCE = 3;

const PEOPLE: Record<string, MembershipState> = {
  cleo: 'creator',
  ada: 'admin',
  mia: 'member',
  dan: 'invited',
  ben: 'waiting',
  eve: 'none',
};
const now = () => FieldValue.serverTimestamp();
const groupOf = (scene: Scene) => scene.doc(`groups/${scene.id('g')}`);
const memberOf = (scene: Scene, name: string) => scene.doc(scene.in(`members/${scene.id(name)}`));
const joined = () => ({ status: 'joined', joinedAt: now(), updatedAt: now() });
const comment = (scene: Scene, name: string) => ({
  authorId: scene.id(name),
  content: 'Nice',
  createdAt: now(),
  updatedAt: now(),
});
const deleteGroupData = (scene: Scene) =>
  groupOf(scene).update({ deletedAt: now(), visibility: 'private', updatedAt: now() });
const deleteAccount = (scene: Scene) => {
  const { onAccountDeleted } = scene.stage.functions as {
    onAccountDeleted: { run: (user: { uid: string }, context: object) => Promise<void> };
  };
  return onAccountDeleted.run({ uid: scene.id('cleo') }, {});
};
const plan = (scene: Scene) => scene.doc(scene.in('events/new')).set(scene.event());

type Case = [killed: string, what: string, act: (scene: Scene) => Promise<unknown>];

const CASES: Case[] = [
  [
    'onUserWritten',
    'a new name',
    (scene) => scene.doc(`users/${scene.id('eve')}`).update({ displayName: 'Éva' }),
  ],
  [
    'onGroupWritten',
    'a group that was opened',
    (scene) => groupOf(scene).update({ joinPolicy: 'open', updatedAt: now() }),
  ],
  [
    'onMemberWritten',
    'a request',
    (scene) => memberOf(scene, 'eve').set(scene.member('eve', 'waiting')),
  ],
  ['onMemberWritten', 'an acceptance', (scene) => memberOf(scene, 'dan').update(joined())],
  ['onPostDeleted', 'a post that was deleted', (scene) => scene.doc(scene.in('posts/p')).delete()],
  [
    'onCommentWritten',
    'a comment',
    (scene) => scene.doc(scene.in('posts/p/comments/new')).set(comment(scene, 'ada')),
  ],
  ['onEventWritten', 'an event', plan],
  [
    'onVoteWritten',
    'a vote',
    (scene) =>
      scene.doc(scene.in(`events/e/votes/${scene.id('cleo')}`)).set(scene.vote('cleo', 'going')),
  ],
  ['fanOutNotifications', 'a page', plan],
  ['sendPush', 'a page', plan],
  [
    'recountDocument',
    'a vote that was withdrawn',
    (scene) => scene.doc(scene.in(`events/e/votes/${scene.id('mia')}`)).delete(),
  ],
  ['deleteGroupData', 'a group', deleteGroupData],
  ['deleteAccountData', 'an account', deleteAccount],
];

interface Played {
  points: number;
  left: ReturnType<Scene['left']>;
}

/** Plays a case; where told, whatever is killed is killed there each time, and tried again. */
async function play([killed, , act]: Case, at?: CrashPoint): Promise<Played> {
  const scene = newScene();
  await scene.set(PEOPLE);
  await untilDone(() => act(scene));
  let points = 0;
  await scene.rest(async ({ to, deliver }) => {
    if (to !== killed) return deliver();
    if (at) await runWithCrash(deliver, at);
    points = Math.max(points, (await meter(deliver)).ioPoints);
  });
  return { points, left: scene.left() };
}

const pointsOf = ({ points }: Played): CrashPoint[] =>
  Array.from({ length: points }, (_, i) => i + 1).flatMap((point): CrashPoint[] => [
    { point, when: 'before' },
    { point, when: 'after' },
  ]);

describe('killed before and after every I/O, and tried again', () => {
  const undisturbed = new Map<Case, Played>();
  const killed: { kind: Case; at: CrashPoint; played: Played }[] = [];

  // All at once: what takes time is waiting for recounts.
  beforeAll(async () => {
    const quiet = async (kind: Case) => undisturbed.set(kind, await play(kind));
    await pMap(CASES, quiet, { concurrency: AT_ONCE });
    const all = CASES.flatMap((kind) =>
      pointsOf(undisturbed.get(kind)!).map((at) => ({ kind, at })),
    );
    const crash = async ({ kind, at }: (typeof all)[number]) =>
      killed.push({ kind, at, played: await play(kind, at) });
    const handsOver = ({ kind }: (typeof all)[number]) => kind[0] === 'deleteAccountData';
    await Promise.all([
      pMap(all.filter(handsOver), crash, { concurrency: HANDOVERS_AT_ONCE }),
      pMap(
        all.filter((one) => !handsOver(one)),
        crash,
        { concurrency: AT_ONCE },
      ),
    ]);
  }, 240_000);

  test.each(CASES.map((kind) => [kind[0], kind[1], kind] as const))(
    '%s of %s comes to the same',
    (_killed, _what, kind) => {
      const runs = killed.filter((run) => run.kind === kind);
      expect(runs.length).toBeGreaterThan(0);
      for (const { at, played } of runs) {
        expect({ at, left: played.left }).toEqual({ at, left: undisturbed.get(kind)!.left });
      }
    },
  );
});
