import { getDoc, serverTimestamp, setDoc, updateDoc, doc } from 'firebase/firestore';
import { LIMITS, userPath } from '@firegroups/model';
import { checkFields, filledText, optional, photoURL, present, textUpTo } from '../checks.ts';
import { toFiregroupsError } from '../errors.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';

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
    if (isNew) await setDoc(ref, { ...profile, createdAt: serverTimestamp() });
    else await updateDoc(ref, profile);
  } catch (error) {
    throw toFiregroupsError(error);
  }
}
