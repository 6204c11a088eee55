/** Keeps the folded names for prefix search equal to the names. */
import { foldForSearch, type User } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { StoredGroup } from '../firestore/documents.ts';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';

/** Updates the search name of a group if it differs from the folded title. */
export async function updateTitleSearch(group: DocumentSnapshot): Promise<void> {
  const { title, titleSearch } = group.data() as StoredGroup;
  const folded = foldForSearch(title);
  if (titleSearch !== folded) await updateIfUnchanged(group, { titleSearch: folded });
}

/** Updates the search name of a user if it differs from the folded display name. */
export async function updateDisplayNameSearch(user: DocumentSnapshot): Promise<void> {
  const { displayName, displayNameSearch } = user.data() as User;
  const folded = foldForSearch(displayName);
  if (displayNameSearch !== folded) {
    await updateIfUnchanged(user, { displayNameSearch: folded });
  }
}
