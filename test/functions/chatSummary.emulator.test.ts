/** The summary of a chat, however often and in whatever order events arrive. */
import { describe, expect, test } from '@jest/globals';
import {
  LIMITS,
  chatSummaryPath,
  messagePath,
  userPath,
  type ChatSummary,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { docAt } from '../../functions/src/firestore/store.ts';
import type { StoredSummary } from '../../functions/src/messages/summary.ts';
import { messageWritten } from '../../functions/src/triggers/messages.ts';
import { storedMessage } from '../../testing/src/fixtures/content.ts';
import { GroupFixture } from '../../testing/src/fixtures/groupFixture.ts';
import { dataOf, store } from '../../testing/src/fixtures/store.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { waitFor } from '../../testing/src/harness/clock.ts';
import { meter } from '../../testing/src/harness/io.ts';
import { creationOf, deletionOf, deliver, updateOf } from '../../testing/src/harness/events.ts';

const { tasks } = useAdmin('chat-summary');

const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_unused, i) => `m${String(from + i).padStart(3, '0')}`);

/** Creates a group with an empty chat. Message m001 comes a second before m002. */
async function createChat() {
  const group = await GroupFixture.create();
  const path = (id: string) => messagePath(group.id, id);
  const at = (id: string) => Timestamp.fromMillis(Number(id.slice(1)) * 1000);
  const message = (id: string, by = 'mia') => ({
    ...storedMessage(group.uid(by)),
    text: `Text of ${id}`,
    createdAt: at(id),
  });
  return {
    group,
    path,
    message,
    send: (id: string, by?: string) => creationOf(path(id), message(id, by)),
    edit: (id: string, text: string) => updateOf(path(id), { text, editedAt: Timestamp.now() }),
    remove: (id: string) => deletionOf(path(id)),
    fill: (list: string[]) => store(Object.fromEntries(list.map((id) => [path(id), message(id)]))),
    summary: async () => (await dataOf(chatSummaryPath(group.id))) as StoredSummary | undefined,
    recent: async () =>
      ((await dataOf(chatSummaryPath(group.id))) as ChatSummary).recent.map(({ id }) => id),
  };
}

