import {
  doc,
  getDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
  type UpdateData,
} from 'firebase/firestore';
import { LIMITS, userPath } from '@firegroups/model';
import { checkFields, filledText, optional, photoURL, present, textUpTo } from '../checks.ts';
import { isRefusal, toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';

/** What a profile says. */
export interface ProfileFields {
  /** 1 to 50 characters, not only blanks; trimmed. */
  displayName: string;
  /** An https URL; null for none. Left as it is where absent. */
  photoURL?: string | null;
  /** Up to 500 characters. Left as it is where absent. */
  bio?: string;
}

/**
 * Saves the signed-in user's public profile, the first time or again. Creating and joining groups need one.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * await saveProfile(fg, { displayName: 'Ann' });
 */
export async function saveProfile(fg: Firegroups, fields: ProfileFields): Promise<void> {
  const ref = doc(fg.firestore, userPath(currentUid(fg)));
  checkFields(fields, {
    displayName: filledText(LIMITS.displayName),
    photoURL: optional(photoURL),
    bio: optional(textUpTo(LIMITS.bio)),
  });
  const profile = {
    ...present(fields),
    displayName: fields.displayName.trim(),
    updatedAt: serverTimestamp(),
  };
  try {
    const isNew = !(await getDoc(ref)).exists();
    if (!isNew) await updateDoc(ref, profile);
    else await createUnlessThere(ref, profile);
  } catch (error) {
    throw toFiregroupsError(error);
  }
}

/** Two tabs may save the first profile at once: for the second of them it is an update. */
async function createUnlessThere(
  ref: DocumentReference,
  profile: UpdateData<object>,
): Promise<void> {
  try {
    await setDoc(ref, { ...profile, createdAt: serverTimestamp() });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await updateDoc(ref, profile);
  }
}
