/**
 * The files of images in Cloud Storage, and their size in pixels. The SDK loads this with the first image. So it is not part of
 * paths.ts and limits.ts, and imports nothing.
 */

/** The most pixels on the longer side of an image that a browser redraws: enough to fill a large screen. */
export const drawnSide = 2048;

/** The folder of all images of a group or a user in Cloud Storage. `place` is the path of the group's or the user's document. */
export const imagesPath = (place: string) => `${place}/images`;

/**
 * The file of an image in Cloud Storage. In a group, each uploader has a folder, so nobody can put a file where somebody else's
 * document looks for one. Below a user, only that user uploads.
 */
export const imagePath = (place: string, uploaderId: string, imageId: string) =>
  place === `users/${uploaderId}`
    ? `${imagesPath(place)}/${imageId}`
    : `${imagesPath(place)}/${uploaderId}/${imageId}`;
