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
import { currentUid, type Firegroups } from '../firegroups.ts';
import type { DiagnosisHints } from '../diagnose/diagnosis.ts';
import { write } from '../write.ts';

/** The field that is not stored: an image is uploaded, and named by `imageId`. */
interface Illustrated {
  image?: Blob | null | undefined;
}

/** Stores a new document, once its image, if it has one, is uploaded. */
export async function storeNew(
  fg: Firegroups,
  added: DocumentReference,
  fields: object,
): Promise<void> {
  const { image, ...stored } = fields as Illustrated;
  if (!image) return setDoc(added, stored);
  const uid = currentUid(fg);
  const { uploadImage } = await import('../images.ts');
  return uploadImage(fg, uid, added, image, (imageId) => setDoc(added, { ...stored, imageId }));
}

/** Adds a document to a collection of `parent`, with an id made here; gives that back. */
export async function addContent<T>(
  fg: Firegroups,
  parent: DocumentReference<T>,
  collectionId: string,
  fields: object,
  explanation?: DiagnosisHints<T>,
): Promise<string> {
  const added = doc(collection(parent, collectionId));
  const now = serverTimestamp();
  const send = () => storeNew(fg, added, { ...fields, createdAt: now, updatedAt: now });
  await write(fg, parent, send, { ...explanation, created: added });
  return added.id;
}

/** Changes the fields that are given; another image, or none (null), takes the place of the one that is there. */
export async function editContent<T>(
  fg: Firegroups,
  subject: DocumentReference<T>,
  fields: object,
  explanation?: DiagnosisHints<T>,
): Promise<void> {
  const { image, ...stored } = fields as Illustrated;
  const update = (changes?: object) =>
    updateDoc(subject as DocumentReference, {
      ...stored,
      ...changes,
      updatedAt: serverTimestamp(),
    });
  const send = async () => {
    if (image === undefined) return update();
    const uid = currentUid(fg);
    const { replaceImage } = await import('../images.ts');
    return replaceImage(fg, uid, subject, image, (imageId) => update({ imageId }));
  };
  await write(fg, subject, send, explanation);
}

/** Pins a post, or unpins it. */
export async function pinContent(
  fg: Firegroups,
  post: DocumentReference<Post>,
  pinned: boolean,
): Promise<void> {
  checkValue('pinned', pinned, yesOrNo);
  await write(fg, post, () => updateDoc(post, { pinned }), { only: 'admins' });
}

/** Deletes. */
export async function deleteContent<T>(
  fg: Firegroups,
  subject: DocumentReference<T>,
  explanation?: DiagnosisHints<T>,
): Promise<void> {
  await write(fg, subject, () => deleteDoc(subject), explanation);
}
