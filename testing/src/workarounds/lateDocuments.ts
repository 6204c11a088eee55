/**
 * https://github.com/firebase/firebase-tools/issues/3867: if a listener to a document opens while a commit creates the
 * document, the Firestore emulator sometimes says that the document does not exist as of a time after that commit, and
 * then sends the document with its earlier update time. The SDK ignores the document as outdated, for good. This file
 * gives such a document the first update time that the SDK accepts.
 *
 * Delete this file when the issue is closed and the tests in test/sdk pass ten times without it.
 */
import { ClientDuplexStreamImpl } from '@grpc/grpc-js/build/src/call.js';
import { assertUsedByFirestore } from './grpc.ts';

assertUsedByFirestore('build/src/call.js', ClientDuplexStreamImpl);

/** A timestamp of Firestore's protocol. `seconds` is a 64-bit number. */
interface Timestamp {
  seconds: string;
  nanos: number;
}

/** The parts of a decoded Listen response that this file reads. */
interface ListenResponse {
  targetChange?: { targetIds: number[]; readTime?: Timestamp | null };
  documentDelete?: { document: string };
  documentChange?: { document: { name: string; updateTime: Timestamp } };
}

/** By stream and document name: the documents that do not exist, and the time as of which the SDK believes so. */
const absences = new WeakMap<object, Map<string, Timestamp | undefined>>();

const push = Reflect.get(ClientDuplexStreamImpl.prototype, 'push');
ClientDuplexStreamImpl.prototype.push = function (response: ListenResponse | null) {
  const absent = absences.get(this) ?? new Map<string, Timestamp | undefined>();
  absences.set(this, absent);
  const { targetChange, documentDelete, documentChange } = response ?? {};
  if (documentDelete) absent.set(documentDelete.document, undefined);
  // A change of all targets completes everything that was sent before it.
  if (targetChange?.readTime && targetChange.targetIds.length === 0)
    for (const [name, asOf] of absent) absent.set(name, asOf ?? targetChange.readTime);
  if (documentChange) {
    const { document } = documentChange;
    const asOf = absent.get(document.name);
    absent.delete(document.name);
    if (asOf && nanosecondsOf(document.updateTime) <= nanosecondsOf(asOf))
      document.updateTime = { ...asOf, nanos: asOf.nanos + 1 };
  }
  return push.call(this, response);
};

const nanosecondsOf = ({ seconds, nanos }: Timestamp) =>
  BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
