/** The sample's past: the rules know no time but now, so the Admin SDK writes it. */
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import type { EmulatorHosts } from '../../../testing/src/clients/client.ts';

export interface Past {
  /** The time that was so many milliseconds ago. */
  at: (age: number) => Timestamp;
  /** Sets times of a document to so many milliseconds ago, at the latest with `close`. */
  move: (path: string, ages: Readonly<Record<string, number>>) => void;
  /** Adds a document, at the latest with `close`. */
  set: (path: string, data: object) => void;
  /** Resolves when all is written. */
  close: () => Promise<void>;
}

/** Opens the Admin SDK. */
export function openBackdater(hosts: EmulatorHosts): Past {
  const app = initializeApp({ projectId: hosts.projectId }, 'past-of-the-sample');
  const firestore = getFirestore(app);
  const writer = firestore.bulkWriter();
  const failures: unknown[] = [];
  const now = Date.now();
  const at = (age: number) => Timestamp.fromMillis(now - age);
  const keep = (written: Promise<unknown>) => {
    written.catch((error: unknown) => failures.push(error));
  };
  return {
    at,
    move: (path, ages) => {
      const times = Object.entries(ages).map(([field, age]) => [field, at(age)]);
      keep(writer.update(firestore.doc(path), Object.fromEntries(times)));
    },
    set: (path, data) => {
      keep(writer.set(firestore.doc(path), data));
    },
    close: async () => {
      await writer.close();
      await firestore.terminate();
      await deleteApp(app);
      if (failures.length > 0) throw new AggregateError(failures, 'The past could not be written.');
    },
  };
}
