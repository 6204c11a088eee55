import { afterAll, beforeAll } from '@jest/globals';
import { deleteApp, getApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { Scene } from './scene.ts';
import { openStage, type Stage } from './stage.ts';

/** Opens a stage for a file of tests. Each scene is a seed of its own. */
export function useStage({ pageSize }: { pageSize: number }): {
  stage: () => Stage;
  newScene: () => Scene;
} {
  let stage: Stage;
  let seeds = 100_000;
  beforeAll(async () => {
    stage = await openStage({ pageSize });
  }, 60_000);
  afterAll(async () => {
    await getFirestore().terminate();
    await deleteApp(getApp());
    await stage.close();
  });
  return { stage: () => stage, newScene: () => new Scene(stage, seeds++) };
}
