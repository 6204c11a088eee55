import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { WalkedCollection } from '../walkCollections.ts';

/**
 * A change of data that is already stored. It visits every document of some collections, once per project. Do not change a
 * migration after it has run in a project: add another one.
 */
export interface Migration {
  /** The name of its file without the extension, and the id of its document in `migrations`. Migrations run in the order of their names. */
  name: string;
  collections: readonly WalkedCollection[];
  /**
   * Changes a document if it needs the change, and returns whether it does. In a dry run it only checks. After an
   * interruption it may get the same document again, and clients may write at the same time.
   */
  change: (document: QueryDocumentSnapshot, options: { isDryRun: boolean }) => Promise<boolean>;
}
