/** What is in the sample's groups and on its walls. */
import { randomUUID } from 'node:crypto';
import {
  commentPath,
  eventPath,
  messagePath,
  postPath,
  readMarkPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import {
  createComment,
  createEvent,
  createPost,
  markChatRead,
  pinPost,
  sendMessage,
  vote,
} from 'firegroups';
import type { Person } from '../../../testing/src/clients/client.ts';
import type { Progress } from '../../../testing/src/cli/progress.ts';
import type { Past } from './backdate.ts';
import type { SampleGroup, SamplePost, SampleWall } from './plan.ts';

/** What the making of the sample works with. */
export interface SampleContext {
  people: readonly Person[];
  past: Past;
  progress: Progress;
}

const DAY = 24 * 60 * 60 * 1000;

/** How many writes of clients the chat, the posts and the events of a group are. */
export function countContent({ messages, reads, posts, events }: SampleGroup): number {
  return (
    messages.length +
    reads.length +
    countPosts(posts) +
    events.reduce((sum, { votes }) => sum + 1 + votes.length, 0)
  );
}

/** How many writes posts with their comments are. */
export function countPosts(posts: readonly SamplePost[]): number {
  return posts.reduce((sum, { comments }) => sum + 1 + comments.length, 0);
}

/** Writes a group's chat, and marks up to where its members have read it. */
export async function createChat(
  groupId: string,
  { messages, reads }: SampleGroup,
  { people, past, progress }: SampleContext,
): Promise<void> {
  for (const { author, text, age } of messages) {
    const { id, sent } = sendMessage(people[author]!.fg, groupId, { text });
    await sent;
    past.move(messagePath(groupId, id), { createdAt: age });
    progress.add();
  }
  for (const { reader, age } of reads) {
    const { fg, uid } = people[reader]!;
    await markChatRead(fg, groupId);
    past.move(readMarkPath(uid, groupId), { lastReadAt: age });
    progress.add();
  }
}

/** Writes a group's posts and comments, and pins the first one. */
export async function createPosts(
  groupId: string,
  { creator, posts }: SampleGroup,
  { people, past, progress }: SampleContext,
): Promise<void> {
  const { fg: founder } = people[creator]!;
  for (const [i, { author, text, age, comments }] of posts.entries()) {
    const postId = await createPost(people[author]!.fg, { groupId }, { content: text });
    past.move(postPath(groupId, postId), { createdAt: age, updatedAt: age });
    progress.add();
    if (i === 0) await pinPost(founder, { groupId }, postId, true);
    for (const comment of comments) {
      const { fg } = people[comment.author]!;
      const commentId = await createComment(fg, { groupId, postId }, { content: comment.text });
      const path = commentPath(groupId, postId, commentId);
      past.move(path, { createdAt: comment.age, updatedAt: comment.age });
      progress.add();
    }
  }
}

/** Writes a wall. */
export async function createWall(
  { owner, posts }: SampleWall,
  { people, past, progress }: SampleContext,
): Promise<void> {
  const { fg, uid } = people[owner]!;
  for (const { text, age, comments } of posts) {
    const postId = await createPost(fg, { userId: uid }, { content: text });
    past.move(wallPostPath(uid, postId), { createdAt: age, updatedAt: age });
    progress.add();
    for (const { author, text: content, age: commentAge } of comments) {
      const commentId = await createComment(
        people[author]!.fg,
        { userId: uid, postId },
        { content },
      );
      const path = wallCommentPath(uid, postId, commentId);
      past.move(path, { createdAt: commentAge, updatedAt: commentAge });
      progress.add();
    }
  }
}

/** Plans a group's events and has its members vote. */
export async function createEvents(
  groupId: string,
  { events }: SampleGroup,
  { people, past, progress }: SampleContext,
): Promise<void> {
  for (const { creator, title, location, startsIn, votes } of events) {
    const { fg, uid } = people[creator]!;
    if (startsIn < 0) {
      // Clients plan nothing that has been, nor vote on it.
      const eventId = randomUUID();
      past.set(eventPath(groupId, eventId), {
        creatorId: uid,
        title,
        location,
        eventTime: past.at(-startsIn),
        createdAt: past.at(14 * DAY - startsIn),
        updatedAt: past.at(14 * DAY - startsIn),
      });
      for (const [voter, choice] of votes) {
        const userId = people[voter]!.uid;
        const ballot = { userId, vote: choice, updatedAt: past.at(DAY - startsIn) };
        past.set(votePath(groupId, eventId, userId), ballot);
      }
      progress.add(1 + votes.length);
      continue;
    }
    const eventTime = new Date(Date.now() + startsIn);
    const eventId = await createEvent(fg, groupId, { title, location, eventTime });
    progress.add();
    for (const [voter, choice] of votes) {
      await vote(people[voter]!.fg, groupId, eventId, choice);
      progress.add();
    }
  }
}
