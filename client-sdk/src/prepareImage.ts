/**
 * Prepares an image for its upload, in a browser: makes it smaller, and removes its metadata, which may tell where a photo was
 * taken. Drawing the image again does both.
 */
import { FirebaseError } from 'firebase/app';
import { imageSide } from '@firegroups/model/imageFiles';

/** The type that an image of a type becomes: one that browsers can write, with transparency. Every other type becomes a JPEG. */
const DRAWN_AS: Record<string, string> = {
  'image/png': 'image/png',
  'image/webp': 'image/webp',
  'image/avif': 'image/webp',
};

/** The quality of a drawn JPEG or WebP, from 0 to 1: a photo looks like the original at a fraction of its size. */
const QUALITY = 0.9;

const UNREADABLE =
  'This browser cannot read the image, so it cannot remove the place where it was taken. ' +
  'Use a JPEG or PNG, or pass `original: true` to send the image with everything in it.';

/** Returns true in a browser, and in its workers. */
export const canDraw = (): boolean => typeof createImageBitmap === 'function';

/**
 * Draws an image again, with at most `LIMITS.imageSide` pixels on its longer side and the same proportions. Returns a GIF
 * unchanged, because it may move.
 *
 * @throws FirebaseError `invalid-argument` if the browser cannot decode the image, as with HEIC in most browsers. The image as it is
 * may tell where the user lives, so only the user can decide to send it.
 */
export async function drawAgain(image: Blob): Promise<Blob> {
  if (image.type === 'image/gif') return image;
  try {
    const bitmap = await createImageBitmap(image, { imageOrientation: 'from-image' });
    const scale = Math.min(1, imageSide / Math.max(bitmap.width, bitmap.height));
    const scaled = (side: number) => Math.max(1, Math.round(side * scale));
    const canvas = new OffscreenCanvas(scaled(bitmap.width), scaled(bitmap.height));
    const context = canvas.getContext('2d')!;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return await canvas.convertToBlob({
      type: DRAWN_AS[image.type] ?? 'image/jpeg',
      quality: QUALITY,
    });
  } catch {
    throw new FirebaseError('invalid-argument', UNREADABLE);
  }
}
