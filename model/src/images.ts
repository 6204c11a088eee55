/** Facts about images. `LIMITS.imageMiB` is their largest size. */

/**
 * The content types of images, exactly as an upload states them. A browser that opens one of these shows a picture and runs
 * nothing. SVG is not among them, because it can contain scripts.
 */
export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/heic',
  'image/heif',
] as const;
