import type { ClientWrite } from '../../fixtures/clientWrites.ts';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';

/** Something that a user may do now, through their own client. */
export interface Action {
  actor: string;
  /** The rest of the sentence that begins with the actor. */
  what: string;
  writes: ClientWrite[];
}

/** Lists everything of one kind that users may do now. Chance decides only about details. */
export type Actions = (world: World, chance: Chance, newId: () => string) => Action[];
