import { afterAll, beforeAll } from '@jest/globals';
import { deleteApp, getApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { Scene } from './scenario.ts';
import { openEnvironment, type Environment } from './environment.ts';

/** Opens a stage for a file of tests. Each scene is a seed of its own. */
export function useEnvironment({ pageSize }: { pageSize: number }): {
  stage: () => Environment;
  newScene: () => Scene;
} {
  let stage: Environment;
  let seeds = 100_000;
  beforeAll(async () => {
    stage = await openEnvironment({ pageSize });
  }, 60_000);
  afterAll(async () => {
    await getFirestore().terminate();
    await deleteApp(getApp());
    await stage.close();
  });
  return { stage: () => stage, newScene: () => new Scene(stage, seeds++) };
}
