import { foldForSearch, type User } from '@firegroups/model';
import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { updateIfUnchanged } from '../firestore/updateIfUnchanged.ts';

/** A profile was created or changed: its search name follows its display name. */
export async function onUser(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const snapshot = event.data?.after;
  const user = snapshot?.data() as User<Timestamp> | undefined;
  if (!snapshot || !user) return;
  const displayNameSearch = foldForSearch(user.displayName);
  if (user.displayNameSearch === displayNameSearch) return;
  await updateIfUnchanged(snapshot, { displayNameSearch });
}
