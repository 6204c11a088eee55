import { expect, test } from '@jest/globals';
import { signUp } from './client.ts';
import { usePeople } from './people.ts';

/** The Auth emulator closes an idle connection after five seconds, as every server of Node does by default. */
const LONGER_THAN_IDLE = 6500;

const people = usePeople();
const newAuth = () => people.open().fg.auth;

test('users sign up after the process was blocked for so long that their connections were closed', async () => {
  await Promise.all([signUp(newAuth()), signUp(newAuth())]);
  const [ann, bob] = [newAuth(), newAuth()];
  const end = Date.now() + LONGER_THAN_IDLE;
  while (Date.now() < end);
  await expect(Promise.all([signUp(ann), signUp(bob)])).resolves.toHaveLength(2);
});
