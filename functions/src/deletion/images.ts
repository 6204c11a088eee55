/** Deletes images in Cloud Storage. They lie below the path of the group or the user that they belong to. */
import { imagePath, imagesPath } from '@firegroups/model';
import { getApp } from 'firebase-admin/app';
import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import pMap from 'p-map';
import { pathOf } from '../firestore/store.ts';
import { instance } from '../instance.ts';

type Bucket = ReturnType<ReturnType<typeof import('firebase-admin/storage').getStorage>['bucket']>;
export type File = ReturnType<Bucket['file']>;

/** Deletes all images of the group or user at this path of the model. Can be stopped and repeated at any point. */
export async function deleteImagesBelow(path: string): Promise<void> {
  await inBucket(async (bucket) => {
    const files = bucket.getFilesStream({
      prefix: `${instance().prefix}${imagesPath(path)}/`,
    }) as AsyncIterable<File>;
    // One by one, because another function can delete some of them at the same time, for example after a post is
    // deleted.
    await pMap(files, (file) => file.delete({ ignoreNotFound: true }), { concurrency: 10 });
  });
}

/** Deletes the image of a deleted post. It lies in the folder of the post's author. */
export async function deleteImageOf(document: QueryDocumentSnapshot): Promise<void> {
  const { imageId, authorId } = document.data() as { imageId?: string | null; authorId: string };
  if (!imageId) return;
  await inBucket(async (bucket) => {
    const place = pathOf(document.ref.parent.parent!);
    const file = bucket.file(instance().prefix + imagePath(place, authorId, imageId));
    await file.delete({ ignoreNotFound: true });
  });
}

/**
 * Runs `act` on the project's bucket. Does nothing if the project has no bucket, or if the emulators run without
 * Storage. An image that is already deleted is not an error.
 */
export async function inBucket(act: (bucket: Bucket) => Promise<void>): Promise<void> {
  const { FUNCTIONS_EMULATOR, FIREBASE_STORAGE_EMULATOR_HOST } = process.env;
  if (!getApp().options.storageBucket) return;
  if (FUNCTIONS_EMULATOR && !FIREBASE_STORAGE_EMULATOR_HOST) return;
  // Imported late because it is larger than everything else together.
  const { getStorage } = await import('firebase-admin/storage');
  try {
    await act(getStorage().bucket());
  } catch (error) {
    if ((error as { code?: unknown }).code !== 404) throw error;
  }
}
