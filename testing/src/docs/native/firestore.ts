/**
 * Firestore as the snippets of docs/native.md see it, played by the JavaScript SDK, so that the real rules decide. What
 * the three native SDKs call by other names has one name here: selectors.ts.
 */
import {
  collection,
  collectionGroup,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  limit,
  onSnapshot,
  orderBy,
  query,
  runTransaction,
  serverTimestamp,
  startAfter,
  where,
  writeBatch,
  type CollectionReference,
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  type Query,
  type QueryConstraint,
  type QuerySnapshot,
  type Transaction,
  type WhereFilterOp,
  type WriteBatch,
} from 'firebase/firestore';

/** The server's time, wherever a snippet writes it. */
export const NOW = serverTimestamp();

export type Fields = Record<string, unknown>;
export type Closure = (...args: unknown[]) => Promise<unknown>;

/** What a snippet did to one document, or which one it read in a transaction. */
export interface Action {
  verb: 'get' | 'set' | 'update' | 'delete';
  path: string;
  fields?: Fields;
}

/** Hears what the snippet does, and what went wrong where nobody awaits it. */
export interface Witness {
  deed: (deed: Action) => void;
  failed: (error: unknown) => void;
}

/** Whatever of the SDKs a snippet holds in its hands, and what plays it. */
export class Handle<T = unknown> {
  readonly played: T;
  protected readonly witness: Witness;

  constructor(witness: Witness, played: T) {
    this.witness = witness;
    this.played = played;
  }
}

/** What has to be awaited: Swift's async call, Kotlin's `Task`, Dart's `Future`. */
export class Task extends Handle<Promise<unknown>> {
  constructor(witness: Witness, played: Promise<unknown>) {
    super(witness, played);
    played.catch(() => {}); // Who awaits it hears of it.
  }
}

export class Document extends Handle<DocumentReference> {
  get id() {
    return this.played.id;
  }

  get() {
    const { witness } = this;
    return new Task(
      witness,
      getDoc(this.played).then((snapshot) => new Snapshot(witness, snapshot)),
    );
  }

  set(fields: Fields) {
    return this.inBatch((batch) => {
      batch.set(this, fields);
    });
  }

  update(fields: Fields) {
    return this.inBatch((batch) => {
      batch.update(this, fields);
    });
  }

  delete() {
    return this.inBatch((batch) => {
      batch.delete(this);
    });
  }

  private inBatch(write: (batch: Batch) => void) {
    const batch = new Batch(this.witness, writeBatch(this.played.firestore));
    write(batch);
    return batch.commit();
  }
}

/** The writes that a batch and a transaction have alike. */
interface Writing {
  set: (ref: DocumentReference, fields: Fields) => unknown;
  update: (ref: DocumentReference, fields: Fields) => unknown;
  delete: (ref: DocumentReference) => unknown;
}

class Writer<T extends Writing> extends Handle<T> {
  set(document: Document, fields: Fields) {
    this.witness.deed({ verb: 'set', path: document.played.path, fields });
    this.played.set(document.played, fields);
  }

  update(document: Document, fields: Fields) {
    this.witness.deed({ verb: 'update', path: document.played.path, fields });
    this.played.update(document.played, fields);
  }

  delete(document: Document) {
    this.witness.deed({ verb: 'delete', path: document.played.path });
    this.played.delete(document.played);
  }

  /** Swift names the document last. */
  setFor(fields: Fields, document: Document) {
    this.set(document, fields);
  }

  updateFor(fields: Fields, document: Document) {
    this.update(document, fields);
  }
}

class Batch extends Writer<WriteBatch> {
  commit() {
    return new Task(this.witness, this.played.commit());
  }
}

class TransactionHandle extends Writer<Transaction> {
  async fetch(document: Document) {
    this.witness.deed({ verb: 'get', path: document.played.path });
    return new Snapshot(this.witness, await this.played.get(document.played));
  }

  read(document: Document) {
    return new Task(this.witness, this.fetch(document));
  }
}

class Snapshot extends Handle<DocumentSnapshot> {
  get reference() {
    return new Document(this.witness, this.played.ref);
  }

  field(name: string): unknown {
    return this.played.get(name) ?? null;
  }

  data(): unknown {
    return this.played.data() ?? null;
  }
}

class Snapshots extends Handle<QuerySnapshot> {
  get documents() {
    return this.played.docs.map((document) => new Snapshot(this.witness, document));
  }
}

class Count extends Handle<Query> {
  get() {
    const outcome = getCountFromServer(this.played).then((snapshot) => snapshot.data());
    return new Task(this.witness, outcome);
  }

  /** Kotlin asks by the name of a transaction's `get`, from the server alone. */
  fetch() {
    return this.get();
  }
}

export class QueryHandle<T extends Query = Query> extends Handle<T> {
  private with(...constraints: QueryConstraint[]): QueryHandle {
    return new QueryHandle(this.witness, query(this.played, ...constraints));
  }

  private where(field: string, op: WhereFilterOp, value: unknown) {
    return this.with(where(field, op, value));
  }

  whereEqual(field: string, value: unknown) {
    return this.where(field, '==', value);
  }

  whereNull(field: string, isNull: boolean) {
    return this.where(field, isNull ? '==' : '!=', null);
  }

  whereGreater(field: string, value: unknown) {
    return this.where(field, '>', value);
  }

  whereAtLeast(field: string, value: unknown) {
    return this.where(field, '>=', value);
  }

  whereAtMost(field: string, value: unknown) {
    return this.where(field, '<=', value);
  }

  order(field: string, isDescending = false) {
    return this.with(orderBy(field, isDescending ? 'desc' : 'asc'));
  }

  limit(count: number) {
    return this.with(limit(count));
  }

  startAfter(snapshot: DocumentSnapshot) {
    return this.with(startAfter(snapshot));
  }

  get() {
    const { witness } = this;
    return new Task(
      witness,
      getDocs(this.played).then((found) => new Snapshots(witness, found)),
    );
  }

  get count() {
    return new Count(this.witness, this.played);
  }

  counted() {
    return this.count;
  }

  listen(next: Closure, fail: Closure = (error) => next(null, error)) {
    const { witness } = this;
    const stop = onSnapshot(
      this.played,
      (found) => {
        next(new Snapshots(witness, found), null).catch(witness.failed);
      },
      (error) => {
        fail(error).catch(witness.failed);
      },
    );
    return new Listening(witness, stop);
  }

  /** Dart's stream. */
  stream() {
    return this;
  }
}

export class Listening extends Handle<() => void> {}

class Collection extends QueryHandle<CollectionReference> {
  newDocument() {
    return new Document(this.witness, doc(this.played));
  }
}

export class Database extends Handle<Firestore> {
  document(path: string) {
    return new Document(this.witness, doc(this.played, path));
  }

  collection(path: string) {
    return new Collection(this.witness, collection(this.played, path));
  }

  collectionGroup(id: string) {
    return new QueryHandle(this.witness, collectionGroup(this.played, id));
  }

  batch() {
    return new Batch(this.witness, writeBatch(this.played));
  }

  runTransaction(block: Closure) {
    const { witness } = this;
    const outcome = runTransaction(this.played, async (transaction) => {
      const errorPointer: { pointee: unknown } = { pointee: null };
      const result = await block(new TransactionHandle(witness, transaction), errorPointer);
      if (errorPointer.pointee) throw errorPointer.pointee as Error;
      return result;
    });
    return new Task(witness, outcome);
  }
}

export class FieldValues extends Handle {
  serverTimestamp() {
    return NOW;
  }
}
