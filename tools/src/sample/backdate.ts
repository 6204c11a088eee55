/** Backdates the sample data with the Admin SDK, because the rules accept only the current time. */
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import type { EmulatorHosts } from '../../../testing/src/clients/client.ts';
import { stored } from '../../../testing/src/prefix/stored.ts';

export interface Backdater {
  /** Returns the time `age` milliseconds ago. */
  timeAgo: (age: number) => Timestamp;
  /** Sets time fields of a document, at its path in the model, to so many milliseconds ago. The write happens before `close` resolves. */
  setTimes: (path: string, ages: Readonly<Record<string, number>>) => void;
  /** Writes a document. The write happens before `close` resolves. */
  create: (path: string, data: object) => void;
  /** Deletes a document at once. */
  delete: (path: string) => Promise<void>;
  /** Resolves when everything is written. Throws an `AggregateError` if a write failed. */
  close: () => Promise<void>;
}

export function openBackdater(hosts: EmulatorHosts): Backdater {
  const app = initializeApp({ projectId: hosts.projectId }, 'sample-backdater');
  const firestore = getFirestore(app);
  const writer = firestore.bulkWriter();
  const failures: unknown[] = [];
  const now = Date.now();
  const timeAgo = (age: number) => Timestamp.fromMillis(now - age);
  const collectFailure = (written: Promise<unknown>) => {
    written.catch((error: unknown) => failures.push(error));
  };
  return {
    timeAgo,
    setTimes: (path, ages) => {
      const times = Object.entries(ages).map(([field, age]) => [field, timeAgo(age)]);
      collectFailure(writer.update(firestore.doc(stored(path)), Object.fromEntries(times)));
    },
    create: (path, data) => {
      collectFailure(writer.set(firestore.doc(stored(path)), data));
    },
    delete: async (path) => {
      await firestore.doc(stored(path)).delete();
    },
    close: async () => {
      await writer.close();
      await firestore.terminate();
      await deleteApp(app);
      if (failures.length > 0)
        throw new AggregateError(failures, 'The times of the sample data could not be written.');
    },
  };
}
