import {
  getDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import type { UserExtra } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { checked, extraOf, nameUpTo, textUpTo, urlUpTo } from '../checks.ts';
import { isRefusal } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import type { ImageInput } from '../prepareImage.ts';
import { userRef } from '../refs.ts';
import { write } from '../write.ts';
import { setPhoto } from './content.ts';

/** The fields of a profile. */
export interface ProfileFields {
  /** A name: 1 to `LIMITS.displayName` visible characters on one line; trimmed. */
  displayName: string;
  /** An https URL, or null for none. If absent, it does not change. */
  photoURL?: string | null | undefined;
  /** Up to `LIMITS.bio` characters. If absent, it does not change. */
  bio?: string | undefined;
  /** The extra fields of this project, all of them: they replace the previous ones. */
  extra?: UserExtra | undefined;
}

/**
 * Creates or updates the signed-in user's public profile. A user needs one to create or join groups.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * await saveProfile(fg, { displayName: 'Ann' });
 */
export async function saveProfile(fg: Firegroups, fields: ProfileFields): Promise<void> {
  const ref = userRef(fg, currentUid(fg)) as DocumentReference;
  const checks = {
    displayName: nameUpTo(LIMITS.displayName),
    photoURL: urlUpTo(LIMITS.photoURL),
    bio: textUpTo(LIMITS.bio),
    extra: extraOf('users'),
  };
  const profile = {
    ...checked(fields, checks, ['displayName']),
    updatedAt: serverTimestamp(),
  };
  const update = () => updateDoc(ref, profile);
  await write(fg, async () => {
    if ((await getDoc(ref)).exists()) return update();
    try {
      await setDoc(ref, { ...profile, createdAt: serverTimestamp() });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // Another tab has created the profile in the meantime.
      await update();
    }
  });
}

/**
 * Sets the photo of the signed-in user's profile, or removes it (null), and deletes the previous one. Show it instead of `photoURL`.
 * Every signed-in user sees it. Costs one read, and needs a connection.
 *
 * @throws FiregroupsError `not-found` if the user has no profile yet, `not-configured`, `invalid-argument`, `unauthenticated`.
 * @example
 * // A File from an <input type="file"> sets a photo; null removes it.
 * await setProfilePhoto(fg, null);
 */
export async function setProfilePhoto(fg: Firegroups, image: ImageInput | null): Promise<void> {
  await setPhoto(fg, userRef(fg, currentUid(fg)), image);
}
