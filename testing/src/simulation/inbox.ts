/**
 * The events and tasks of a seed, delivered with the faults that the platform allows: in any order, late, twice, eight
 * at once, and killed at any I/O and tried again.
 */
import { waitUntil } from '../harness/clock.ts';
import { runWithCrash } from '../harness/io.ts';
import type { Delivery, Environment } from './environment.ts';
import { randomOf, type Random } from './random.ts';

export interface DeliveryCounts {
  events: number;
  tasks: number;
  deliveries: number;
  crashes: number;
  failures: number;
}

export const noCounts = (): DeliveryCounts => ({
  events: 0,
  tasks: 0,
  deliveries: 0,
  crashes: 0,
  failures: 0,
});

interface PendingDelivery extends Delivery {
  random: Random;
  failures: number;
  /** Delivered only after all actions of the seed. */
  isHeld: boolean;
}

/** How often the delivery of an event or a task may fail without a crash. */
const MAX_FAILURES = 12;
/** The last I/O at which a handler is killed. Most handlers do fewer. */
const LAST_CRASH_POINT = 7;
/**
 * How many rounds of deliveries a seed may need until nothing is pending. A hundred seeds needed at most 28. It is not
 * a time, because the machine may be busy.
 */
const MAX_ROUNDS = 200;

/** Tasks whose number depends on the time. */
const TIMED_QUEUES = ['recountDocument', 'notifyEventChange', 'deleteAccountData'];

export class Inbox {
  readonly counts = noCounts();
  /** The deliveries that failed too often, a sentence each. */
  readonly failed: string[] = [];
  readonly #environment: Environment;
  readonly #seed: number;
  readonly #random: Random;
  /** Decides about deliveries that depend on the time, so that all other decisions of the seed do not. */
  readonly #timedRandom: Random;
  #pending: PendingDelivery[] = [];
  readonly #delivered: PendingDelivery[] = [];

  constructor(environment: Environment, seed: number) {
    this.#environment = environment;
    this.#seed = seed;
    this.#random = randomOf(seed, 'faults');
    this.#timedRandom = randomOf(seed, 'clock');
  }

  /** Adds an event. */
  addEvent(event: Delivery): void {
    this.counts.events += 1;
    this.#add(event, this.#random, 8);
  }

  /** Delivers some of the pending events and tasks. */
  async deliverSome(): Promise<void> {
    await this.#collect();
    for (const random of [this.#random, this.#timedRandom]) {
      const some = this.#pending.filter(
        (delivery) => delivery.random === random && !delivery.isHeld && !random.oneIn(3),
      );
      for (const delivery of random.shuffled(some)) await this.#deliver(delivery);
    }
  }

  /** Delivers everything until nothing is pending. Throws an error if that takes too many rounds. */
  async deliverAll(): Promise<void> {
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      await this.#collect();
      if (this.#pending.length === 0) {
        const next = this.#environment.nextTaskAt(this.#seed);
        if (!next) return;
        // Nothing of the seed runs now, so nobody notices that no time passes.
        waitUntil(next);
      }
      for (const delivery of this.#random.shuffled(this.#pending)) await this.#deliver(delivery);
    }
    throw new Error(`the seed still has deliveries after ${MAX_ROUNDS} rounds`);
  }

  /** Adds some of the earlier deliveries once more. */
  repeatSome(): void {
    for (const delivery of this.#delivered.splice(0)) {
      if (this.#random.oneIn(3)) this.#pending.push({ ...delivery, isHeld: false });
    }
  }

  #add(delivery: Delivery, random: Random, oneHeldIn: number): void {
    this.#pending.push({ ...delivery, random, failures: 0, isHeld: random.oneIn(oneHeldIn) });
  }

  async #collect(): Promise<void> {
    const events = await this.#environment.takeEvents(this.#seed);
    // The order of simultaneous writes is arbitrary; sorted, it is reproducible.
    for (const event of events.sort((a, b) => (a.about < b.about ? -1 : 1))) this.addEvent(event);
    for (const task of this.#environment.takeDueTasks(this.#seed)) {
      this.counts.tasks += 1;
      this.#add(task, TIMED_QUEUES.includes(task.to) ? this.#timedRandom : this.#random, 12);
    }
  }

  /** Delivers an event or a task, with a fault or without. If it is killed or fails, it stays pending. */
  async #deliver(delivery: PendingDelivery): Promise<void> {
    if (!(await this.#attempt(delivery))) return;
    this.#pending = this.#pending.filter((other) => other !== delivery);
    this.#delivered.push(delivery);
  }

  async #attempt(delivery: PendingDelivery): Promise<boolean> {
    const { random } = delivery;
    const once = () => {
      this.counts.deliveries += 1;
      return delivery.deliver();
    };
    const fault = random.below(100);
    try {
      if (fault < 30) {
        const point = 1 + random.below(LAST_CRASH_POINT);
        const when = random.pick(['before', 'after'] as const);
        if ((await runWithCrash(once, { point, when })) === 'finished') return true;
        this.counts.crashes += 1;
        return false;
      }
      if (fault < 37) await all(Array.from({ length: 8 }, once));
      else await once();
      if (fault > 80) await once();
      return true;
    } catch (error) {
      this.counts.failures += 1;
      if (++delivery.failures < MAX_FAILURES) return false;
      this.failed.push(`${delivery.to} of ${delivery.about} fails: ${String(error)}`);
      return true;
    }
  }
}

/** Waits until all have ended. Rejects if one of them failed. */
async function all(runs: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(runs)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
