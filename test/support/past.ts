/** What no client may write: times of its own. Set by the Admin SDK, in the project of the real clients. */
import { afterAll, beforeAll } from '@jest/globals';
import { eventPath, messagesPath } from '@firegroups/model';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getFirestore, Timestamp } from 'firebase-admin/firestore';
import { hostsFrom } from '../../tools/src/clients/client.ts';

export interface Past {
  /** Has an event start a minute ago. */
  start: (groupId: string, eventId: string) => Promise<void>;
  /** Has messages sent from a time on, a microsecond apart. */
  send: (groupId: string, authorId: string, texts: string[], from: Date) => Promise<void>;
}

/** Opens the Admin SDK for a file's tests. */
export function usePast(): Past {
  let app: App;
  beforeAll(() => {
    app = initializeApp({ projectId: hostsFrom().projectId }, 'past');
  });
  afterAll(async () => {
    await getFirestore(app).terminate();
    await deleteApp(app);
  });
  return {
    start: async (groupId, eventId) => {
      const eventTime = Timestamp.fromMillis(Date.now() - 60_000);
      await getFirestore(app).doc(eventPath(groupId, eventId)).update({ eventTime });
    },
    send: async (groupId, authorId, texts, from) => {
      const firestore = getFirestore(app);
      const batch = firestore.batch();
      const { seconds, nanoseconds } = Timestamp.fromDate(from);
      for (const [i, text] of texts.entries()) {
        const createdAt = new Timestamp(seconds, nanoseconds + i * 1000);
        batch.create(firestore.collection(messagesPath(groupId)).doc(), {
          authorId,
          text,
          createdAt,
        });
      }
      await batch.commit();
    },
  };
}
