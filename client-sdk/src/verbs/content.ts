/** What posts, comments, events and messages have in common: users create them, and the server sets their times. */
import {
  deleteDoc,
  deleteField,
  doc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { imageSide } from '@firegroups/model/limits';
import type { ImageInput, PreparedImage } from '../prepareImage.ts';
import type { DiagnosisHints } from '../diagnose/diagnosis.ts';
import { checkValue, imageOrNull } from '../checks.ts';
import { collectionIn } from '../refs.ts';
import { write } from '../write.ts';

/** The field that is not stored: the image is uploaded, and the document stores its `imageId`. */
interface WithImage {
  image?: ImageInput | null | undefined;
}

/** The size of an image, unless it is larger than a document may say. */
const storable = (size: PreparedImage['size']) =>
  size && Object.values(size).every((side) => side <= imageSide) ? size : undefined;

/** Stores a new document, after uploading its image if it has one. */
export async function storeNew(
  fg: Firegroups,
  document: DocumentReference,
  fields: object,
): Promise<void> {
  const { image, ...stored } = fields as WithImage;
  if (!image) return setDoc(document, stored);
  const uploaderId = currentUid(fg);
  const { uploadImage } = await import('../images.ts');
  return uploadImage(fg, { document, field: 'imageId', uploaderId }, image, (imageId, size) =>
    setDoc(document, { ...stored, imageId, ...storable(size) }),
  );
}

/** Creates a document in a collection of `parent`, and returns its id. */
export async function createContent<T>(
  fg: Firegroups,
  parent: DocumentReference<T>,
  collectionId: string,
  fields: object,
  hints?: DiagnosisHints<T>,
): Promise<string> {
  const created = doc(collectionIn(fg, collectionId, parent));
  const now = serverTimestamp();
  const send = () => storeNew(fg, created, { ...fields, createdAt: now, updatedAt: now });
  await write(fg, send, { ...hints, document: parent, created });
  return created.id;
}

/** Updates the given fields. `image` replaces the document's image; null removes it. */
export async function updateContent<T>(
  fg: Firegroups,
  document: DocumentReference<T>,
  fields: object,
  hints?: DiagnosisHints<T>,
): Promise<void> {
  const { image, ...stored } = fields as WithImage;
  const update = (changes?: object) =>
    updateDoc(document as DocumentReference, {
      ...stored,
      ...changes,
      updatedAt: serverTimestamp(),
    });
  const send = async () => {
    if (image === undefined) return update();
    const uploaderId = currentUid(fg);
    const { replaceImage } = await import('../images.ts');
    return replaceImage(fg, { document, field: 'imageId', uploaderId }, image, (imageId, size) =>
      // Without a size, the document must not keep that of the previous image.
      update({ imageId, imageWidth: deleteField(), imageHeight: deleteField(), ...storable(size) }),
    );
  };
  await write(fg, send, { ...hints, document });
}

/** Sets or removes (null) the photo of a group or a profile. `by` is true if the document names its uploader as well. */
export async function setPhoto<T>(
  fg: Firegroups,
  document: DocumentReference<T>,
  image: ImageInput | null,
  by?: boolean,
  hints?: DiagnosisHints<T>,
): Promise<void> {
  checkValue('image', image, imageOrNull);
  const uploaderId = currentUid(fg);
  const send = async () => {
    const { replaceImage } = await import('../images.ts');
    return replaceImage(fg, { document, field: 'photoId', uploaderId }, image, (photoId) =>
      updateDoc(document as DocumentReference, {
        photoId,
        ...(by && { photoBy: photoId && uploaderId }),
        updatedAt: serverTimestamp(),
      }),
    );
  };
  await write(fg, send, { ...hints, document });
}

/** Deletes a document. */
export async function deleteContent<T>(
  fg: Firegroups,
  document: DocumentReference<T>,
  hints?: DiagnosisHints<T>,
): Promise<void> {
  await write(fg, () => deleteDoc(document), { ...hints, document });
}