describe('groups/{groupId}/summaries/chat', () => {
  test('has the newest message, and the newest ones with their authors and times', async () => {
    const { group, send, summary } = await createChat();
    const { seconds } = Timestamp.fromMillis(1000);
    await deliver(messageWritten, await send('m001', 'ada'));
    waitFor(1000);
    await deliver(messageWritten, await send('m002'));
    expect(await summary()).toEqual({
      last: {
        id: 'm002',
        authorId: group.uid('mia'),
        authorName: 'mia',
        text: 'Text of m002',
        image: false,
        at: new Timestamp(seconds + 1, 0),
      },
      recent: [
        { id: 'm002', at: new Timestamp(seconds + 1, 0), by: group.uid('mia') },
        { id: 'm001', at: new Timestamp(seconds, 0), by: group.uid('ada') },
      ],
    });
    expect(tasks.waiting('summarizeChat')).toEqual([]);
  });

  test('is updated once a second during a burst', async () => {
    const { send, recent } = await createChat();
    await deliver(messageWritten, await send('m001'));
    const events = await pMap(ids(2, 20), (id) => send(id), { concurrency: 1 });
    const startedAt = Date.now();
    const { cost } = await meter(async () => {
      for (const event of events) await deliver(messageWritten, event);
    });
    expect(cost.writes).toBeLessThanOrEqual(1 + (Date.now() - startedAt) / 1000);
    expect(tasks.waiting('summarizeChat').length).toBeLessThanOrEqual(5);
    await tasks.run();
    expect(await recent()).toEqual(ids(1, 20).toReversed());
  });

  test('is right after events that arrive twice, late and in another order', async () => {
    const { send, edit, remove, recent, summary } = await createChat();
    const [first, second, third] = [await send('m001'), await send('m002'), await send('m003')];
    const edited = await edit('m002', 'New');
    const deleted = await remove('m003');
    for (const event of [deleted, third, edited, second, first, third, deleted]) {
      waitFor(2000);
      await deliver(messageWritten, event, 2);
    }
    await tasks.run();
    expect(await recent()).toEqual(['m002', 'm001']);
    expect((await summary())!.last).toMatchObject({ id: 'm002', text: 'New' });
  });

  test(`holds at most ${LIMITS.summaryMessages} messages, and takes in an older one after a deletion`, async () => {
    const { fill, send, remove, recent } = await createChat();
    const most = LIMITS.summaryMessages;
    await fill(ids(1, most));
    await deliver(messageWritten, await send(ids(most + 1, most + 1)[0]!));
    await tasks.run();
    expect(await recent()).toEqual(ids(2, most + 1).toReversed());
    waitFor(1000);
    await deliver(messageWritten, await remove('m030'));
    await tasks.run();
    const left = ids(1, most + 1).filter((id) => id !== 'm030');
    expect(await recent()).toEqual(left.toReversed());
  });

  test('shows the message before the last one after a deletion, and nothing in an empty chat', async () => {
    const { send, remove, summary } = await createChat();
    await deliver(messageWritten, await send('m001', 'ada'));
    waitFor(1000);
    await deliver(messageWritten, await send('m002'));
    waitFor(1000);
    await deliver(messageWritten, await remove('m002'));
    await tasks.run();
    expect((await summary())!.last).toMatchObject({ id: 'm001', authorName: 'ada' });
    waitFor(1000);
    await deliver(messageWritten, await remove('m001'));
    await tasks.run();
    expect(await summary()).toEqual({ last: null, recent: [] });
  });

  test('shortens a long text at a whole character, and names an image', async () => {
    const { path, message, summary } = await createChat();
    const text = 'x'.repeat(LIMITS.summaryText - 2) + '🎉'.repeat(2);
    const long = { ...message('m001'), text, imageId: 'i' };
    await deliver(messageWritten, await creationOf(path('m001'), long));
    const expected = `${'x'.repeat(LIMITS.summaryText - 2)}…`;
    expect((await summary())!.last).toMatchObject({ text: expected, image: true });
  });

  test('follows a time that the project’s own code changes', async () => {
    const { send, path, recent } = await createChat();
    for (const id of ids(1, 2)) await deliver(messageWritten, await send(id));
    await tasks.run();
    const later = Timestamp.fromMillis(5000);
    waitFor(1000);
    await deliver(messageWritten, await updateOf(path('m001'), { createdAt: later }));
    expect(await recent()).toEqual(['m001', 'm002']);
  });

  test('does not change if the text of a message stays the same', async () => {
    const { send, path } = await createChat();
    await send('m001');
    const pinned = await updateOf(path('m001'), { replyTo: 'm000' });
    const { cost } = await meter(() => deliver(messageWritten, pinned));
    expect(cost).toMatchObject({ reads: 0, writes: 0 });
  });

  test('is not rebuilt in a group that is being deleted', async () => {
    const { group, send, summary } = await createChat();
    const sent = await send('m001');
    await group.ref.update({ deletedAt: Timestamp.now() });
    await deliver(messageWritten, sent);
    await tasks.run();
    expect(await summary()).toBeUndefined();
  });

  test('has the name that the author has now', async () => {
    const { group, send, summary } = await createChat();
    await deliver(messageWritten, await send('m001'));
    await docAt(userPath(group.uid('mia'))).update({ displayName: 'Mia Moss' });
    waitFor(1000);
    await deliver(messageWritten, await send('m002'));
    expect((await summary())!.last!.authorName).toBe('Mia Moss');
  });

  test('costs at most five reads for each message of a first burst', async () => {
    const { send } = await createChat();
    const events = await pMap(ids(1, 20), (id) => send(id), { concurrency: 1 });
    const { cost } = await meter(() =>
      Promise.all(events.map((event) => deliver(messageWritten, event))),
    );
    expect(cost.reads).toBeLessThanOrEqual(20 * 5);
  });

  test('costs the deletion of a group no reads for each message', async () => {
    const { group, send, remove } = await createChat();
    for (const id of ids(1, 10)) await send(id);
    await group.ref.update({ deletedAt: Timestamp.now() });
    const deletions = await pMap(ids(1, 10), remove, { concurrency: 1 });
    const { cost } = await meter(async () => {
      for (const event of deletions) await deliver(messageWritten, event);
    });
    expect(cost.reads).toBeLessThanOrEqual(5);
  });

  test('names nobody if the author has no profile', async () => {
    const { send, summary } = await createChat();
    await deliver(messageWritten, await send('m001', 'gone'));
    expect((await summary())!.last!.authorName).toBeNull();
  });
});
