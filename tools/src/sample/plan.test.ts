import { describe, expect, test } from '@jest/globals';
import { planSample } from './plan.ts';

describe('planSample', () => {
  test('makes the same plan from the same seed, and another from another', () => {
    expect(planSample(7)).toEqual(planSample(7));
    expect(planSample(8)).not.toEqual(planSample(7));
  });

  test('gives every person an address of their own', () => {
    const emails = planSample().people.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.length).toBeGreaterThanOrEqual(24);
  });

  test('has groups of every kind, the first person in each, and nobody twice', () => {
    const { groups } = planSample();
    expect(new Set(groups.map(({ joinPolicy }) => joinPolicy)).size).toBe(3);
    expect(new Set(groups.map(({ visibility }) => visibility)).size).toBe(2);
    for (const { creator, members, waiting, invited } of groups) {
      const all = [creator, ...members, ...waiting, ...invited];
      expect(new Set(all).size).toBe(all.length);
      expect([creator, ...members]).toContain(0);
    }
  });

  test('has a pinned post, what was and what will be, and only members in it', () => {
    for (const { creator, members, posts, events, reads } of planSample().groups) {
      const joined = [creator, ...members];
      expect(posts.length).toBeGreaterThan(1);
      expect(events.map(({ startsIn }) => startsIn < 0)).toEqual(
        expect.arrayContaining([true, false]),
      );
      const inside = [
        ...posts.flatMap(({ author, comments }) => [author, ...comments.map((one) => one.author)]),
        ...events.flatMap(({ creator: planner, votes }) => [planner, ...votes.map(([who]) => who)]),
        ...reads.map(({ reader }) => reader),
      ];
      expect(joined).toEqual(expect.arrayContaining(inside));
    }
  });

  test('has walls, whose posts are their owners’ and older than what is said about them', () => {
    const { walls } = planSample();
    expect(walls.map(({ owner }) => owner)).toContain(0);
    for (const { owner, posts } of walls) {
      for (const { author, age, comments } of posts) {
        expect(author).toBe(owner);
        for (const comment of comments) expect(comment.age).toBeLessThanOrEqual(age);
      }
    }
  });

  test('lets the chats reach back for months, oldest first', () => {
    for (const { messages } of planSample().groups) {
      const ages = messages.map(({ age }) => age);
      expect(ages).toEqual(ages.toSorted((a, b) => b - a));
      expect(ages[0]).toBeGreaterThan(60 * 24 * 60 * 60 * 1000);
    }
  });
});
