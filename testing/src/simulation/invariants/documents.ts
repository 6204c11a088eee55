/** Every document has a valid shape, right counts and a parent, and there are no dead letters. */
import { foldForSearch, type Group } from '@firegroups/model';
import {
  chatSummarySchema,
  commentSchema,
  cooldownSchema,
  deviceSchema,
  eventSchema,
  groupSchema,
  limitSchema,
  memberSchema,
  messageSchema,
  notificationSchema,
  postSchema,
  pushStateSchema,
  pushTargetsSchema,
  readMarkSchema,
  recentPushSchema,
  settingsSchema,
  userSchema,
  voteSchema,
} from '@firegroups/model/schemas';
import { Timestamp, type DocumentData } from 'firebase-admin/firestore';
import type { SettledSeed } from './settledSeed.ts';

const SCHEMAS: Record<string, { safeParse: (data: unknown) => { success: boolean } }> = {
  users: userSchema,
  'private/settings': settingsSchema,
  'private/push': pushTargetsSchema,
  reads: readMarkSchema,
  limits: limitSchema,
  cooldowns: cooldownSchema,
  devices: deviceSchema,
  recentPushes: recentPushSchema,
  notifications: notificationSchema,
  groups: groupSchema,
  members: memberSchema,
  posts: postSchema,
  comments: commentSchema,
  events: eventSchema,
  votes: voteSchema,
  messages: messageSchema,
  'summaries/chat': chatSummarySchema,
  'summaries/push': pushStateSchema,
};

/** Returns the broken invariants, a sentence each. */
export function checkDocuments({ history }: SettledSeed): string[] {
  const broken: string[] = [];
  const under = (collection: string) =>
    history.present(new RegExp(`^${collection}/[^/]+$`)).map(({ data }) => data);
  const expectCount = (path: string, data: DocumentData, field: string, actual: number) => {
    const stored = (data[field] as number | undefined) ?? 0;
    if (stored !== actual) broken.push(`${path} has ${field} ${stored}, not ${actual}`);
  };
  const expectFolded = (path: string, data: DocumentData, field: string) => {
    const expected = foldForSearch(data[field] as string);
    if (data[`${field}Search`] !== expected) {
      broken.push(`${path} has ${field}Search ${String(data[`${field}Search`])}, not ${expected}`);
    }
  };
  for (const { path, data } of history.present(/^(users|groups|devices)\//)) {
    const [kind = '', id = ''] = path.split('/').slice(-2);
    // The invariants of deletions check it.
    if (kind === 'groups' && data['deletedAt']) continue;
    const parent = path.split('/').slice(0, -2).join('/');
    const schema = SCHEMAS[kind] ?? SCHEMAS[`${kind}/${id}`];
    if (!schema?.safeParse(asDates(data)).success) broken.push(`${path} has an invalid shape`);
    const isPart = [
      'comments',
      'votes',
      'members',
      'messages',
      'summaries',
      'posts',
      'events',
    ].includes(kind);
    if (isPart && !history.get(parent)) broken.push(`${path} is left, but ${parent} was deleted`);
    if (kind === 'users') expectFolded(path, data, 'displayName');
    if (kind === 'posts') expectCount(path, data, 'commentCount', under(`${path}/comments`).length);
    if (kind === 'events') {
      const votes = under(`${path}/votes`).map(({ vote }) => vote as unknown);
      expectCount(path, data, 'goingCount', votes.filter((vote) => vote === 'going').length);
      expectCount(path, data, 'notGoingCount', votes.filter((vote) => vote === 'not_going').length);
    }
    if (kind === 'groups') {
      expectFolded(path, data, 'title');
      const joined = history
        .present(new RegExp(`^${path}/members/[^/]+$`))
        .filter(({ data: { status } }) => status === 'joined');
      expectCount(path, data, 'memberCount', joined.length);
      const creators = joined.filter(({ data: { role } }) => role === 'creator');
      const creatorIds = creators.map((creator) => creator.path.split('/').at(-1)!).join();
      const { creatorId } = data as Group;
      if (creatorIds !== creatorId)
        broken.push(`${id} has creatorId ${creatorId}, but the role is held by: ${creatorIds}`);
    }
  }
  for (const { path, data } of history.present(/^deadLetters\//)) {
    broken.push(`${path} is a dead letter: ${String(data['reason'])}`);
  }
  return broken;
}

function asDates(data: unknown): unknown {
  if (data instanceof Timestamp) return data.toDate();
  if (Array.isArray(data)) return data.map(asDates);
  if (Object(data) !== data) return data;
  return Object.fromEntries(
    Object.entries(data as object).map(([field, value]) => [field, asDates(value)]),
  );
}
