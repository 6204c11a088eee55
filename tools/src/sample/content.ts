/** Creates the content of the sample groups and walls. */
import { randomUUID } from 'node:crypto';
import { eventPath, messagePath, readMarkPath, votePath } from '@firegroups/model';
import {
  commentRef,
  createComment,
  createEvent,
  createPost,
  markChatRead,
  postRef,
  sendMessage,
  vote,
  type PostPlace,
} from 'firegroups';
import { modelPath } from '../../../testing/src/prefix/stored.ts';
import type { Person } from '../../../testing/src/clients/client.ts';
import type { Progress } from '../../../testing/src/cli/progress.ts';
import type { Backdater } from './backdate.ts';
import { beyondLimits } from './beyondLimits.ts';
import type { SampleGroup, SamplePost } from './plan.ts';

/** What all steps of creating the sample data need. */
export interface SampleContext {
  people: readonly Person[];
  backdater: Backdater;
  progress: Progress;
}

const DAY = 24 * 60 * 60 * 1000;

/** Returns how many client writes the chat, the posts and the events of a group take. */
export function countContent({ messages, reads, posts, events }: SampleGroup): number {
  return (
    messages.length +
    reads.length +
    countPosts(posts) +
    events.reduce((sum, { votes }) => sum + 1 + votes.length, 0)
  );
}

/** Returns how many client writes posts with their comments take. */
export function countPosts(posts: readonly SamplePost[]): number {
  return posts.reduce((sum, { comments }) => sum + 1 + comments.length, 0);
}

/** Writes a group's chat and the read marks of its members. */
export async function createChat(
  groupId: string,
  { messages, reads }: SampleGroup,
  { people, backdater, progress }: SampleContext,
): Promise<void> {
  for (const { author, text, age } of messages) {
    const { id, sent } = sendMessage(people[author]!.fg, groupId, { text });
    await sent;
    backdater.setTimes(messagePath(groupId, id), { createdAt: age });
    progress.add();
  }
  for (const { reader, age } of reads) {
    const { fg, uid } = people[reader]!;
    await markChatRead(fg, groupId);
    backdater.setTimes(readMarkPath(uid, groupId), { lastReadAt: age });
    progress.add();
  }
}

/** Writes the posts of a group or a wall with their comments. Returns the id of the first post. */
export async function createPosts(
  place: PostPlace,
  posts: readonly SamplePost[],
  { people, backdater, progress }: SampleContext,
): Promise<string | undefined> {
  let firstId: string | undefined;
  for (const { author, text, age, comments } of posts) {
    const { fg } = people[author]!;
    const postId = await createPost(fg, place, { content: text });
    firstId ??= postId;
    const path = modelPath(postRef(fg, place, postId).path);
    backdater.setTimes(path, { createdAt: age, updatedAt: age });
    progress.add();
    for (const comment of comments) {
      const commenter = people[comment.author]!.fg;
      const postPlace = { ...place, postId };
      const commentId = await beyondLimits(backdater, people[comment.author]!, 'comments', () =>
        createComment(commenter, postPlace, { content: comment.text }),
      );
      const times = { createdAt: comment.age, updatedAt: comment.age };
      const commentPath = modelPath(commentRef(commenter, postPlace, commentId).path);
      backdater.setTimes(commentPath, times);
      progress.add();
    }
  }
  return firstId;
}

/** Creates a group's events and the votes of its members. */
export async function createEvents(
  groupId: string,
  { events }: SampleGroup,
  { people, backdater, progress }: SampleContext,
): Promise<void> {
  for (const { creator, title, location, startsIn, votes } of events) {
    const { fg, uid } = people[creator]!;
    if (startsIn < 0) {
      // Clients cannot create past events or vote on them.
      const eventId = randomUUID();
      backdater.create(eventPath(groupId, eventId), {
        creatorId: uid,
        title,
        location,
        eventTime: backdater.timeAgo(-startsIn),
        createdAt: backdater.timeAgo(14 * DAY - startsIn),
        updatedAt: backdater.timeAgo(14 * DAY - startsIn),
        updatedBy: uid,
      });
      for (const [voter, choice] of votes) {
        const userId = people[voter]!.uid;
        const ballot = { userId, vote: choice, updatedAt: backdater.timeAgo(DAY - startsIn) };
        backdater.create(votePath(groupId, eventId, userId), ballot);
      }
      progress.add(1 + votes.length);
      continue;
    }
    const eventTime = new Date(Date.now() + startsIn);
    const eventId = await beyondLimits(backdater, people[creator]!, 'events', () =>
      createEvent(fg, groupId, { title, location, eventTime }),
    );
    progress.add();
    for (const [voter, choice] of votes) {
      await vote(people[voter]!.fg, groupId, eventId, choice);
      progress.add();
    }
  }
}
