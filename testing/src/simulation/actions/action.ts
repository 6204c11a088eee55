import type { ClientWrite } from '../../fixtures/clientWrites.ts';
import type { Random } from '../random.ts';
import type { SeedState } from '../state.ts';

/** Something that a user may do now, through their own client. */
export interface Action {
  actor: string;
  /** The rest of the sentence that begins with the actor. */
  what: string;
  writes: ClientWrite[];
  /** The path of the cooldown that must have passed before, if there is one. */
  cooldown?: string;
}

/** Lists everything of one kind that users may do now. `random` decides only about details. */
export type Actions = (state: SeedState, random: Random, newId: () => string) => Action[];
