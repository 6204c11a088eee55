/** The sample data where it cannot be had. Where it can, `npm start` shows it. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { hostsFrom } from '../../../testing/src/clients/client.ts';
import { seedData } from './seedData.ts';
import { planSample } from './plan.ts';

const EMPTY = {
  members: [],
  waiting: [],
  invited: [],
  messages: [],
  posts: [],
  events: [],
  reads: [],
};

test('says so where the functions do not answer', async () => {
  const { people, groups } = planSample();
  const plan = {
    // The demo offers those whose e-mail is a first name: this one is none of them.
    people: [{ ...people[0]!, email: `${randomUUID()}@example.com` }],
    groups: [{ ...groups[0]!, ...EMPTY, creator: 0 }],
    walls: [],
  };
  // The emulator calls them for its own project alone.
  const elsewhere = { ...hostsFrom(), projectId: `demo-${randomUUID()}` };
  await expect(seedData(plan, elsewhere, 500)).rejects.toThrow(
    'The functions have not counted a group’s members within 0.5 s.',
  );
});
