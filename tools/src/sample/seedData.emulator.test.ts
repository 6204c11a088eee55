/** What happens if the sample data cannot be created. `npm start` shows the other case. */
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

test('it fails with a message if the functions do not react', async () => {
  const { people, groups } = planSample();
  const plan = {
    // The demo lists people whose email is a first name, so it does not list this one.
    people: [{ ...people[0]!, email: `${randomUUID()}@example.com` }],
    groups: [{ ...groups[0]!, ...EMPTY, creator: 0 }],
    walls: [],
  };
  // The emulator calls functions only for its own project.
  const otherProject = { ...hostsFrom(), projectId: `demo-${randomUUID()}` };
  await expect(seedData(plan, otherProject, 500)).rejects.toThrow(
    'The functions have not counted a group’s members within 0.5 s.',
  );
});
