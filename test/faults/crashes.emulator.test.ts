import { describe, expect, test } from '@jest/globals';
import { FieldValue } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { meter, runWithCrash, type CrashPoint } from '../harness/io.ts';
import type { Standing } from '../support/standings.ts';
import type { Scene } from './scene.ts';
import { useStage } from './useStage.ts';

const { newScene } = useStage({ pageSize: 2 });

const PEOPLE: Record<string, Standing> = {
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
const eraseGroup = (scene: Scene) =>
  groupOf(scene).update({ deletedAt: now(), visibility: 'private', updatedAt: now() });
const deleteAccount = (scene: Scene, name: string) => {
  const { onAccountDeleted } = scene.stage.functions as {
    onAccountDeleted: { run: (user: { uid: string }, context: object) => Promise<void> };
  };
  return onAccountDeleted.run({ uid: scene.id(name) }, {});
};
const plan = (scene: Scene) => scene.doc(scene.in('events/new')).set(scene.event());

type Case = [killed: string, what: string, act: (scene: Scene) => Promise<unknown>];

const CASES: Case[] = [
  [
    'onUserWritten',
    'a new name',
    (scene) => scene.doc(`users/${scene.id('eve')}`).update({ displayName: 'Éva' }),
  ],
  ['onGroupWritten', 'a new title', (scene) => groupOf(scene).update({ title: 'Łódź' })],
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
  ['onMemberWritten', 'an approval', (scene) => memberOf(scene, 'ben').update(joined())],
  ['onMemberWritten', 'an acceptance', (scene) => memberOf(scene, 'dan').update(joined())],
  ['onMemberWritten', 'a departure', (scene) => memberOf(scene, 'mia').delete()],
  ['onPostDeleted', 'a post that was deleted', (scene) => scene.doc(scene.in('posts/p')).delete()],
  [
    'onCommentWritten',
    'a comment',
    (scene) => scene.doc(scene.in('posts/p/comments/new')).set(comment(scene, 'ada')),
  ],
  ['onEventWritten', 'an event', plan],
  [
    'onEventWritten',
    'an event that was deleted',
    (scene) => scene.doc(scene.in('events/e')).delete(),
  ],
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
  ['eraseGroup', 'a group', eraseGroup],
  ['eraseAccount', "a creator's account", (scene) => deleteAccount(scene, 'cleo')],
  ['eraseAccount', "an author's account", (scene) => deleteAccount(scene, 'mia')],
];

/** Plays a case; where told, whatever is killed is killed there each time, and tried again. */
async function play([killed, , act]: Case, at?: CrashPoint) {
  const scene = newScene();
  await scene.set(PEOPLE);
  await act(scene);
  let points = 0;
  await scene.rest(async ({ to, handOver }) => {
    if (to !== killed) return handOver();
    if (at) await runWithCrash(handOver, at);
    points = Math.max(points, (await meter(handOver)).ioPoints);
  });
  return { points, left: scene.left() };
}

describe('killed before and after every I/O, and tried again', () => {
  test.each(CASES)('%s of %s comes to the same', async (...kind) => {
    const undisturbed = await play(kind);
    expect(undisturbed.points).toBeGreaterThan(0);
    const crashes = Array.from({ length: undisturbed.points }, (_, i) => i + 1).flatMap(
      (point): CrashPoint[] => [
        { point, when: 'before' },
        { point, when: 'after' },
      ],
    );
    await pMap(
      crashes,
      async (at) => {
        const { left } = await play(kind, at);
        expect({ at, left }).toEqual({ at, left: undisturbed.left });
      },
      { concurrency: 16 },
    );
  });
});
