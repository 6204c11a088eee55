/**
 * The photos of groups and people, in Cloud Storage. They are loaded with `getBlob`, which asks the rules each time: a link would
 * work for everyone who has it, also after a membership has ended.
 */
import type { FirebaseStorage } from 'firebase/storage';
import type { Group, User } from 'firegroups';
import type { Backend } from './firebase.ts';

let storage: Promise<FirebaseStorage> | undefined;

/** Connects to Cloud Storage, once. Await it before the SDK uploads, because it chooses the emulator. */
export function openStorage({ fg, emulators }: Backend): Promise<FirebaseStorage> {
  storage ??= import('firebase/storage').then(({ connectStorageEmulator, getStorage }) => {
    const opened = getStorage(fg.app);
    const emulator = emulators?.storage && new URL(`http://${emulators.storage}`);
    if (emulator) connectStorageEmulator(opened, emulator.hostname, Number(emulator.port));
    return opened;
  });
  return storage;
}

/** The path of a user's photo, or undefined if they have none. */
export function photoOfUser(user: User | undefined): string | undefined {
  return user?.photoId ? `users/${user.id}/images/${user.photoId}` : undefined;
}

/** The path of a group's photo, or undefined if it has none. Only members may load it. */
export function photoOfGroup({ id, photoId, photoBy }: Group): string | undefined {
  return photoId && photoBy ? `groups/${id}/images/${photoBy}/${photoId}` : undefined;
}

/** The addresses of loaded photos in this page, by their paths. A photo never changes, so each is loaded once. */
const loaded = new Map<string, Promise<string | undefined>>();

/** Loads a photo, and returns an address for this page, or undefined if it cannot be loaded, for example offline. */
export function loadPhoto(backend: Backend, path: string): Promise<string | undefined> {
  const known = loaded.get(path);
  if (known) return known;
  const url = download(backend, path).catch(() => {
    loaded.delete(path);
    return undefined;
  });
  loaded.set(path, url);
  return url;
}

async function download(backend: Backend, path: string): Promise<string> {
  const opened = await openStorage(backend);
  const { getBlob, ref } = await import('firebase/storage');
  return URL.createObjectURL(await getBlob(ref(opened, path)));
}
