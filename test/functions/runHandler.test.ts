import { expect, test } from '@jest/globals';
import { getApp, initializeApp } from 'firebase-admin/app';
import { instanceFrom } from '../../functions/src/instance.ts';
import { runHandler } from '../../functions/src/runHandler.ts';
import { PARAMETERS } from '../../testing/src/harness/parameters.ts';

test('a handler has the default app, also in a project that has only named ones', () => {
  Object.assign(process.env, PARAMETERS);
  initializeApp({ projectId: 'demo-host' }, 'host');
  expect(runHandler(instanceFrom({}), () => getApp().name)).toBe('[DEFAULT]');
});
