/** Firestore past the rules, under a project of the test file's own, where no trigger fires by itself. */
import { afterAll, beforeAll } from '@jest/globals';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';
import { emulatorHost } from './emulator.ts';

/** Sets up the default app as functions have it, and an empty database. */
export function useAdmin(name: string): () => Firestore {
  const projectId = `demo-functions-${name}`;
  beforeAll(async () => {
    const { value } = emulatorHost('FIRESTORE_EMULATOR_HOST');
    initializeApp({ projectId });
    const documents = `http://${value}/emulator/v1/projects/${projectId}/databases/(default)/documents`;
    await fetch(documents, { method: 'DELETE' });
    // Functions get their parameters' values from the environment.
    process.env['NOTIFICATION_RETENTION_DAYS'] = '90';
  });
  afterAll(async () => {
    await getFirestore().terminate();
    await deleteApp(getApp());
  });
  return () => getFirestore();
}
