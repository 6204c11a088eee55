/** What posts, comments and events have in common: made by a user, changed by few, with the server's times. */
import {
  collection,
  deleteDoc,
  doc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import { checkValue, yesOrNo } from '../checks.ts';
import type { Post } from '../documents.ts';
import type { Firegroups } from '../firegroups.ts';
import type { Explanation } from '../refusals/explanation.ts';
import { write } from './attempt.ts';

/** Adds a document to a collection of `parent`, with an id made here; gives that back. */
export async function addContent<T>(
  fg: Firegroups,
  parent: DocumentReference<T>,
  collectionId: string,
  fields: object,
  explanation?: Explanation<T>,
): Promise<string> {
  const added = doc(collection(parent, collectionId));
  const now = serverTimestamp();
  const send = () => setDoc(added, { ...fields, createdAt: now, updatedAt: now });
  await write(fg, parent, send, { ...explanation, created: added });
  return added.id;
}

/** Changes the fields that are given. */
export async function editContent<T>(
  fg: Firegroups,
  subject: DocumentReference<T>,
  fields: object,
  explanation?: Explanation<T>,
): Promise<void> {
  const changes = { ...fields, updatedAt: serverTimestamp() };
  const send = () => updateDoc(subject as DocumentReference, changes);
  await write(fg, subject, send, explanation);
}

/** Pins a post, or unpins it. */
export async function pinContent(
  fg: Firegroups,
  post: DocumentReference<Post>,
  pinned: boolean,
): Promise<void> {
  checkValue('pinned', pinned, yesOrNo);
  await write(fg, post, () => updateDoc(post, { pinned }), { only: 'staff' });
}

/** Deletes. */
export async function deleteContent<T>(
  fg: Firegroups,
  subject: DocumentReference<T>,
  explanation?: Explanation<T>,
): Promise<void> {
  await write(fg, subject, () => deleteDoc(subject), explanation);
}
