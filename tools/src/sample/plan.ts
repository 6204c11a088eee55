/** What the sample data says: people, groups and chats that follow from a seed, the same each time. */
import { Faker, base, en } from '@faker-js/faker';
import type { InvitePolicy, JoinPolicy, Visibility } from 'firegroups';
import { CHAT_LINES, CHAT_OPENERS, GROUP_IDEAS } from './texts.ts';

export interface SamplePerson {
  name: string;
  email: string;
  bio: string;
}

export interface SampleMessage {
  /** Index in the plan's people. */
  author: number;
  text: string;
  /** How long ago it was written, in milliseconds. */
  age: number;
}

export interface SampleGroup {
  title: string;
  description: string;
  visibility: Visibility;
  joinPolicy: JoinPolicy;
  invitePolicy: InvitePolicy;
  /** Indexes in the plan's people; nobody is in two of the three. */
  creator: number;
  members: number[];
  waiting: number[];
  invited: number[];
  /** Oldest first. */
  messages: SampleMessage[];
}

export interface SamplePlan {
  people: SamplePerson[];
  groups: SampleGroup[];
}

/** The one password of all sample people. */
export const SAMPLE_PASSWORD = 'firegroups';

const PEOPLE = 36;
const DAY = 24 * 60 * 60 * 1000;
/** The chats reach back this far. */
const CHAT_AGE = 120 * DAY;

/** Makes the plan that belongs to a seed. */
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
  return { people, groups };
}

function planGroup(faker: Faker, idea: (typeof GROUP_IDEAS)[number]): SampleGroup {
  const { size, ...fields } = idea;
  const everybody = faker.helpers.shuffle(Array.from({ length: PEOPLE }, (_unused, i) => i));
  // The first person of the plan, whom `npm start` suggests to sign in as, is in every group.
  const creator = 0;
  const rest = everybody.filter((person) => person !== creator);
  const takes = (count: number) => rest.splice(0, count);
  const members = takes(size - 1);
  const waiting = fields.joinPolicy === 'approval' ? takes(3) : [];
  const invited = takes(2);
  const joined = [creator, ...members];
  const founder = faker.helpers.arrayElement(joined);
  const ages = Array.from({ length: size * 12 }, () => faker.number.int({ max: CHAT_AGE }));
  const messages = ages
    .sort((a, b) => b - a)
    .map((age) => ({ author: faker.helpers.arrayElement(joined), text: line(faker), age }));
  return {
    ...fields,
    creator: founder,
    members: joined.filter((person) => person !== founder),
    waiting,
    invited,
    messages,
  };
}

function line(faker: Faker): string {
  const opener = faker.helpers.maybe(() => faker.helpers.arrayElement(CHAT_OPENERS), {
    probability: 0.4,
  });
  return [opener, faker.helpers.arrayElement(CHAT_LINES)].filter(Boolean).join(' ');
}
