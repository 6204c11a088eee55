/**
 * What is known of a migration, in `migrations/{name}`, where no client gets: whether it is done, how far it has come, and
 * who runs it. Who runs it holds a lease: each write renews it, and carries the precondition that nobody else has written,
 * so that whoever lost it hears of that at once. All times are the server's; clocks of two machines may differ.
 */
import { hostname } from 'node:os';
import { migrationPath } from '@firegroups/model';
import {
  FieldValue,
  getFirestore,
  type DocumentReference,
  type Timestamp,
  type WriteResult,
} from 'firebase-admin/firestore';
import { GRPC, hasStatus } from '../../../functions/src/firestore/grpcStatus.ts';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import type { Place } from '../walk.ts';

/** How long a run may be silent before it counts as dead, in milliseconds. A page takes some seconds at the most. */
const LEASE = 2 * 60 * 1000;

export interface MigrationState {
  startedAt: Timestamp;
  doneAt: Timestamp | null;
  /** Who runs it, in words; null where nobody does. */
  runner: string | null;
  place: Place | null;
  /** How many documents were visited and how many of them needed a change, in all runs. */
  visited: number;
  changed: number;
}

type Change = Partial<Pick<MigrationState, 'place' | 'visited' | 'changed'>>;

/** A migration's state; none where it was never begun. */
export async function stateOf(name: string): Promise<MigrationState | undefined> {
  return (await getFirestore().doc(migrationPath(name)).get()).data() as MigrationState | undefined;
}

const BEGINNING: Omit<MigrationState, 'startedAt' | 'runner'> = {
  doneAt: null,
  place: null,
  visited: 0,
  changed: 0,
};

/** The right to run a migration. Its methods throw a `CliError` where it was lost. */
export class Lease {
  /** How far it had come when it was taken. */
  readonly state: typeof BEGINNING;
  readonly #ref: DocumentReference;
  #writtenAt: Timestamp;

  private constructor(ref: DocumentReference, state: typeof BEGINNING, { writeTime }: WriteResult) {
    this.state = state;
    this.#ref = ref;
    this.#writtenAt = writeTime;
  }

  /** Takes it. Throws a `CliError` where somebody else has it and wrote within `lease` milliseconds. */
  static async take(name: string, lease = LEASE): Promise<Lease> {
    const ref = getFirestore().doc(migrationPath(name));
    const found = await ref.get();
    const stored = found.data() as MigrationState | undefined;
    if (stored && stored.runner !== null) {
      const silent = found.readTime.toMillis() - found.updateTime!.toMillis();
      if (silent < lease) throw isRunning(name, stored.runner, lease - silent);
    }
    const runner = `${hostname()}, process ${process.pid}`;
    const startedAt = FieldValue.serverTimestamp();
    try {
      const written = stored
        ? await ref.update({ runner }, { lastUpdateTime: found.updateTime! })
        : await ref.create({ ...BEGINNING, startedAt, runner });
      return new Lease(ref, stored ?? BEGINNING, written);
    } catch (error) {
      if (!hasStatus(error, GRPC.ALREADY_EXISTS, GRPC.FAILED_PRECONDITION)) throw error;
      throw isRunning(name, 'somebody who was faster', lease);
    }
  }

  /** Takes down how far it has come, and renews the lease. */
  async keep(change: Change): Promise<void> {
    await this.#write({ ...change, renewedAt: FieldValue.serverTimestamp() });
  }

  /** Lets others go on with it. */
  async release(): Promise<void> {
    await this.#write({ runner: null });
  }

  async markDone(): Promise<void> {
    await this.#write({ runner: null, place: null, doneAt: FieldValue.serverTimestamp() });
  }

  async #write(data: Record<string, unknown>): Promise<void> {
    let result: WriteResult;
    try {
      result = await this.#ref.update(data, { lastUpdateTime: this.#writtenAt });
    } catch (error) {
      if (!hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) throw error;
      throw new CliError(`Another run has taken ${this.#ref.id} over; this one ends.`);
    }
    this.#writtenAt = result.writeTime;
  }
}

function isRunning(name: string, runner: string, millisecondsLeft: number): CliError {
  const seconds = Math.ceil(millisecondsLeft / 1000);
  return new CliError(
    `${name} is being run by ${runner}. If that has died, run this again in ${seconds} seconds.`,
  );
}
