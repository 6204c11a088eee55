import {
  getDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentReference,
} from 'firebase/firestore';
import * as LIMITS from '@firegroups/model/limits';
import { checked, filledText, textUpTo, urlUpTo } from '../checks.ts';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { userRef } from '../refs.ts';
import { attempt } from '../write.ts';

/** What a profile says. */
export interface ProfileFields {
  /** 1 to 50 characters, not only blanks; trimmed. */
  displayName: string;
  /** An https URL; null for none. Left as it is where absent. */
  photoURL?: string | null | undefined;
  /** Up to 500 characters. Left as it is where absent. */
  bio?: string | undefined;
}

/**
 * Saves the signed-in user's public profile, the first time or again. Creating and joining groups need one.
 *
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * await saveProfile(fg, { displayName: 'Ann' });
 */
export async function saveProfile(fg: Firegroups, fields: ProfileFields): Promise<void> {
  const ref = userRef(fg, currentUid(fg)) as DocumentReference;
  const checks = {
    displayName: filledText(LIMITS.displayName),
    photoURL: urlUpTo(LIMITS.photoURL),
    bio: textUpTo(LIMITS.bio),
  };
  const profile = {
    ...checked(fields, checks, ['displayName']),
    updatedAt: serverTimestamp(),
  };
  const update = () => updateDoc(ref, profile);
  await attempt(async () => {
    if ((await getDoc(ref)).exists()) return update();
    // Two tabs may save the first profile at once: for the second of them it is an update.
    return attempt(() => setDoc(ref, { ...profile, createdAt: serverTimestamp() }), update);
  });
}
