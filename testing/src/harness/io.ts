/** Measures the I/O of a handler, and kills a handler at an I/O. */
import { addCosts, costOf, costOfCounting, NO_COST, type Cost } from './costs.ts';
import {
  answersOf,
  unwatched,
  watched,
  type FirestoreAnswer,
  type FirestoreInternals,
  type FirestoreOperation,
  type Io,
  type Watcher,
} from './ioHooks.ts';

/** The result of a run and its cost. */
export interface Metered<T> {
  result: T;
  cost: Cost;
  /** The number of its I/Os. */
  ioPoints: number;
  /** The names of its I/Os, in the order in which they were sent. */
  trace: string[];
}

/** Where a run is killed. */
export interface CrashPoint {
  /** The number of the I/O. The first one is 1. */
  point: number;
  /** Before the I/O is sent, or after it is done but before the run gets the answer. */
  when: 'before' | 'after';
}

/**
 * Runs a handler and returns what Firestore would bill. A failed operation costs nothing. Each attempt of a transaction
 * pays for its reads. The cost of a nested run does not count for the outer one. Listeners and Cloud Storage are not
 * measured.
 */
export async function meter<T>(run: () => Promise<T>): Promise<Metered<T>> {
  let cost = NO_COST;
  const trace: string[] = [];
  const around: Watcher['around'] = async (io, send) => {
    trace.push(io.name);
    const answers = await send();
    cost = addCosts(
      cost,
      await unwatched(() => costOfIo(io, answers as readonly FirestoreAnswer[])),
    );
    return answers;
  };
  const result = await watched({ around }, run);
  return { result, cost, ioPoints: trace.length, trace };
}

/**
 * Runs a handler and kills it at one of its I/Os, as the end of its instance would. Its parallel branches stop too, it
 * sends nothing more, and it gets no answer to the I/Os that are under way. Resolves when those have ended and the
 * locks of its transactions are free, so you can retry at once. Resolves with 'finished' if the handler does fewer
 * I/Os. Rejects if it fails before.
 *
 * Only I/Os are killed. The handler's memory and timers stay.
 */
export async function runWithCrash(
  run: () => Promise<unknown>,
  at: CrashPoint,
): Promise<'crashed' | 'finished'> {
  const crash = new Crash(at);
  const finished = watched(crash, run).then(
    () => (crash.isOver() ? crash.settled : 'finished'),
    (error: unknown) => {
      if (crash.isOver()) return crash.settled;
      throw error;
    },
  );
  return Promise.race([finished, crash.settled]);
}

class Crash implements Watcher {
  #isOver = false;
  /** Resolves when nothing of the killed run is under way. */
  readonly settled: Promise<'crashed'>;
  #settle!: (result: 'crashed') => void;
  #points = 0;
  readonly #at: CrashPoint;
  readonly #underWay = new Set<Promise<unknown>>();
  /** The transactions that hold locks, by id. */
  readonly #transactions = new Map<string, Transaction>();

  constructor(at: CrashPoint) {
    this.#at = at;
    this.settled = new Promise((resolve) => (this.#settle = resolve));
  }

  /** Returns true iff the run has been killed. */
  isOver(): boolean {
    return this.#isOver;
  }

  async around<T extends readonly unknown[]>(io: Io, send: () => Promise<T>): Promise<T> {
    if (this.isOver()) return never();
    const isPoint = ++this.#points === this.#at.point;
    if (isPoint && this.#at.when === 'before') {
      this.#kill();
      return never();
    }
    const sent = this.#follow(io, send);
    this.#underWay.add(sent);
    try {
      return await sent;
    } finally {
      this.#underWay.delete(sent);
      if (isPoint && this.#at.when === 'after') this.#kill();
      if (this.isOver()) await never();
    }
  }

  /** Sends an I/O and tracks the open transactions. */
  async #follow<T extends readonly unknown[]>(io: Io, send: () => Promise<T>): Promise<T> {
    if (!io.firestore) return send();
    const { client, request } = io.firestore;
    const endedId =
      io.name === 'commit' || io.name === 'rollback' ? request.transaction : undefined;
    // While a commit is under way, only the emulator may end the transaction.
    const ending = endedId && this.#forget(endedId);
    try {
      const answers = await send();
      const opened = (answers as readonly FirestoreAnswer[]).find(
        (answer) => answer.transaction?.length,
      );
      if (opened?.transaction) await this.#remember({ client, request, id: opened.transaction });
      return answers;
    } catch (error) {
      if (ending) await this.#remember(ending);
      throw error;
    }
  }

  async #remember(transaction: Transaction): Promise<void> {
    if (this.isOver()) await rollBack(transaction);
    else this.#transactions.set(keyOf(transaction.id), transaction);
  }

  #forget(id: Uint8Array): Transaction | undefined {
    const transaction = this.#transactions.get(keyOf(id));
    this.#transactions.delete(keyOf(id));
    return transaction;
  }

  #kill(): void {
    this.#isOver = true;
    const rolledBack = [...this.#transactions.values()].map(rollBack);
    void Promise.allSettled([...rolledBack, ...this.#underWay]).then(() => {
      this.#settle('crashed');
    });
  }
}

interface Transaction {
  client: FirestoreInternals;
  request: FirestoreOperation;
  id: Uint8Array;
}

const keyOf = (id: Uint8Array) => Buffer.from(id).toString('base64');

async function rollBack({ client, request, id }: Transaction): Promise<void> {
  const database = /^projects\/[^/]+\/databases\/[^/]+/.exec(
    request.database ?? request.parent!,
  )![0];
  try {
    await unwatched(() => client.request('rollback', { database, transaction: id }, 'crash'));
  } catch {
    // The transaction has already ended.
  }
}

/** A killed run waits for this. */
function never(): Promise<never> {
  return new Promise(() => {});
}

async function costOfIo(
  { name, firestore }: Io,
  answers: readonly FirestoreAnswer[],
): Promise<Cost> {
  if (!firestore) return NO_COST;
  if (name === 'runAggregationQuery') return costOfCounting(await countedBy(firestore, answers));
  return costOf(name, firestore.request, answers);
}

/** Returns the number of documents of an aggregation. Unless it is a count, they are counted again. */
async function countedBy(
  { client, request }: NonNullable<Io['firestore']>,
  answers: readonly FirestoreAnswer[],
): Promise<number> {
  const { structuredQuery, aggregations } = request.structuredAggregationQuery!;
  const count = aggregations.find((aggregation) => aggregation.count);
  const fields = answers.find((answer) => answer.result)?.result?.aggregateFields;
  if (count && fields) return Number(fields[count.alias]!.integerValue);
  const structuredAggregationQuery = {
    structuredQuery,
    aggregations: [{ alias: 'counted', count: {} }],
  };
  const counting = { parent: request.parent, structuredAggregationQuery };
  const answersOfCounting = client.requestStream('runAggregationQuery', false, counting, 'meter');
  return countedBy(
    { client, request: counting as FirestoreOperation },
    await answersOf(answersOfCounting),
  );
}
