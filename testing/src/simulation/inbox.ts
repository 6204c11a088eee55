/**
 * What is under way to the functions of a seed: events and tasks, delivered with the faults that the platform may have. In
 * any order, late, twice, eight at once, killed at any I/O and tried again.
 */
import { deliver } from '../harness/capturedEvents.ts';
import { runWithCrash } from '../harness/io.ts';
import { runTask } from '../harness/runTask.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Environment } from './environment.ts';

/** What happened to deliveries. */
export interface Counts {
  events: number;
  tasks: number;
  deliveries: number;
  crashes: number;
  failures: number;
}

export const noCounts = (): Counts => ({
  events: 0,
  tasks: 0,
  deliveries: 0,
  crashes: 0,
  failures: 0,
});

/** Something to be delivered. */
interface Parcel {
  name: string;
  chance: Chance;
  /** The run is the number of those before. */
  handOver: (run: number) => Promise<unknown>;
  runs: number;
  failures: number;
  /** Kept until the end of the scenario. */
  isHeld: boolean;
}

/** How often an event or a task may fail by itself, at once or in a row. */
const PATIENCE = 12;
/** The last I/O at which a handler is killed; most do fewer. */
const LAST_POINT = 7;
/**
 * How often all that waits may be delivered until nothing waits any more: 28 is the most that a hundred seeds took. It is no time,
 * since a machine may be busy.
 */
const MOST_ROUNDS = 200;

export class Inbox {
  readonly counts = noCounts();
  /** What failed more often than it may. */
  readonly hopeless: string[] = [];
  readonly #stage: Environment;
  readonly #seed: number;
  readonly #chance: Chance;
  /** For what depends on the clock, so that the rest of the seed does not. */
  readonly #clock: Chance;
  #events: Parcel[] = [];
  #tasks: Parcel[] = [];
  readonly #delivered: Parcel[] = [];

  constructor(stage: Environment, seed: number) {
    this.#stage = stage;
    this.#seed = seed;
    this.#chance = chanceOf(seed, 'faults');
    this.#clock = chanceOf(seed, 'clock');
  }

  /** Adds an event that is not Firestore's. */
  add(name: string, handOver: () => Promise<unknown>): void {
    this.counts.events += 1;
    const isHeld = this.#chance.oneIn(8);
    this.#events.push({ name, handOver, chance: this.#chance, runs: 0, failures: 0, isHeld });
  }

  /** Delivers some of what waits. */
  async deliverSome(): Promise<void> {
    await this.#collect();
    for (const chance of [this.#chance, this.#clock]) {
      const some = [...this.#events, ...this.#tasks].filter(
        (parcel) => parcel.chance === chance && !parcel.isHeld && !chance.oneIn(3),
      );
      for (const parcel of chance.shuffled(some)) await this.#deliver(parcel);
    }
  }

  /** Delivers everything, and what comes of it, until nothing waits any more. Throws if that does not come. */
  async drain(): Promise<void> {
    for (let round = 1; ; round++) {
      await this.#collect();
      const now = [...this.#events, ...this.#tasks];
      if (now.length === 0) {
        const [next] = this.#stage.tasksOf(this.#seed);
        if (!next) return;
        const pause = next.scheduledAt.getTime() - Date.now();
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      }
      for (const parcel of this.#chance.shuffled(now)) await this.#deliver(parcel);
      if (round === MOST_ROUNDS) throw new Error('it does not come to rest');
    }
  }

  /** Has a part of all that was ever delivered delivered once more, later. */
  repeatSome(): void {
    for (const parcel of this.#delivered.splice(0)) {
      if (this.#chance.oneIn(3)) this.#events.push({ ...parcel, isHeld: false });
    }
  }

  async #collect(): Promise<void> {
    await this.#stage.refresh();
    const { functions } = this.#stage;
    const arrived = this.#stage.of(this.#seed).arrived.splice(0);
    // What is written at the same time comes in any order.
    for (const event of arrived.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      this.add(`${event.functionName} ${event.path}`, () => deliver(functions, event));
    }
    for (const task of this.#stage.tasksOf(this.#seed)) {
      if (task.scheduledAt.getTime() > Date.now()) continue;
      this.#stage.take(task);
      const chance = ['recountDocument', 'deleteAccountData'].includes(task.queue)
        ? this.#clock
        : this.#chance;
      this.counts.tasks += 1;
      this.#tasks.push({
        name: `${task.queue} ${JSON.stringify(task.body)}`,
        handOver: (run) => this.#stage.asTask(task, run, () => runTask(functions, task)),
        chance,
        runs: 0,
        failures: 0,
        isHeld: chance.oneIn(12),
      });
    }
  }

  /** Delivers one, with a fault or without. What was killed or failed waits again. */
  async #deliver(parcel: Parcel): Promise<void> {
    const isDone = await this.#handOver(parcel);
    const waiting = (one: Parcel) => one !== parcel;
    if (!isDone) return;
    this.#events = this.#events.filter(waiting);
    this.#tasks = this.#tasks.filter(waiting);
    this.#delivered.push(parcel);
  }

  async #handOver(parcel: Parcel): Promise<boolean> {
    const once = () => {
      this.counts.deliveries += 1;
      return parcel.handOver(parcel.runs++);
    };
    const fault = parcel.chance.below(100);
    try {
      if (fault < 30) {
        const point = 1 + parcel.chance.below(LAST_POINT);
        const when = parcel.chance.pick(['before', 'after'] as const);
        if ((await runWithCrash(once, { point, when })) === 'finished') return true;
        this.counts.crashes += 1;
        return false;
      }
      if (fault < 37) await allOf(Array.from({ length: 8 }, once));
      else await once();
      if (fault > 80) await once();
      return true;
    } catch (error) {
      this.counts.failures += 1;
      if (++parcel.failures < PATIENCE) return false;
      this.hopeless.push(`${parcel.name} fails: ${String(error)}`);
      return true;
    }
  }
}

/** Waits for all to end, then fails if one of them did. */
async function allOf(runs: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(runs)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
