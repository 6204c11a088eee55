/** The functions as they are deployed, in this process: silent, with their settings, and with a listener to everything. */
import type { DocumentData } from 'firebase-admin/firestore';
import type { fcm } from '../../../functions/src/notifications/push/fcm.ts';
import type { FunctionsModule } from '../harness/capturedEvents.ts';
import { PARAMETERS } from '../harness/parameters.ts';

export interface Functions {
  functions: FunctionsModule;
  /** The door to FCM: nobody is behind it unless a test puts somebody there. */
  fcm: typeof fcm;
}

/**
 * Loads what functions/src/index.ts exports, and beside it `recorder`, a function that listens to every document. The
 * settings are in the environment from then on.
 */
export async function loadFunctions(
  projectId: string,
  pageSize: number,
  onWritten: (
    path: string,
    before: DocumentData | undefined,
    after: DocumentData | undefined,
  ) => void = () => {},
): Promise<Functions> {
  Object.assign(process.env, {
    ...PARAMETERS,
    GCLOUD_PROJECT: projectId,
    FAN_OUT_PAGE_SIZE: String(pageSize),
  });
  // The functions' log keeps the console that it finds when it is loaded.
  const spoken = { ...console };
  const silent = () => {};
  Object.assign(console, { debug: silent, info: silent, log: silent, warn: silent, error: silent });
  const { onDocumentWritten } = await import('firebase-functions/firestore');
  Object.assign(console, spoken);
  const index = await import('../../../functions/src/index.ts');
  const { fcm } = await import('../../../functions/src/notifications/push/fcm.ts');
  const recorder = onDocumentWritten('{document=**}', ({ document, data }) => {
    onWritten(document, data?.before.data(), data?.after.data());
  });
  return { functions: { ...index, recorder }, fcm };
}
