/** Plays a seed: its people act, its events come with faults, it comes to rest, and what is left is judged. */
import { userPath } from '@firegroups/model';
import { getFirestore } from 'firebase-admin/firestore';
import { doc, serverTimestamp, setDoc } from 'firebase/firestore';
import { chanceOf, type Chance } from './chance.ts';
import { send } from '../fixtures/clientWrites.ts';
import { openClients, type Clients } from './clients.ts';
import { ACTIONS } from './actions/index.ts';
import type { Action } from './actions/action.ts';
import { Inbox, type Counts } from './inbox.ts';
import { scan } from './invariants/index.ts';
import { markOf, type Environment } from './environment.ts';
import { peopleOf, stateOf } from './world.ts';

const PRELUDE = 8;

/** How a seed went. */
export interface Outcome {
  seed: number;
  /** What was done, a sentence each. */
  sentences: string[];
  /** What is broken, a sentence each. */
  broken: string[];
  counts: Counts;
}

/** Plays a seed to its end; its ids are its own, so others may be played meanwhile. */
export async function play(stage: Environment, seed: number): Promise<Outcome> {
  const clients = await openClients(stage);
  const game = new Game(stage, seed, clients);
  try {
    await game.play();
  } catch (error) {
    game.broken.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await clients.close();
    await game.forget();
  }
  const { sentences, broken } = game;
  return { seed, sentences, broken, counts: game.inbox.counts };
}

class Game {
  readonly sentences: string[] = [];
  readonly broken: string[] = [];
  readonly inbox: Inbox;
  readonly #stage: Environment;
  readonly #seed: number;
  readonly #clients: Clients;
  readonly #erased = new Set<string>();
  #ids = 0;

  constructor(stage: Environment, seed: number, clients: Clients) {
    this.#stage = stage;
    this.#seed = seed;
    this.#clients = clients;
    this.inbox = new Inbox(stage, seed);
  }

  async play(): Promise<void> {
    await this.#enter();
    const steps = 30 + chanceOf(this.#seed, 'length').below(16);
    for (let i = 0; i < steps; i++) {
      await this.#step(chanceOf(this.#seed, `step ${i}`), i);
      await this.inbox.deliverSome();
    }
    await this.inbox.drain();
    this.inbox.repeatSome();
    await this.#sweep();
    await this.inbox.drain();
    const { history, pushes } = this.#stage.of(this.#seed);
    this.broken.push(
      ...this.inbox.hopeless,
      ...scan({ seed: this.#seed, history, pushes, erased: this.#erased }),
    );
  }

  /** What the sweep would find for hours to come is of no use to other seeds. */
  async forget(): Promise<void> {
    const batch = getFirestore().batch();
    for (const uid of this.#erased) batch.delete(getFirestore().doc(`accountDeletions/${uid}`));
    await batch.commit();
  }

  async #enter(): Promise<void> {
    for (const [i, uid] of peopleOf(this.#seed).entries()) {
      const firestore = this.#clients.as(uid);
      const now = { createdAt: serverTimestamp(), updatedAt: serverTimestamp() };
      await setDoc(doc(firestore, userPath(uid)), { displayName: `Nº ${i}`, ...now });
      if (i % 2 > 0) continue;
      await setDoc(doc(firestore, `${userPath(uid)}/devices/phone`), {
        token: `${uid}/devices/phone`,
        platform: 'ios',
        updatedAt: serverTimestamp(),
      });
    }
  }

  async #step(chance: Chance, i: number): Promise<void> {
    await this.#stage.refresh();
    if (i >= PRELUDE && chance.oneIn(40)) {
      this.#deleteAccount(chance);
      return;
    }
    const deed = this.#pick(chance, i < PRELUDE);
    this.sentences.push(`${deed.actor} ${deed.what}`);
    await send(this.#clients.as(deed.actor), deed.writes);
  }

  /** First memberships alone, so that there is somebody to do the rest. */
  #pick(chance: Chance, isPrelude: boolean): Action {
    const world = stateOf(this.#stage.of(this.#seed).history, this.#seed);
    const newId = () => `${markOf(this.#seed)}x${this.#ids++}`;
    const kinds = isPrelude ? ACTIONS.slice(0, 1) : ACTIONS;
    for (;;) {
      let left = chance.below(kinds.reduce((sum, [weight]) => sum + weight, 0));
      const [, deeds] = kinds.find(([weight]) => (left -= weight) < 0)!;
      const possible = deeds(world, chance, newId);
      // Whoever's account is deleted still has a token for an hour, and seldom uses it.
      const likely = possible.filter(({ actor }) => !this.#erased.has(actor) || chance.oneIn(4));
      if (likely.length > 0) return chance.pick(likely);
    }
  }

  #deleteAccount(chance: Chance): void {
    const left = peopleOf(this.#seed).filter((uid) => !this.#erased.has(uid));
    if (left.length < 3) return;
    const uid = chance.pick(left);
    this.#erased.add(uid);
    this.sentences.push(`the account of ${uid} is deleted`);
    const { onAccountDeleted } = this.#stage.functions as {
      onAccountDeleted: { run: (user: { uid: string }, context: object) => Promise<void> };
    };
    this.inbox.add('onAccountDeleted', () => onAccountDeleted.run({ uid }, {}));
  }

  async #sweep(): Promise<void> {
    const { sweepDeletions } = this.#stage.functions as {
      sweepDeletions: { run: (event: object) => Promise<void> };
    };
    await sweepDeletions.run({ scheduleTime: new Date().toISOString() });
  }
}
