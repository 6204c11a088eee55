/** Images and where they are. */
import { getStorage, ref } from 'firebase/storage';
import type { Firegroups } from 'firegroups';

/** An image of so many bytes; what is in it nobody looks at. */
export const picture = (bytes = 100, type = 'image/png') =>
  new Blob([new Uint8Array(bytes)], { type });

/** An image of a group or a user, as one client finds it. */
export const imageAt = ({ fg }: { fg: Firegroups }, owner: string, imageId: string) =>
  ref(getStorage(fg.app), `${owner}/images/${imageId}`);
