import { foldForSearch } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { StoredGroup } from '../firestore/documents.ts';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';
import { recount } from './recount.ts';

/** Writes the derived fields of a new group, its search name and its one member, in one write. */
export async function initializeGroup(group: DocumentSnapshot): Promise<void> {
  const titleSearch = foldForSearch((group.data() as StoredGroup).title);
  const written = await updateIfUnchanged(group, { titleSearch, memberCount: 1 });
  // A later change brings an event that updates the search name, but perhaps none that counts the creator.
  if (!written) await recount(await group.ref.get());
}
