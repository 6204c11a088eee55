import { getApps, initializeApp } from 'firebase-admin/app';
import { checkSettings } from './config.ts';
import { runAs, type Instance } from './instance.ts';

/** The name of the app that `getFirestore()` and its like use. A project can have others beside it, or only others. */
const DEFAULT_APP = '[DEFAULT]';

/**
 * Checks the parameters, initializes the Admin SDK unless the project has already done so, and runs a handler with its instance.
 * Throws what `checkSettings` throws.
 */
export function runHandler<R>(instance: Instance, run: () => R): R {
  checkSettings();
  if (!getApps().some(({ name }) => name === DEFAULT_APP)) initializeApp();
  return runAs(instance, run);
}
