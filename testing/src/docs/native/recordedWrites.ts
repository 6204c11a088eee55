/**
 * A record of the writes that Firestore's JavaScript SDK sent and the server accepted. It wraps the SDK, and replaces
 * nothing. A test imports it before every module that loads `firebase/firestore`.
 */
import { jest } from '@jest/globals';
import type * as firestore from 'firebase/firestore';
import type { Write } from './vectors.ts';

const accepted: Write[] = [];

/** Returns the writes since the last call, in the format of the vectors, and forgets them. */
export const takeWrites = (): Write[] => accepted.splice(0);

/** The SDK's module with a record of every function that writes. */
function recording(actual: typeof firestore): object {
  const once =
    (method: WriteMethod, send: (...args: never[]) => Promise<void>) =>
    async (...args: unknown[]) => {
      await send(...(args as never[]));
      accepted.push(writeOf(method, args));
    };
  return {
    ...actual,
    setDoc: once('set', actual.setDoc),
    updateDoc: once('update', actual.updateDoc),
    deleteDoc: once('delete', actual.deleteDoc),
    writeBatch: (instance: firestore.Firestore) => {
      const writes: Write[] = [];
      const batch = actual.writeBatch(instance);
      const commit = batch.commit.bind(batch);
      batch.commit = async () => {
        await commit();
        accepted.push(...writes);
      };
      return onRecord(batch, writes);
    },
    runTransaction: async <T>(
      instance: firestore.Firestore,
      act: (transaction: firestore.Transaction) => Promise<T>,
      options?: firestore.TransactionOptions,
    ) => {
      let writes: Write[] = [];
      const result = await actual.runTransaction(
        instance,
        (transaction) => {
          writes = []; // Of the last attempt alone.
          return act(onRecord(transaction, writes));
        },
        options,
      );
      accepted.push(...writes);
      return result;
    },
  };
}

const METHODS = ['set', 'update', 'delete'] as const;
type WriteMethod = (typeof METHODS)[number];

function onRecord<T extends object>(target: T, writes: Write[]): T {
  const methods = target as Record<WriteMethod, (...args: unknown[]) => unknown>;
  for (const method of METHODS) {
    const send = methods[method].bind(target);
    methods[method] = (...args) => {
      writes.push(writeOf(method, args));
      return send(...args);
    };
  }
  return target;
}

function writeOf(method: WriteMethod, [ref, fields, options]: unknown[]): Write {
  const isMerge = (options as { merge?: boolean } | undefined)?.merge;
  return {
    [method]: (ref as firestore.DocumentReference).path,
    ...(isMerge && { merge: true }),
    ...(fields !== undefined && { fields: fields as NonNullable<Write['fields']> }),
  };
}

jest.mock('firebase/firestore', () => recording(jest.requireActual('firebase/firestore')));
