/** Images in Cloud Storage, below the path of the group or the user whose posts and messages name them. */
import { getApp } from 'firebase-admin/app';
import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';

type Bucket = ReturnType<ReturnType<typeof import('firebase-admin/storage').getStorage>['bucket']>;
type File = ReturnType<Bucket['file']>;

/** Deletes all images of a group or a user, by its document's path. May be killed and begun anew at any point. */
export async function deleteImagesBelow(path: string): Promise<void> {
  await inBucket(async (bucket) => {
    const files = bucket.getFilesStream({ prefix: `${path}/images/` }) as AsyncIterable<File>;
    // One by one, as somebody else, a post's deletion say, may delete some of them meanwhile.
    await pMap(files, (file) => file.delete({ ignoreNotFound: true }), { concurrency: 10 });
  });
}

/** Deletes the image that a deleted post named, if its author has uploaded it: any id can be named. */
export async function deleteImageOf(document: QueryDocumentSnapshot): Promise<void> {
  const { imageId, authorId } = document.data() as { imageId?: string | null; authorId: string };
  if (!imageId) return;
  await inBucket(async (bucket) => {
    const file = bucket.file(`${document.ref.parent.parent!.path}/images/${imageId}`);
    const [{ metadata }] = await file.getMetadata();
    if (metadata?.['uploaderId'] === authorId) await file.delete({ ignoreNotFound: true });
  });
}

/**
 * Does something to the project's bucket. Where it has none, or the emulators run without Storage, there are no images; what
 * is gone already is no error.
 */
async function inBucket(act: (bucket: Bucket) => Promise<void>): Promise<void> {
  const { FUNCTIONS_EMULATOR, FIREBASE_STORAGE_EMULATOR_HOST } = process.env;
  if (!getApp().options.storageBucket) return;
  if (FUNCTIONS_EMULATOR && !FIREBASE_STORAGE_EMULATOR_HOST) return;
  // Loaded when it is needed: it is larger than all the rest.
  const { getStorage } = await import('firebase-admin/storage');
  try {
    await act(getStorage().bucket());
  } catch (error) {
    if ((error as { code?: unknown }).code !== 404) throw error;
  }
}
