/** Simulates a seed: its users act, its events come with faults, it settles, and the invariants are checked. */
import { accountDeletionPath, userPath } from '@firegroups/model';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import { doc, serverTimestamp, setDoc } from 'firebase/firestore';
import { registerDevice, send } from '../fixtures/clientWrites.ts';
import { sendCounted } from '../fixtures/counts.ts';
import { newClock, withClock } from '../harness/clock.ts';
import { ACTIONS } from './actions/index.ts';
import type { Action } from './actions/action.ts';
import { accountDeleted } from './accountDeleted.ts';
import { openClients, type Clients } from './clients.ts';
import { prefixOf, type Environment } from './environment.ts';
import { Inbox, type DeliveryCounts } from './inbox.ts';
import { checkInvariants } from './invariants/index.ts';
import { randomOf, type Random } from './random.ts';
import { stateOf, usersOf } from './state.ts';
import { docAt } from '../../../functions/src/firestore/store.ts';
import { stored } from '../prefix/stored.ts';

/** The number of first actions that only change memberships, so that there are members for the other actions. */
const MEMBERSHIP_ACTIONS = 8;

export interface SimulationResult {
  seed: number;
  /** What the users did, a sentence each. */
  actions: string[];
  /** The broken invariants, a sentence each. */
  broken: string[];
  counts: DeliveryCounts;
}

/** Simulates a seed. Other seeds may run at the same time. */
export async function simulate(environment: Environment, seed: number): Promise<SimulationResult> {
  const clients = await openClients(environment);
  const simulation = new Simulation(environment, seed, clients);
  try {
    await withClock(newClock(), () => simulation.run());
  } catch (error) {
    simulation.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await clients.close();
    await simulation.cleanUp();
  }
  const { actions, broken, inbox } = simulation;
  return { seed, actions, broken, counts: inbox.counts };
}

class Simulation {
  readonly actions: string[] = [];
  readonly broken: string[] = [];
  readonly inbox: Inbox;
  readonly #environment: Environment;
  readonly #seed: number;
  readonly #clients: Clients;
  readonly #deletedAccounts = new Set<string>();
  /** The accounts that were deleted and created again, and the moments when the new profile was there. */
  readonly #returnedAccounts = new Map<string, number>();
  #ids = 0;

  constructor(environment: Environment, seed: number, clients: Clients) {
    this.#environment = environment;
    this.#seed = seed;
    this.#clients = clients;
    this.inbox = new Inbox(environment, seed);
  }

  async run(): Promise<void> {
    await this.#createUsers();
    const steps = 30 + randomOf(this.#seed, 'length').below(16);
    for (let i = 0; i < steps; i++) {
      await this.#act(randomOf(this.#seed, `step ${i}`), i);
      await this.inbox.deliverSome();
    }
    await this.inbox.deliverAll();
    this.inbox.repeatSome();
    await this.#sweep();
    await this.inbox.deliverAll();
    const { history, pushes, messagePushes } = this.#environment.recordOf(this.#seed);
    this.broken.push(
      ...this.inbox.failed,
      ...checkInvariants({
        seed: this.#seed,
        history,
        pushes,
        messagePushes,
        deletedAccounts: this.#deletedAccounts,
        returnedAccounts: this.#returnedAccounts,
      }),
    );
  }

  /** Deletes what the sweeps of other seeds would find for hours. */
  async cleanUp(): Promise<void> {
    const batch = getFirestore().batch();
    for (const uid of usersOf(this.#seed)) batch.delete(docAt(accountDeletionPath(uid)));
    await batch.commit();
  }

  async #createUsers(): Promise<void> {
    for (const [i, uid] of usersOf(this.#seed).entries()) {
      await this.#createProfile(uid, `Nº ${i}`);
      if (i % 2 > 0) continue;
      await send(this.#clients.as(uid), [registerDevice(uid, `${uid} phone`)]);
    }
  }

  async #act(random: Random, step: number): Promise<void> {
    await this.#environment.refresh();
    if (step >= MEMBERSHIP_ACTIONS && random.oneIn(40)) {
      this.#deleteAccount(random);
      return;
    }
    if (random.oneIn(20) && (await this.#createAccountAgain(random))) return;
    const action = this.#pickAction(random, step < MEMBERSHIP_ACTIONS);
    this.actions.push(`${action.actor} ${action.what}`);
    if (action.cooldown) await this.#endCooldown(action.cooldown);
    await sendCounted(this.#clients.as(action.actor), action.actor, action.writes);
  }

  /** Lets the ten minutes of a cooldown pass. The rules go by the emulator's clock, which cannot be set. */
  async #endCooldown(path: string): Promise<void> {
    if (!this.#environment.recordOf(this.#seed).history.get(path)) return;
    await docAt(path).update({
      invitesUntil: new Timestamp(0, 0),
      requestsUntil: new Timestamp(0, 0),
    });
  }

  #pickAction(random: Random, onlyMemberships: boolean): Action {
    const state = stateOf(this.#environment.recordOf(this.#seed).history, this.#seed);
    const newId = () => `${prefixOf(this.#seed)}x${this.#ids++}`;
    const kinds = onlyMemberships ? ACTIONS.slice(0, 1) : ACTIONS;
    for (;;) {
      let left = random.below(kinds.reduce((sum, [weight]) => sum + weight, 0));
      const [, actionsOf] = kinds.find(([weight]) => (left -= weight) < 0)!;
      // The token of a deleted account is valid for an hour. Its user seldom acts.
      const likely = actionsOf(state, random, newId).filter(
        ({ actor }) => !this.#deletedAccounts.has(actor) || random.oneIn(4),
      );
      if (likely.length > 0) return random.pick(likely);
    }
  }

  #deleteAccount(random: Random): void {
    const left = usersOf(this.#seed).filter((uid) => !this.#deletedAccounts.has(uid));
    if (left.length < 3) return;
    const uid = random.pick(left);
    this.#deletedAccounts.add(uid);
    this.#returnedAccounts.delete(uid);
    this.#environment.missingAccounts.add(uid);
    this.actions.push(`the account of ${uid} is deleted`);
    const { functions } = this.#environment;
    const deliver = accountDeleted(functions, uid);
    this.inbox.addEvent({ to: 'onUserDeleted', about: uid, deliver });
  }

  /** Creates a deleted account again, with a profile. Returns false if there is none whose profile is deleted. */
  async #createAccountAgain(random: Random): Promise<boolean> {
    const { history } = this.#environment.recordOf(this.#seed);
    const gone = [...this.#deletedAccounts].filter((uid) => !history.get(userPath(uid)));
    if (gone.length === 0) return false;
    const uid = random.pick(gone);
    this.actions.push(`the account of ${uid} is created again`);
    this.#environment.missingAccounts.delete(uid);
    this.#deletedAccounts.delete(uid);
    await this.#createProfile(uid, 'Back again');
    await this.#environment.refresh();
    this.#returnedAccounts.set(uid, history.now());
    return true;
  }

  async #createProfile(uid: string, displayName: string): Promise<void> {
    const now = { createdAt: serverTimestamp(), updatedAt: serverTimestamp() };
    await setDoc(doc(this.#clients.as(uid), stored(userPath(uid))), { displayName, ...now });
  }

  async #sweep(): Promise<void> {
    const { sweepDeletions } = this.#environment.functions as {
      sweepDeletions: { run: (event: object) => Promise<void> };
    };
    await sweepDeletions.run({ scheduleTime: new Date().toISOString() });
  }
}
