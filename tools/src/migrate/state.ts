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
  type DocumentSnapshot,
  type Timestamp,
  type WriteResult,
} from 'firebase-admin/firestore';
import { GRPC, hasStatus } from '../../../functions/src/store/grpcStatus.ts';
import { Failure } from '../failure.ts';
import type { Place } from '../walk.ts';

/** How long a run may be silent before it counts as dead, in milliseconds. A page takes some seconds at the most. */
export const LEASE = 2 * 60 * 1000;

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

/** The right to run a migration. Its methods throw a `Failure` where it was lost. */
export class Lease {
  readonly state: MigrationState;
  readonly #snapshot: DocumentSnapshot;
  #writtenAt: Timestamp;

  private constructor(snapshot: DocumentSnapshot) {
    this.state = snapshot.data() as MigrationState;
    this.#snapshot = snapshot;
    this.#writtenAt = snapshot.updateTime!;
  }

  /** Takes it. Throws a `Failure` where somebody else has it and wrote within `lease` milliseconds. */
  static async take(name: string, lease = LEASE): Promise<Lease> {
    const ref = getFirestore().doc(migrationPath(name));
    const found = await ref.get();
    const { runner } = (found.data() as MigrationState | undefined) ?? { runner: null };
    if (runner !== null) {
      const silent = found.readTime.toMillis() - found.updateTime!.toMillis();
      if (silent < lease) throw isRunning(name, runner, Math.ceil((lease - silent) / 1000));
    }
    const me = `${hostname()}, process ${process.pid}`;
    const begun = {
      startedAt: FieldValue.serverTimestamp(),
      doneAt: null,
      runner: me,
      place: null,
      visited: 0,
      changed: 0,
    };
    try {
      const { writeTime } = found.exists
        ? await ref.update({ runner: me }, { lastUpdateTime: found.updateTime! })
        : await ref.create(begun);
      const taken = await ref.get();
      if (taken.updateTime!.isEqual(writeTime)) return new Lease(taken);
    } catch (error) {
      if (!hasStatus(error, GRPC.ALREADY_EXISTS, GRPC.FAILED_PRECONDITION)) throw error;
    }
    throw isRunning(name, 'another process', Math.ceil(lease / 1000));
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
    const { ref } = this.#snapshot;
    let result: WriteResult;
    try {
      result = await ref.update(data, { lastUpdateTime: this.#writtenAt });
    } catch (error) {
      if (!hasStatus(error, GRPC.FAILED_PRECONDITION, GRPC.NOT_FOUND)) throw error;
      throw new Failure(`Another run has taken ${ref.id} over; this one ends.`);
    }
    this.#writtenAt = result.writeTime;
  }
}

function isRunning(name: string, runner: string, seconds: number): Failure {
  return new Failure(
    `${name} is being run by ${runner}. If that has died, run this again in ${seconds} seconds.`,
  );
}
