/** A group with something of everything in it, for tests that go through all screens. */
import {
  createComment,
  cancelEvent,
  createEvent,
  createPost,
  inviteUser,
  pinPost,
  requestToJoin,
  sendMessage,
  vote,
} from 'firegroups';
import type { Person } from '../clients/client.ts';
import { createClub } from '../fixtures/groups.ts';

/** When an event may be: to come, and not too far away. */
export const NEXT_MONTH = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000);

export interface Scene {
  groupId: string;
  postId: string;
  eventId: string;
}

/** Ann's group: Bob is in it, Cleo asks, Dan is invited. */
export async function openScene(people: Record<'ann' | 'bob' | 'cleo' | 'dan', Person>) {
  const { ann, bob, cleo, dan } = people;
  const groupId = await createClub(ann, {
    title: 'Lakeside rowing club',
    description: 'We row on Tuesdays, and talk about it all week.',
    members: [bob],
  });
  await requestToJoin(cleo.fg, groupId);
  await inviteUser(ann.fg, groupId, dan.uid);
  const asked = sendMessage(ann.fg, groupId, { text: 'Who brings the boat?' });
  await asked.sent;
  await sendMessage(bob.fg, groupId, { text: 'I do', replyTo: asked.id }).sent;
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
  const called = await createEvent(ann.fg, groupId, { title: 'Night trip', eventTime });
  await cancelEvent(ann.fg, groupId, called);
  await createPost(ann.fg, { userId: ann.uid }, { content: 'Back from the lake.' });
  return { groupId, postId, eventId } satisfies Scene;
}
