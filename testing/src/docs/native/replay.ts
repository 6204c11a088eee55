/** Sends operation vectors to Firestore through the JavaScript SDK. */
import {
  collection,
  collectionGroup,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  increment,
  limit,
  orderBy,
  query,
  runTransaction,
  serverTimestamp,
  startAfter,
  where,
  writeBatch,
  type DocumentSnapshot,
  type Firestore,
  type Query,
  type Transaction,
  type WriteBatch,
} from 'firebase/firestore';
import { verdictOf, type Outcome } from '../../rules/verdict.ts';
import type { Documents, Vector, VectorQuery, Write } from './vectors.ts';

/** What the placeholders of a vector stand for. */
export interface Placeholders {
  /** The time that `$now` counts from. */
  now: Date;
  /** The id that the client makes. */
  newId: string;
  /** The document of `$snapshot`. */
  snapshot?: DocumentSnapshot | undefined;
}

const MILLISECONDS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Puts the values in the place of the placeholders. Throws for a placeholder that it does not know. */
export function decode(json: unknown, placeholders: Placeholders): unknown {
  if (typeof json === 'string') return json.replaceAll('{newId}', placeholders.newId);
  if (Array.isArray(json)) return json.map((item) => decode(item, placeholders));
  if (json === null || typeof json !== 'object') return json;
  const [[name, value] = []] = Object.entries(json);
  if (name?.startsWith('$')) return valueOf(name, value, placeholders);
  return Object.fromEntries(
    Object.entries(json).map(([key, item]) => [key, decode(item, placeholders)]),
  );
}

function valueOf(name: string, value: unknown, { now, snapshot }: Placeholders): unknown {
  switch (name) {
    case '$serverTimestamp':
      return serverTimestamp();
    case '$increment':
      return increment(value as number);
    case '$timestamp':
      return new Date(value as string);
    case '$now':
      return new Date(now.getTime() + offsetOf(value as string));
    case '$snapshot':
      return snapshot;
    default:
      throw new Error(`Unknown placeholder: ${name}.`);
  }
}

function offsetOf(text: string): number {
  const [, sign, amount, unit] = /^([+-])(\d+)([smhd])$/.exec(text) ?? [];
  if (!unit) throw new Error(`Invalid $now: ${text}: expected an offset such as +3d or -1h.`);
  return Number(`${sign}${amount}`) * MILLISECONDS[unit as keyof typeof MILLISECONDS];
}

/** Decodes documents for a sandbox to store. */
export function decodeDocuments(documents: Documents, placeholders: Placeholders) {
  return decode(documents, placeholders) as Record<string, object | null>;
}

/** Decodes the writes of a vector. */
export function decodeWrites(writes: readonly Write[], placeholders: Placeholders): Write[] {
  return decode(writes, placeholders) as Write[];
}

/** Sends a vector as the user to whom `firestore` belongs, and returns the outcome and what a read found. */
export async function replay(
  vector: Vector,
  firestore: Firestore,
  placeholders: Placeholders,
): Promise<{ outcome: Outcome | 'stopped'; found: Found }> {
  const result: { isStopped: boolean; found: Found } = { isStopped: false, found: undefined };
  const send = async () => {
    if (vector.writes) result.isStopped = !(await sendWrites(vector, firestore, placeholders));
    else result.found = await read(vector, firestore, placeholders);
  };
  const { outcome } = await verdictOf(send());
  return { outcome: result.isStopped ? 'stopped' : outcome, found: result.found };
}

/** The paths of the documents that a read returned, or the number that a count returned. */
type Found = string[] | number | undefined;

/** Sends the writes all at once, if `onlyIf` holds. Returns whether it did. */
async function sendWrites(
  { writes = [], onlyIf }: Vector,
  firestore: Firestore,
  placeholders: Placeholders,
): Promise<boolean> {
  const send = (target: WriteBatch | Transaction) => {
    for (const write of decodeWrites(writes, placeholders)) add(target, firestore, write);
  };
  if (!onlyIf) {
    const batch = writeBatch(firestore);
    send(batch);
    await batch.commit();
    return true;
  }
  return runTransaction(firestore, async (transaction) => {
    for (const [path, fields] of Object.entries(onlyIf)) {
      const stored = await transaction.get(doc(firestore, path));
      const isAsExpected = Object.entries(fields ?? {}).every(
        ([field, value]) => stored.get(field) === value,
      );
      if (!isAsExpected) return false;
    }
    send(transaction);
    return true;
  });
}

function add(target: WriteBatch | Transaction, firestore: Firestore, write: Write): void {
  // A batch and a transaction have the same methods, but TypeScript does not call a union of overloads.
  const writer = target as WriteBatch;
  if (write.set) writer.set(doc(firestore, write.set), write.fields, { merge: !!write.merge });
  if (write.update) writer.update(doc(firestore, write.update), write.fields as object);
  if (write.delete) writer.delete(doc(firestore, write.delete));
}

async function read(
  { get, query, count }: Vector,
  firestore: Firestore,
  placeholders: Placeholders,
): Promise<Found> {
  if (get) {
    const snapshot = await getDoc(doc(firestore, get));
    return snapshot.exists() ? [get] : [];
  }
  const built = buildQuery(query!, firestore, placeholders);
  if (count !== undefined) return (await getCountFromServer(built)).data().count;
  return (await getDocs(built)).docs.map(({ ref }) => ref.path);
}

/** Makes the query of a vector. */
export function buildQuery(
  vector: VectorQuery,
  firestore: Firestore,
  placeholders: Placeholders,
): Query {
  const { collection: parent, collectionGroup: id, limit: most } = vector;
  return query(
    parent ? collection(firestore, parent) : collectionGroup(firestore, id!),
    ...(vector.orderBy ?? []).map(([field, direction]) => orderBy(field, direction)),
    ...(vector.where ?? []).map(([field, op, value]) =>
      where(field, op, decode(value, placeholders)),
    ),
    ...(vector.startAfter ? [startAfter(placeholders.snapshot!)] : []),
    ...(most ? [limit(most)] : []),
  );
}
