/**
 * Prepares an image for its upload, in a browser: makes it smaller, and removes its metadata, which may tell where a photo was
 * taken. Drawing the image again does both.
 */
import { FirebaseError } from 'firebase/app';
import { drawnSide } from '@firegroups/model/imageFiles';

/** An image that is uploaded as it is, with its full size and all its metadata, such as the place where it was taken. */
export interface OriginalImage {
  blob: Blob;
  original: true;
}

/**
 * An image to upload: a JPEG, PNG, GIF, WebP, AVIF, HEIC or HEIF file of at most `LIMITS.imageMiB` MiB. In a browser, the SDK redraws
 * it with at most 2048 pixels on its longer side, which also removes its metadata; a GIF stays as it is. Outside of browsers, for
 * example in Node.js and React Native, every image is uploaded as it is.
 */
export type ImageInput = Blob | OriginalImage;

/** An image to upload, and the fields of its size if the platform can tell it. */
export interface PreparedImage {
  blob: Blob;
  size?: { imageWidth: number; imageHeight: number };
}

/** The type that an image of a type becomes: one that browsers can write, with transparency. Every other type becomes a JPEG. */
const DRAWN_AS: Record<string, string> = {
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'image/avif': 'image/webp',
};

/** The quality of a drawn JPEG or WebP, from 0 to 1: a photo looks like the original at a fraction of its size. */
const QUALITY = 0.9;

const UNREADABLE =
  'This browser cannot read the image, so the SDK cannot remove its metadata, which may say where it was taken. ' +
  'Use a JPEG or PNG, or pass `{ blob, original: true }` to upload it with all its metadata.';

/**
 * In a browser or its workers, redraws an image, with at most `drawnSide` pixels on its longer side and the same
 * proportions. Leaves an original and a GIF, which may move, as they are. Elsewhere, leaves every image as it is, and cannot
 * tell its size.
 *
 * @throws FirebaseError `invalid-argument` if the browser cannot decode the image, as with HEIC in most browsers. The image as it is
 * may tell where the user lives, so only the user can decide to send it.
 */
export async function prepareImage(image: ImageInput): Promise<PreparedImage> {
  const isOriginal = 'original' in image;
  const blob = isOriginal ? image.blob : image;
  if (typeof createImageBitmap !== 'function') return { blob };
  if (!isOriginal && blob.type !== 'image/gif') return drawAgain(blob);
  try {
    const { width, height } = await createImageBitmap(blob);
    return withSize(blob, width, height);
  } catch {
    // The browser cannot decode it, which its sender accepts. Its size stays unknown.
    return { blob };
  }
}

const withSize = (blob: Blob, imageWidth: number, imageHeight: number): PreparedImage => ({
  blob,
  size: { imageWidth, imageHeight },
});

async function drawAgain(image: Blob): Promise<PreparedImage> {
  try {
    const bitmap = await createImageBitmap(image, { imageOrientation: 'from-image' });
    const scale = Math.min(1, drawnSide / Math.max(bitmap.width, bitmap.height));
    const scaled = (side: number) => Math.max(1, Math.round(side * scale));
    const canvas = new OffscreenCanvas(scaled(bitmap.width), scaled(bitmap.height));
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const type = DRAWN_AS[image.type] ?? 'image/jpeg';
    const blob = await canvas.convertToBlob({ type, quality: QUALITY });
    return withSize(blob, canvas.width, canvas.height);
  } catch {
    throw new FirebaseError('invalid-argument', UNREADABLE);
  }
}
