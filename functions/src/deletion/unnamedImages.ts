/**
 * Deletes images that no document names: an app closed between the upload and the write of its document, or a message was deleted
 * by a device that did not know its image.
 */
import { UUID_PATTERN, imagePath, sweepPath } from '@firegroups/model';
import {
  Timestamp,
  type CollectionReference,
  type DocumentReference,
} from 'firebase-admin/firestore';
import pMap from 'p-map';
import { documentsNamingQuery } from '../firestore/queries.ts';
import { instance } from '../instance.ts';
import { inBucket, type File } from './images.ts';
import { collectionIn, docAt } from '../firestore/store.ts';

const DAY = 24 * 60 * 60 * 1000;
/** The most files that one sweep looks at. Each costs one to five reads. */
const FILES_PER_SWEEP = 100;
/** The most values that Firestore allows in one `in`. */
const IDS_PER_QUERY = 30;
/** The most documents that are read for each image of a query. Usually one names it, but its author can write any number. */
const NAMERS_PER_IMAGE = 2;
/** The folders that contain images, and the collections whose documents name them. */
const FOLDERS = [
  { prefix: 'groups/', collections: ['posts', 'messages'] },
  { prefix: 'users/', collections: ['posts'] },
];

/** `sweeps/images`: where the next sweep continues. */
interface SweepState {
  startedAt: Timestamp;
  /** The index in FOLDERS. Null after the last one: the next round starts a day after this one. */
  folder: number | null;
  pageToken: string | null;
}

interface Image {
  file: File;
  /** The path of the group or the user in the model. */
  place: string;
  uploaderId: string;
  imageId: string;
}

/**
 * Looks at the next {@link FILES_PER_SWEEP} files, and deletes those images that are older than a day at `now` and that no document
 * names. A round through all files starts once a day at most. Files that are not images of this project stay untouched.
 */
export async function deleteUnnamedImages(now = Date.now()): Promise<void> {
  await inBucket(async (bucket) => {
    const stateRef = docAt(sweepPath('images'));
    const stored = (await stateRef.get()).data() as SweepState | undefined;
    if (stored?.folder === null && stored.startedAt.toMillis() > now - DAY) return;
    const state = stored && stored.folder !== null ? stored : begin(now);
    const folder = FOLDERS[state.folder!]!;
    const [files, next] = (await bucket.getFiles({
      prefix: instance().prefix + folder.prefix,
      maxResults: FILES_PER_SWEEP,
      autoPaginate: false,
      ...(state.pageToken && { pageToken: state.pageToken }),
    })) as unknown as [File[], { pageToken?: string } | null];
    const old = files.filter(({ metadata }) => Date.parse(metadata.timeCreated!) < now - DAY);
    const images = old.map(toImage).filter((image) => image !== undefined);
    const places = [...new Set(images.map(({ place }) => place))];
    const deleteOf = (place: string) =>
      deleteUnnamed(
        place,
        images.filter((image) => image.place === place),
        folder.collections,
      );
    await pMap(places, deleteOf, { concurrency: 10 });
    await stateRef.set(after(state, next?.pageToken));
  });
}

const begin = (now: number): SweepState => ({
  startedAt: Timestamp.fromMillis(now),
  folder: 0,
  pageToken: null,
});

function after(state: SweepState, pageToken: string | undefined): SweepState {
  if (pageToken) return { ...state, pageToken };
  const folder = state.folder! + 1;
  return { ...state, pageToken: null, folder: folder < FOLDERS.length ? folder : null };
}

/** Returns undefined for a file that is not at the path of an image. The bucket may contain files of another app. */
function toImage(file: File): Image | undefined {
  const { prefix } = instance();
  const [root, id, , ...rest] = file.name.slice(prefix.length).split('/') as [
    string,
    string,
    string,
    ...string[],
  ];
  const place = `${root}/${id}`;
  const [uploaderId, imageId = ''] = root === 'users' ? [id, ...rest] : rest;
  if (!uploaderId || !new RegExp(UUID_PATTERN).test(imageId)) return undefined;
  const isImage = prefix + imagePath(place, uploaderId, imageId) === file.name;
  return isImage ? { file, place, uploaderId, imageId } : undefined;
}

async function deleteUnnamed(place: string, images: Image[], collections: string[]): Promise<void> {
  const named = await namedImages(docAt(place), images, collections);
  const unnamed = images.filter((image) => !named.has(keyOf(image.uploaderId, image.imageId)));
  await pMap(unnamed, ({ file }) => file.delete({ ignoreNotFound: true }), { concurrency: 10 });
}

const keyOf = (uploaderId: unknown, imageId: unknown) => `${String(uploaderId)}/${String(imageId)}`;

/** The images of a place that documents name. A document names only images of its own author. */
async function namedImages(
  place: DocumentReference,
  images: Image[],
  collections: string[],
): Promise<Set<string>> {
  const chunks = Array.from({ length: Math.ceil(images.length / IDS_PER_QUERY) }, (_unused, i) =>
    images.slice(i * IDS_PER_QUERY, (i + 1) * IDS_PER_QUERY),
  );
  const lookUps = chunks.flatMap((chunk) =>
    collections.map((each) => namedIn(collectionIn(place, each), chunk)),
  );
  const [owner, ...named] = await Promise.all([place.get(), ...lookUps]);
  const photo = keyOf(owner.get('photoBy') ?? place.id, owner.get('photoId'));
  return new Set([photo, ...named.flat()]);
}

async function namedIn(collection: CollectionReference, images: Image[]): Promise<string[]> {
  const most = images.length * NAMERS_PER_IMAGE;
  const ids = images.map(({ imageId }) => imageId);
  const { docs } = await documentsNamingQuery(collection, ids).limit(most).get();
  // There may be more, so any of the images may have a document.
  if (docs.length === most) return images.map((image) => keyOf(image.uploaderId, image.imageId));
  return docs.map((document) => keyOf(document.get('authorId'), document.get('imageId')));
}
