import { describe, expect, test } from '@jest/globals';
import { LIMIT_OPTIONS } from '@firegroups/model/config';
import { planSample } from './plan.ts';

describe('planSample', () => {
  test('the same seed gives the same plan, and another seed another plan', () => {
    expect(planSample(7)).toEqual(planSample(7));
    expect(planSample(8)).not.toEqual(planSample(7));
  });

  test('every person has a different email address', () => {
    const emails = planSample().people.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    expect(emails.length).toBeGreaterThanOrEqual(24);
  });

  test('there are groups of every kind, with the first person in each and no person twice', () => {
    const { groups } = planSample();
    expect(new Set(groups.map(({ joinPolicy }) => joinPolicy)).size).toBe(3);
    expect(new Set(groups.map(({ visibility }) => visibility)).size).toBe(2);
    for (const { creator, members, waiting, invited } of groups) {
      const all = [creator, ...members, ...waiting, ...invited];
      expect(new Set(all).size).toBe(all.length);
      expect([creator, ...members]).toContain(0);
    }
  });

  test('every group has posts, past and future events, and content only of its members', () => {
    for (const { creator, members, posts, events, reads } of planSample().groups) {
      const joined = [creator, ...members];
      expect(posts.length).toBeGreaterThan(1);
      expect(events.map(({ startsIn }) => startsIn < 0)).toEqual(
        expect.arrayContaining([true, false]),
      );
      const inside = [
        ...posts.flatMap(({ author, comments }) => [author, ...comments.map((one) => one.author)]),
        ...events.flatMap(({ creator: author, votes }) => [
          author,
          ...votes.map(([voter]) => voter),
        ]),
        ...reads.map(({ reader }) => reader),
      ];
      expect(joined).toEqual(expect.arrayContaining(inside));
    }
  });

  test('every text fits the lowest limit that a project can set', () => {
    const { people, groups, walls } = planSample();
    const posts = [...groups, ...walls].flatMap((place) => place.posts);
    const events = groups.flatMap((group) => group.events);
    const texts: [keyof typeof LIMIT_OPTIONS, string[]][] = [
      ['displayName', people.map(({ name }) => name)],
      ['bio', people.map(({ bio }) => bio)],
      ['groupTitle', groups.map(({ title }) => title)],
      ['groupDescription', groups.map(({ description }) => description)],
      ['postContent', posts.map(({ text }) => text)],
      ['commentContent', posts.flatMap(({ comments }) => comments.map(({ text }) => text))],
      ['eventTitle', events.map(({ title }) => title)],
      ['eventLocation', events.map(({ location }) => location)],
      ['messageText', groups.flatMap(({ messages }) => messages.map(({ text }) => text))],
    ];
    const tooLong = texts.flatMap(([limit, all]) =>
      all.filter(({ length }) => length > LIMIT_OPTIONS[limit].min),
    );
    expect(tooLong).toEqual([]);
  });

  test('posts on a wall are by its owner and older than their comments', () => {
    const { walls } = planSample();
    expect(walls.map(({ owner }) => owner)).toContain(0);
    for (const { owner, posts } of walls) {
      for (const { author, age, comments } of posts) {
        expect(author).toBe(owner);
        for (const comment of comments) expect(comment.age).toBeLessThanOrEqual(age);
      }
    }
  });

  test('chats go back for months, oldest message first', () => {
    for (const { messages } of planSample().groups) {
      const ages = messages.map(({ age }) => age);
      expect(ages).toEqual(ages.toSorted((a, b) => b - a));
      expect(ages[0]).toBeGreaterThan(60 * 24 * 60 * 60 * 1000);
    }
  });
});
