/** Meters what a handler does outside of itself, and kills it in the middle of that. */
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

/** What a run gave back and what it took. */
export interface Metered<T> {
  result: T;
  cost: Cost;
  /** How many I/Os it did. */
  ioPoints: number;
  /** Their names, in the order in which they were sent. */
  trace: string[];
}

/** Where a run is killed: at its n-th I/O, the first being 1. */
export interface CrashPoint {
  point: number;
  /** Before it is sent, or after it was done but before the run learns of it. */
  when: 'before' | 'after';
}

/**
 * Runs a handler and tells what Firestore would bill. An operation that fails costs nothing; each attempt of a
 * transaction pays for its reads. A run inside another is metered by itself alone. Listeners and Cloud Storage are not
 * seen.
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
 * Runs a handler and kills it at one of its I/Os, as its instance's end would: whatever it began side by side stops as
 * well, nothing of it is sent any more, and it learns of nothing that was under way. Resolves when that has come to its
 * end and the locks of its transactions are free, so that a retry may follow at once. Resolves with 'finished' if it
 * did fewer I/Os, and rejects if it fails before.
 *
 * What it keeps in memory stays, and so do its timers: a kill is one of I/Os.
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
  /** Resolves when nothing of a killed run is left. */
  readonly settled: Promise<'crashed'>;
  #settle!: (how: 'crashed') => void;
  #points = 0;
  readonly #at: CrashPoint;
  readonly #underWay = new Set<Promise<unknown>>();
  /** Those that hold locks, by the bytes of their ids. */
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

  /** Sends an I/O and keeps in mind which transactions are open. */
  async #follow<T extends readonly unknown[]>(io: Io, send: () => Promise<T>): Promise<T> {
    if (!io.firestore) return send();
    const { client, request } = io.firestore;
    const ends = io.name === 'commit' || io.name === 'rollback' ? request.transaction : undefined;
    // While its commit is under way nobody else may end it: whether it is done is the emulator's to decide.
    const ending = ends && this.#forget(ends);
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
    // It is over already.
  }
}

/** What a killed run waits for. */
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

/** How many documents an aggregation went through: it says so if it counts, else the same is counted once more. */
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
  const again = { parent: request.parent, structuredAggregationQuery };
  const counting = client.requestStream('runAggregationQuery', false, again, 'meter');
  return countedBy({ client, request: again as FirestoreOperation }, await answersOf(counting));
}
