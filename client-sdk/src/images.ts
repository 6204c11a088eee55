/**
 * Images of posts and messages: in Cloud Storage, below the group or the user in which the document is that names them. Loaded when
 * the first one is sent, replaced or deleted, as Firebase's SDK for Storage is larger than all of this package; so it imports nothing
 * of that but types.
 */
import { FirebaseError } from 'firebase/app';
import { collection, doc, getDoc, type DocumentReference } from 'firebase/firestore';
import {
  deleteObject,
  getMetadata,
  getStorage,
  ref,
  uploadBytes,
  type StorageReference,
} from 'firebase/storage';
import type { Firegroups } from './firegroups.ts';

/**
 * Uploads an image, then has `subject` name it; where that is refused, the image is deleted. Where nobody can tell whether it is
 * named, it stays.
 *
 * @throws FirebaseError `permission-denied` where the rules refuse the image, `not-configured` if the app has no bucket.
 */
export async function uploadImage(
  fg: Firegroups,
  uploaderId: string,
  subject: DocumentReference<unknown>,
  image: Blob,
  name: (imageId: string) => Promise<void>,
): Promise<void> {
  const imageId = newUuid(fg);
  const file = imageFile(fg, subject, imageId);
  await upload(file, image, uploaderId);
  try {
    await name(imageId);
  } catch (error) {
    // Over a broken connection it is sent twice: refused the second time, it is there since the first.
    const stored = await getDoc(subject).catch(() => undefined);
    const isNamed = !stored || stored.get('imageId') === imageId;
    if (!isNamed) await deleteUnnamed(fg, uploaderId, subject, imageId);
    throw error;
  }
}

/**
 * Has `subject` name another image, or none (null), and deletes the one that it named, if the same user has uploaded it. Throws as
 * {@link uploadImage} does.
 */
export async function replaceImage(
  fg: Firegroups,
  uploaderId: string,
  subject: DocumentReference<unknown>,
  image: Blob | null,
  name: (imageId: string | null) => Promise<void>,
): Promise<void> {
  const formerId = (await getDoc(subject)).get('imageId') as string | null | undefined;
  if (image) await uploadImage(fg, uploaderId, subject, image, name);
  else await name(null);
  if (formerId) await deleteUnnamed(fg, uploaderId, subject, formerId);
}

function imageFile(
  fg: Firegroups,
  subject: DocumentReference<unknown>,
  imageId: string,
): StorageReference {
  try {
    const storage = fg.storage ?? getStorage(fg.app);
    return ref(storage, `${subject.parent.parent!.path}/images/${imageId}`);
  } catch (error) {
    if (!isStorageError(error, 'no-default-bucket')) throw error;
    throw new FirebaseError('not-configured', error.message);
  }
}

async function upload(file: StorageReference, image: Blob, uploaderId: string): Promise<void> {
  try {
    await uploadBytes(file, image, {
      contentType: image.type,
      // It is never overwritten.
      cacheControl: 'private, max-age=31536000, immutable',
      customMetadata: { uploaderId },
    });
  } catch (cause) {
    if (!isStorageError(cause, 'unauthorized')) throw cause;
    // After a broken connection it is sent again, and refused, as it is there.
    if (!(await isThere(file))) throw new FirebaseError('permission-denied', cause.message);
  }
}

async function isThere(file: StorageReference): Promise<boolean> {
  try {
    await getMetadata(file);
    return true;
  } catch (error) {
    if (isStorageError(error, 'object-not-found') || isStorageError(error, 'unauthorized'))
      return false;
    throw error;
  }
}

/**
 * Deletes an image that `subject` names no more, if that user has uploaded it: any id can be named. What it is done for stands, so
 * it never throws: an image that is left goes with the group or the account.
 */
export async function deleteUnnamed(
  fg: Firegroups,
  uploaderId: string,
  subject: DocumentReference<unknown>,
  imageId: string,
): Promise<void> {
  try {
    const file = imageFile(fg, subject, imageId);
    const { customMetadata } = await getMetadata(file);
    if (customMetadata?.['uploaderId'] === uploaderId) await deleteObject(file);
  } catch {
    // It is gone already, out of reach, or not theirs to see any more.
  }
}

function isStorageError(error: unknown, reason: string): error is FirebaseError {
  return error instanceof FirebaseError && error.code === `storage/${reason}`;
}

/** A new UUID (version 8), made of one of Firestore's ids: not everywhere is there a `crypto.randomUUID`. */
function newUuid(fg: Firegroups): string {
  const { id } = doc(collection(fg.firestore, 'images'));
  const digits = Array.from(id, (character) => character.charCodeAt(0).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-8$3-a$4-$5');
}
