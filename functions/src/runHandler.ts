import { getApps, initializeApp } from 'firebase-admin/app';
import { checkSettings } from './config.ts';
import { runAs, type Instance } from './instance.ts';

/**
 * Runs a handler with its instance, after the parameters are checked and the Admin SDK is initialized, unless the project has
 * done that itself. Throws what `checkSettings` throws.
 */
export function runHandler<R>(instance: Instance, run: () => R): R {
  checkSettings();
  if (getApps().length === 0) initializeApp();
  return runAs(instance, run);
}
