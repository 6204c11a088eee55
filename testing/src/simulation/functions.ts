/** The deployed functions in this process: with parameters and a recorder of every change, without log output. */
import type { DocumentData } from 'firebase-admin/firestore';
import { instance } from '../../../functions/src/instance.ts';
import type { accounts } from '../../../functions/src/deletion/accounts.ts';
import type { fcm } from '../../../functions/src/notifications/push/fcm.ts';
import type { FunctionsModule } from '../harness/capturedEvents.ts';
import { PARAMETERS } from '../harness/parameters.ts';

export interface Functions {
  functions: FunctionsModule;
  /** The functions' FCM client. Replace its `sendEach`. */
  fcm: typeof fcm;
  /** The deletions' access to accounts. Replace its functions. */
  accounts: typeof accounts;
}

/**
 * Creates the functions that react, and adds `recorder`, a trigger for every document that calls `onWritten`.
 * Sets the parameters in the environment.
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
  // The functions' logger keeps the console methods that it finds when it is loaded.
  const original = { ...console };
  const silent = () => {};
  Object.assign(console, { debug: silent, info: silent, log: silent, warn: silent, error: silent });
  const { onDocumentWritten } = await import('firebase-functions/firestore');
  Object.assign(console, original);
  const { create } = await import('../../../functions/src/functions.ts');
  const { fcm } = await import('../../../functions/src/notifications/push/fcm.ts');
  const { accounts } = await import('../../../functions/src/deletion/accounts.ts');
  const recorder = onDocumentWritten('{document=**}', ({ document, data }) => {
    onWritten(document, data?.before.data(), data?.after.data());
  });
  return { functions: { ...create(instance()), recorder }, fcm, accounts };
}
