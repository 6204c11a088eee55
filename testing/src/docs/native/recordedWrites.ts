/** A record of the writes that Firestore's JavaScript SDK sent and the server accepted. Every write is really sent. */
import { jest } from '@jest/globals';
import type * as firestore from 'firebase/firestore';
import type { Write } from './vectors.ts';

const accepted: Write[] = [];

/** Returns the writes since the last call, in the format of the vectors, and forgets them. */
export const takeWrites = (): Write[] => accepted.splice(0);

/** Records from now on. */
export function recordWrites(): void {
  // `firebase/firestore` only re-exports this module, by getters.
  const sdk = jest.requireActual<typeof firestore>('@firebase/firestore');
  const { setDoc, updateDoc, deleteDoc, writeBatch, runTransaction } = sdk;
  const once =
    (method: WriteMethod, send: unknown) =>
    async (...args: unknown[]) => {
      await (send as (...args: unknown[]) => Promise<void>)(...args);
      accepted.push(writeOf(method, args));
    };
  jest.spyOn(sdk, 'setDoc').mockImplementation(once('set', setDoc));
  jest.spyOn(sdk, 'updateDoc').mockImplementation(once('update', updateDoc));
  jest.spyOn(sdk, 'deleteDoc').mockImplementation(once('delete', deleteDoc));
  jest.spyOn(sdk, 'writeBatch').mockImplementation((instance) => {
    const writes: Write[] = [];
    const batch = writeBatch(instance);
    const commit = batch.commit.bind(batch);
    batch.commit = async () => {
      await commit();
      accepted.push(...writes);
    };
    return onRecord(batch, writes);
  });
  jest.spyOn(sdk, 'runTransaction').mockImplementation(async (instance, act, options) => {
    let writes: Write[] = [];
    const result = await runTransaction(
      instance,
      (transaction) => {
        writes = []; // Of the last attempt alone.
        return act(onRecord(transaction, writes));
      },
      options,
    );
    accepted.push(...writes);
    return result;
  });
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
