import { getApps, initializeApp } from 'firebase-admin/app';
import { checkSettings } from './config.ts';
import { runAs, type Instance } from './instance.ts';

/** The name of the app that `getFirestore()` and its like use. A project can have others beside it, or only others. */
const DEFAULT_APP = '[DEFAULT]';

/**
 * Runs a handler with its instance, after the parameters are checked and the Admin SDK is initialized, unless the project has
 * done that itself. Throws what `checkSettings` throws.
 */
export function runHandler<R>(instance: Instance, run: () => R): R {
  checkSettings();
  if (!getApps().some(({ name }) => name === DEFAULT_APP)) initializeApp();
  return runAs(instance, run);
}
