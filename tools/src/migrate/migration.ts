import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { Stretch } from '../walk.ts';

/**
 * A change of the data that is stored already. It goes through every document of some collections, once in a project.
 * Whoever wrote one that was run somewhere does not change it again: what it has to do more is another one.
 */
export interface Migration {
  /** The name of its file, and the id of its document in `migrations`. Migrations run in the order of their names. */
  name: string;
  stretches: readonly Stretch[];
  /**
   * Changes one document where that is needed, or in a dry run only looks; returns whether it is needed. It comes to a
   * document again after an interruption, and people write meanwhile.
   */
  change: (document: QueryDocumentSnapshot, options: { isDryRun: boolean }) => Promise<boolean>;
}
