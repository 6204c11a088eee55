/** What must hold of the documents that are there: their shape, their counts, and that none has lost what it is part of. */
import { foldForSearch, type Group } from '@firegroups/model';
import {
  commentSchema,
  deviceSchema,
  eventSchema,
  groupSchema,
  memberSchema,
  messageSchema,
  notificationSchema,
  postSchema,
  readMarkSchema,
  settingsSchema,
  userSchema,
  voteSchema,
} from '@firegroups/model/schemas';
import { Timestamp, type DocumentData } from 'firebase-admin/firestore';
import type { Played } from './played.ts';

const SCHEMAS: Record<string, { safeParse: (data: unknown) => { success: boolean } }> = {
  users: userSchema,
  private: settingsSchema,
  reads: readMarkSchema,
  devices: deviceSchema,
  notifications: notificationSchema,
  groups: groupSchema,
  members: memberSchema,
  posts: postSchema,
  comments: commentSchema,
  events: eventSchema,
  votes: voteSchema,
  messages: messageSchema,
};

/** What is broken, a sentence each. */
export function checkDocuments({ history }: Played): string[] {
  const broken: string[] = [];
  const under = (collection: string) =>
    history.present(new RegExp(`^${collection}/[^/]+$`)).map(({ data }) => data);
  const count = (path: string, data: DocumentData, field: string, there: number) => {
    const stored = (data[field] as number | undefined) ?? 0;
    if (stored !== there) broken.push(`${path} has ${field} ${stored}, but there are ${there}`);
  };
  const folded = (path: string, data: DocumentData, field: string) => {
    const wanted = foldForSearch(data[field] as string);
    if (data[`${field}Search`] !== wanted) {
      broken.push(`${path} has ${field}Search ${String(data[`${field}Search`])}, not ${wanted}`);
    }
  };
  for (const { path, data } of history.present(/^(users|groups)\//)) {
    const [kind = '', id = ''] = path.split('/').slice(-2);
    const parent = path.split('/').slice(0, -2).join('/');
    if (!SCHEMAS[kind]?.safeParse(asDates(data)).success) broken.push(`${path} has no valid shape`);
    const isPart = ['comments', 'votes', 'members', 'messages', 'posts', 'events'].includes(kind);
    if (isPart && !history.get(parent)) broken.push(`${path} is left, and ${parent} is gone`);
    if (kind === 'users') folded(path, data, 'displayName');
    if (kind === 'posts') count(path, data, 'commentCount', under(`${path}/comments`).length);
    if (kind === 'events') {
      const votes = under(`${path}/votes`).map(({ vote }) => vote as unknown);
      count(path, data, 'goingCount', votes.filter((vote) => vote === 'going').length);
      count(path, data, 'notGoingCount', votes.filter((vote) => vote === 'not_going').length);
    }
    if (kind === 'groups') {
      folded(path, data, 'title');
      const joined = history
        .present(new RegExp(`^${path}/members/[^/]+$`))
        .filter(({ data: { status } }) => status === 'joined');
      count(path, data, 'memberCount', joined.length);
      const creators = joined.filter(({ data: { role } }) => role === 'creator');
      const named = creators.map((creator) => creator.path.split('/').at(-1)!).join();
      const { creatorId } = data as Group;
      if (named !== creatorId) broken.push(`${id} names ${creatorId}, its creators are: ${named}`);
    }
  }
  for (const { path, data } of history.present(/^deadLetters\//)) {
    broken.push(`${path} is parked: ${String(data['reason'])}`);
  }
  return broken;
}

function asDates(data: DocumentData): DocumentData {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]: [string, unknown]) => [
      field,
      value instanceof Timestamp ? value.toDate() : value,
    ]),
  );
}
