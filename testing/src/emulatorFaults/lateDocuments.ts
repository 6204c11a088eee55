/**
 * A fault of the Firestore emulator, where it opens a listener to a document at the moment of the commit that creates it: it
 * says that there is no such document as of a time after that commit, and then tells of it. What is older than what the SDK
 * has is outdated to it, for good. In the tests such a document comes with the first time that is not. Only the stream has
 * all that it takes to see this, so this reaches into grpc-js.
 */
import { ClientDuplexStreamImpl } from '@grpc/grpc-js/build/src/call.js';

/** As Firestore's protocol has it: `seconds` are a 64-bit number. */
interface Timestamp {
  seconds: string;
  nanos: number;
}

/** What the SDK's decoder makes of a message of a listener. */
interface ListenResponse {
  targetChange?: { targetIds: number[]; readTime?: Timestamp | null };
  documentDelete?: { document: string };
  documentChange?: { document: { name: string; updateTime: Timestamp } };
}

/** By stream and name, the documents that are not there, and as of when the SDK takes that to be. */
const absences = new WeakMap<object, Map<string, Timestamp | undefined>>();

const push = Reflect.get(ClientDuplexStreamImpl.prototype, 'push');
ClientDuplexStreamImpl.prototype.push = function (response: ListenResponse | null) {
  const absent = absences.get(this) ?? new Map<string, Timestamp | undefined>();
  absences.set(this, absent);
  const { targetChange, documentDelete, documentChange } = response ?? {};
  if (documentDelete) absent.set(documentDelete.document, undefined);
  // Of all targets: what was told up to here is complete.
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
