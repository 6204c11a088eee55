/**
 * Images of posts and messages, and the photos of groups and users, in Cloud Storage: in the uploader's folder of the group, or in
 * the folder of the user. The SDK loads this module when it sends, replaces or deletes the first image, because Firebase's Storage
 * SDK is larger than this whole package. So it imports only types from the rest of the SDK.
 */
import { imagePath } from '@firegroups/model/imageFiles';
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
import { prepareImage, type ImageInput, type PreparedImage } from './prepareImage.ts';

/** A document that names an image: itself, the field that has the image's id, and the user in whose folder the image is. */
export interface ImageOwner {
  document: DocumentReference<unknown>;
  field: 'imageId' | 'photoId';
  uploaderId: string;
}

/**
 * Uploads an image, then calls `name`, which writes its id into the document, and its size if the browser knows it. If that fails, deletes the image, unless the
 * document may name it.
 *
 * @throws FirebaseError `permission-denied` if the rules refuse the image, `not-configured` if the app has no bucket,
 * `invalid-argument` if the browser cannot decode it.
 */
export async function uploadImage(
  fg: Firegroups,
  owner: ImageOwner,
  image: ImageInput,
  name: (imageId: string, size: PreparedImage['size']) => Promise<void>,
): Promise<void> {
  const imageId = newUuid(fg);
  const file = imageFile(fg, owner, imageId);
  const { blob, size } = await prepareImage(image);
  await upload(file, blob);
  try {
    await name(imageId, size);
  } catch (error) {
    // After a broken connection, Firestore sends the write again: the rules may refuse the second one, but the first has arrived.
    const stored = await getDoc(owner.document).catch(() => undefined);
    const isNamed = !stored || stored.get(owner.field) === imageId;
    if (!isNamed) await deleteUnnamed(fg, owner, imageId);
    throw error;
  }
}

/**
 * Makes a document name another image, or none (null), and deletes the previous one. Throws the same errors as {@link uploadImage}.
 */
export async function replaceImage(
  fg: Firegroups,
  owner: ImageOwner,
  image: ImageInput | null,
  name: (imageId: string | null, size?: PreparedImage['size']) => Promise<void>,
): Promise<void> {
  const former = await getDoc(owner.document);
  const formerId = former.get(owner.field) as string | null | undefined;
  // Another admin may have uploaded a group's photo.
  const uploaderId = (former.get('photoBy') as string | null | undefined) ?? owner.uploaderId;
  if (image) await uploadImage(fg, owner, image, name);
  else await name(null);
  if (formerId) await deleteUnnamed(fg, { ...owner, uploaderId }, formerId);
}

function imageFile(
  fg: Firegroups,
  { document, uploaderId }: ImageOwner,
  imageId: string,
): StorageReference {
  try {
    const storage = fg.storage ?? getStorage(fg.app);
    const { path } = document.parent.parent ?? document;
    const place = path.slice(fg.prefix.length);
    return ref(storage, fg.prefix + imagePath(place, uploaderId, imageId));
  } catch (error) {
    if (!isStorageError(error, 'no-default-bucket')) throw error;
    throw new FirebaseError('not-configured', error.message);
  }
}

async function upload(file: StorageReference, image: Blob): Promise<void> {
  try {
    await uploadBytes(file, image, {
      contentType: image.type,
      // Images are never overwritten.
      cacheControl: 'private, max-age=31536000, immutable',
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

/** Deletes an image that no document names any longer. Never throws: the sweep deletes an image that remains. */
export async function deleteUnnamed(
  fg: Firegroups,
  owner: ImageOwner,
  imageId: string,
): Promise<void> {
  try {
    await deleteObject(imageFile(fg, owner, imageId));
  } catch {
    // It does not exist, the server is unreachable, or the user is no longer a member.
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
