/** A group with some of everything, for the tests that go through all screens. */
import {
  cancelEvent,
  createComment,
  createEvent,
  createPost,
  inviteUser,
  pinPost,
  requestToJoin,
  sendMessage,
  vote,
} from 'firegroups';
import type { Person } from '../clients/client.ts';
import { createClub } from '../fixtures/clubs.ts';

/** A time for events: in the future, and not too far away. */
export const NEXT_MONTH = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000);

export interface SeedData {
  groupId: string;
  postId: string;
  eventId: string;
}

/** Creates Ann's group: Bob is a member, Cleo has asked to join, and Dan is invited. */
export async function seedGroup(
  people: Record<'ann' | 'bob' | 'cleo' | 'dan', Person>,
): Promise<SeedData> {
  const { ann, bob, cleo, dan } = people;
  const groupId = await createClub(ann, {
    title: 'Lakeside rowing club',
    description: 'We row on Tuesdays, and talk about it all week.',
    members: [bob],
  });
  await requestToJoin(cleo.fg, groupId);
  await inviteUser(ann.fg, groupId, dan.uid);
  const question = sendMessage(ann.fg, groupId, { text: 'Who brings the boat?' });
  await question.sent;
  await sendMessage(bob.fg, groupId, { text: 'I do', replyTo: question.id }).sent;
  const postId = await createPost(ann.fg, { groupId }, { content: 'The jetty is repaired.' });
  await pinPost(ann.fg, { groupId }, postId, true);
  await createComment(bob.fg, { groupId, postId }, { content: 'At last!' });
  const eventTime = NEXT_MONTH;
  const eventId = await createEvent(ann.fg, groupId, {
    title: 'Regatta',
    eventTime,
    location: 'At the jetty',
    description: 'Bring dry clothes.',
  });
  await vote(bob.fg, groupId, eventId, 'going');
  const canceledId = await createEvent(ann.fg, groupId, { title: 'Night trip', eventTime });
  await cancelEvent(ann.fg, groupId, canceledId);
  await createPost(ann.fg, { userId: ann.uid }, { content: 'Back from the lake.' });
  return { groupId, postId, eventId };
}
