/**
 * Images of posts and messages in Cloud Storage, in the folder of the group or the user that the document belongs to. The SDK
 * loads this module when it sends, replaces or deletes the first image, because Firebase's Storage SDK is larger than this whole
 * package. So it imports only types from the rest of the SDK.
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
 * Uploads an image, then calls `name`, which writes its id into `document`. If that fails, deletes the image, unless the document
 * may name it.
 *
 * @throws FirebaseError `permission-denied` if the rules refuse the image, `not-configured` if the app has no bucket.
 */
export async function uploadImage(
  fg: Firegroups,
  uploaderId: string,
  document: DocumentReference<unknown>,
  image: Blob,
  name: (imageId: string) => Promise<void>,
): Promise<void> {
  const imageId = newUuid(fg);
  const file = imageFile(fg, document, imageId);
  await upload(file, image, uploaderId);
  try {
    await name(imageId);
  } catch (error) {
    // After a broken connection, Firestore sends the write again: the rules may refuse the second one, but the first has arrived.
    const stored = await getDoc(document).catch(() => undefined);
    const isNamed = !stored || stored.get('imageId') === imageId;
    if (!isNamed) await deleteUnnamed(fg, uploaderId, document, imageId);
    throw error;
  }
}

/**
 * Makes `document` name another image, or none (null), and deletes the former one if the same user has uploaded it. Throws the same
 * errors as {@link uploadImage}.
 */
export async function replaceImage(
  fg: Firegroups,
  uploaderId: string,
  document: DocumentReference<unknown>,
  image: Blob | null,
  name: (imageId: string | null) => Promise<void>,
): Promise<void> {
  const formerId = (await getDoc(document)).get('imageId') as string | null | undefined;
  if (image) await uploadImage(fg, uploaderId, document, image, name);
  else await name(null);
  if (formerId) await deleteUnnamed(fg, uploaderId, document, formerId);
}

function imageFile(
  fg: Firegroups,
  document: DocumentReference<unknown>,
  imageId: string,
): StorageReference {
  try {
    const storage = fg.storage ?? getStorage(fg.app);
    return ref(storage, `${document.parent.parent!.path}/images/${imageId}`);
  } catch (error) {
    if (!isStorageError(error, 'no-default-bucket')) throw error;
    throw new FirebaseError('not-configured', error.message);
  }
}

async function upload(file: StorageReference, image: Blob, uploaderId: string): Promise<void> {
  try {
    await uploadBytes(file, image, {
      contentType: image.type,
      // Images are never overwritten.
      cacheControl: 'private, max-age=31536000, immutable',
      customMetadata: { uploaderId },
    });
  } catch (cause) {
    if (!isStorageError(cause, 'unauthorized')) throw cause;
    // After a broken connection, Storage sends the image again, and the rules refuse it because it exists.
    if (!(await exists(file))) throw new FirebaseError('permission-denied', cause.message);
  }
}

async function exists(file: StorageReference): Promise<boolean> {
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
 * Deletes an image that `document` no longer names, if that user has uploaded it: a document may name the image of another user.
 * Never throws: an image that remains is deleted with the group or the account.
 */
export async function deleteUnnamed(
  fg: Firegroups,
  uploaderId: string,
  document: DocumentReference<unknown>,
  imageId: string,
): Promise<void> {
  try {
    const file = imageFile(fg, document, imageId);
    const { customMetadata } = await getMetadata(file);
    if (customMetadata?.['uploaderId'] === uploaderId) await deleteObject(file);
  } catch {
    // It no longer exists, the server is unreachable, or the rules hide the image from this user.
  }
}

function isStorageError(error: unknown, reason: string): error is FirebaseError {
  return error instanceof FirebaseError && error.code === `storage/${reason}`;
}

/** Makes a UUID (version 8) from a Firestore id, because `crypto.randomUUID` does not exist everywhere. */
function newUuid(fg: Firegroups): string {
  const { id } = doc(collection(fg.firestore, 'images'));
  const digits = Array.from(id, (character) => character.charCodeAt(0).toString(16)).join('');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-8$3-a$4-$5');
}
