/** The sample data in a project without functions. `npm start` shows the other case. */
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

// The emulator calls functions only for its own project.
const otherProject = { ...hostsFrom(), projectId: `demo-${randomUUID()}` };

test('posts and comments get their times, also with a prefix', async () => {
  const { people } = planSample();
  const AGE = 3_600_000;
  const comments = [{ author: 1, text: 'Hello', age: AGE }];
  const plan = {
    people: people
      .slice(0, 2)
      .map((person) => ({ ...person, email: `${randomUUID()}@example.com` })),
    groups: [],
    walls: [{ owner: 0, posts: [{ author: 0, text: 'Hi', age: AGE, comments }] }],
  };
  await expect(seedData(plan, otherProject)).resolves.toBeUndefined();
});

// It leaves its connection open, so it comes last.
test('it fails with a message if the functions do not react', async () => {
  const { people, groups } = planSample();
  const plan = {
    // The demo lists people whose email is a first name, so it does not list this one.
    people: [{ ...people[0]!, email: `${randomUUID()}@example.com` }],
    groups: [{ ...groups[0]!, ...EMPTY, creator: 0 }],
    walls: [],
  };
  await expect(seedData(plan, otherProject, 500)).rejects.toThrow(
    'The functions have not counted a group’s members within 0.5 s.',
  );
});
