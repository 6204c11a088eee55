/**
 * The state of a migration, in `migrations/{name}`, which no client can access: whether it is done, how far it got, and which
 * run holds the lease. Each write renews the lease under the precondition that no other run has written, so a run that lost
 * the lease fails at its next write. All times are the server's, because the clocks of two machines may differ.
 */
import { hostname } from 'node:os';
import { migrationPath } from '@firegroups/model';
import {
  FieldValue,
  type DocumentReference,
  type Timestamp,
  type WriteResult,
} from 'firebase-admin/firestore';
import { GRPC, hasStatus } from '../../../functions/src/firestore/grpcStatus.ts';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import type { Cursor } from '../walkCollections.ts';
import { docAt } from '../../../functions/src/firestore/store.ts';

/** How long a run may write nothing before it counts as dead, in milliseconds. A page takes a few seconds at most. */
const LEASE = 2 * 60 * 1000;

export interface MigrationState {
  startedAt: Timestamp;
  doneAt: Timestamp | null;
  /** The host and process of the run that holds the lease; null if none does. */
  runner: string | null;
  cursor: Cursor | null;
  /** How many documents all runs together visited, and how many of them needed the change. */
  visited: number;
  changed: number;
}

type MigrationProgress = Pick<MigrationState, 'cursor' | 'visited' | 'changed'>;

/** Returns the state of a migration; undefined if it was never started. */
export async function stateOf(name: string): Promise<MigrationState | undefined> {
  return (await docAt(migrationPath(name)).get()).data() as MigrationState | undefined;
}

const INITIAL_STATE: Omit<MigrationState, 'startedAt' | 'runner'> = {
  doneAt: null,
  cursor: null,
  visited: 0,
  changed: 0,
};

/** The right to run a migration. Its methods throw a `CliError` if another run has taken the lease over. */
export class Lease {
  /** The state of the migration when the lease was acquired. */
  readonly state: typeof INITIAL_STATE;
  readonly #ref: DocumentReference;
  #writtenAt: Timestamp;

  private constructor(
    ref: DocumentReference,
    state: typeof INITIAL_STATE,
    { writeTime }: WriteResult,
  ) {
    this.state = state;
    this.#ref = ref;
    this.#writtenAt = writeTime;
  }

  /** Acquires the lease. Throws a `CliError` if another run holds it and wrote within the last `lease` milliseconds. */
  static async acquire(name: string, lease = LEASE): Promise<Lease> {
    const ref = docAt(migrationPath(name));
    const found = await ref.get();
    const stored = found.data() as MigrationState | undefined;
    if (stored && stored.runner !== null) {
      const sinceWrite = found.readTime.toMillis() - found.updateTime!.toMillis();
      if (sinceWrite < lease) throw isRunning(name, stored.runner, lease - sinceWrite);
    }
    const runner = `${hostname()}, process ${process.pid}`;
    const startedAt = FieldValue.serverTimestamp();
    try {
      const written = stored
        ? await ref.update({ runner }, { lastUpdateTime: found.updateTime! })
        : await ref.create({ ...INITIAL_STATE, startedAt, runner });
      return new Lease(ref, stored ?? INITIAL_STATE, written);
    } catch (error) {
      if (!hasStatus(error, GRPC.ALREADY_EXISTS, GRPC.FAILED_PRECONDITION)) throw error;
      throw isRunning(name, 'a run that started at the same time', lease);
    }
  }

  /** Saves how far the migration got, and renews the lease. */
  async saveProgress(progress: MigrationProgress): Promise<void> {
    await this.#write({ ...progress, renewedAt: FieldValue.serverTimestamp() });
  }

  /** Lets another run continue at once. */
  async release(): Promise<void> {
    await this.#write({ runner: null });
  }

  async markDone(): Promise<void> {
    await this.#write({ runner: null, cursor: null, doneAt: FieldValue.serverTimestamp() });
  }

  async #write(data: Record<string, unknown>): Promise<void> {
    let result: WriteResult;
    try {
      result = await this.#ref.update(data, { lastUpdateTime: this.#writtenAt });
    } catch (error) {
      if (!hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) throw error;
      throw new CliError(`Another run has taken over ${this.#ref.id}. This run ends.`);
    }
    this.#writtenAt = result.writeTime;
  }
}

function isRunning(name: string, runner: string, millisecondsLeft: number): CliError {
  const seconds = Math.ceil(millisecondsLeft / 1000);
  return new CliError(
    `${name} is already being run by ${runner}. If that process is dead, try again in ${seconds} seconds.`,
  );
}
