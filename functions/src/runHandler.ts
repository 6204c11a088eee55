import { getApps, initializeApp } from 'firebase-admin/app';
import { checkSettings } from './config.ts';
import { runAs, type Instance } from './instance.ts';

/**
 * Checks the parameters, initializes the Admin SDK unless the project has already done so, and runs a handler with its instance.
 * Throws what `checkSettings` throws.
 */
export function runHandler<R>(instance: Instance, run: () => R): R {
  checkSettings();
  if (getApps().length === 0) initializeApp();
  return runAs(instance, run);
}
