/** Plans the sample data: people, and groups with their content. The same seed always gives the same plan. */
import { Faker, base, en } from '@faker-js/faker';
import type { InvitePolicy, JoinPolicy, Visibility, VoteChoice } from 'firegroups';
import {
  CHAT_LINES,
  CHAT_OPENERS,
  COMMENT_LINES,
  EVENT_IDEAS,
  GROUP_IDEAS,
  POST_LINES,
  WALL_LINES,
} from './texts.ts';

export interface SampleText {
  /** Index in the plan's people. */
  author: number;
  text: string;
  /** How long ago it was written, in milliseconds. */
  age: number;
}

export interface SamplePost extends SampleText {
  /** Oldest first, like posts and messages. */
  comments: SampleText[];
}

export interface SamplePerson {
  name: string;
  email: string;
  bio: string;
}

export interface SampleWall {
  /** Index in the plan's people. */
  owner: number;
  posts: SamplePost[];
}

export interface SampleRead {
  /** Index in the plan's people. */
  reader: number;
  /** How long ago, in milliseconds. */
  age: number;
}

export interface SampleEvent {
  /** Index in the plan's people. */
  creator: number;
  title: string;
  location: string;
  /** In how many milliseconds the event begins. Negative for past events. */
  startsIn: number;
  /** A person's index and their vote. */
  votes: [voter: number, choice: VoteChoice][];
}

export interface SampleGroup {
  title: string;
  description: string;
  visibility: Visibility;
  joinPolicy: JoinPolicy;
  invitePolicy: InvitePolicy;
  /** Indexes in the plan's people. No person is in two of the lists. */
  creator: number;
  members: number[];
  waiting: number[];
  invited: number[];
  messages: SampleText[];
  /** The first one is pinned. */
  posts: SamplePost[];
  events: SampleEvent[];
  /** How far members have read the chat. */
  reads: SampleRead[];
}

export interface SamplePlan {
  people: SamplePerson[];
  groups: SampleGroup[];
  walls: SampleWall[];
}

/** The password of all sample people. */
export const SAMPLE_PASSWORD = 'firegroups';

const PEOPLE = 36;
const DAY = 24 * 60 * 60 * 1000;
/** The age of the oldest messages. */
const CHAT_AGE = 120 * DAY;
/** The greatest age of a read mark. */
const READ_AGE = 10 * DAY;

/** Returns the plan for a seed. */
export function planSample(seed = 7): SamplePlan {
  const faker = new Faker({ locale: [en, base] });
  faker.seed(seed);
  const names = faker.helpers.uniqueArray(() => faker.person.firstName(), PEOPLE);
  const people = names.map((first) => ({
    name: `${first} ${faker.person.lastName()}`,
    email: `${first.toLowerCase().replace(/[^a-z]/g, '')}@example.com`,
    bio: faker.person.bio(),
  }));
  const groups = GROUP_IDEAS.map((idea) => planGroup(faker, idea));
  const everyone = people.map((_person, i) => i);
  // Every third person has posts on their wall, including the first one.
  const walls = everyone
    .filter((owner) => owner % 3 === 0)
    .map((owner) => ({ owner, posts: planPosts(faker, [owner], everyone, WALL_LINES) }));
  return { people, groups, walls };
}

function planGroup(faker: Faker, idea: (typeof GROUP_IDEAS)[number]): SampleGroup {
  const { size, ...fields } = idea;
  const everyone = faker.helpers.shuffle(Array.from({ length: PEOPLE }, (_unused, i) => i));
  // The first person, whom `npm start` suggests for signing in, is in every group.
  const first = 0;
  const rest = everyone.filter((person) => person !== first);
  const takeNext = (count: number) => rest.splice(0, count);
  const members = takeNext(size - 1);
  const waiting = fields.joinPolicy === 'approval' ? takeNext(3) : [];
  const invited = takeNext(2);
  const joined = [first, ...members];
  const creator = faker.helpers.arrayElement(joined);
  const texts = Array.from({ length: size * 12 }, () => line(faker));
  return {
    ...fields,
    creator,
    members: joined.filter((person) => person !== creator),
    waiting,
    invited,
    messages: planTexts(faker, joined, texts, CHAT_AGE),
    posts: planPosts(faker, joined, joined, POST_LINES),
    events: planEvents(faker, joined),
    reads: joined.map((reader) => ({ reader, age: faker.number.int({ max: READ_AGE }) })),
  };
}

/** Gives each text a random author and age. Returns them oldest first. */
function planTexts(
  faker: Faker,
  authors: readonly number[],
  texts: readonly string[],
  oldest: number,
): SampleText[] {
  return texts
    .map((text) => ({
      author: faker.helpers.arrayElement(authors),
      text,
      age: faker.number.int({ max: oldest }),
    }))
    .sort((a, b) => b.age - a.age);
}

function planPosts(
  faker: Faker,
  authors: readonly number[],
  commenters: readonly number[],
  lines: readonly string[],
): SamplePost[] {
  const texts = faker.helpers.arrayElements(lines, { min: 2, max: 3 });
  return planTexts(faker, authors, texts, CHAT_AGE).map((post) => {
    const comments = faker.helpers.arrayElements(COMMENT_LINES, { min: 0, max: 3 });
    return { ...post, comments: planTexts(faker, commenters, comments, post.age) };
  });
}

/** Plans one past event and some future ones. */
function planEvents(faker: Faker, joined: readonly number[]): SampleEvent[] {
  const ideas = faker.helpers.arrayElements(EVENT_IDEAS, { min: 2, max: 3 });
  return ideas.map((idea, i) => ({
    ...idea,
    creator: faker.helpers.arrayElement(joined),
    startsIn: i === 0 ? -faker.number.int({ min: DAY, max: 30 * DAY }) : i * 9 * DAY,
    votes: faker.helpers
      .arrayElements(joined, Math.ceil(joined.length / 2))
      .map((voter) => [voter, faker.datatype.boolean(0.7) ? 'going' : 'not_going']),
  }));
}

function line(faker: Faker): string {
  const opener = faker.helpers.maybe(() => faker.helpers.arrayElement(CHAT_OPENERS), {
    probability: 0.4,
  });
  return [opener, faker.helpers.arrayElement(CHAT_LINES)].filter(Boolean).join(' ');
}
