import type { Firestore } from 'firebase/firestore';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';

/** Something that somebody may do as things are, through their own client. */
export interface Action {
  actor: string;
  /** What they do, as the rest of a sentence. */
  what: string;
  run: (firestore: Firestore) => Promise<unknown>;
}

/** Names everything of a kind that somebody may do now. The chance decides about details alone. */
export type Actions = (world: World, chance: Chance, newId: () => string) => Action[];
