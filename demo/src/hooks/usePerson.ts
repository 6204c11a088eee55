import { useDocumentData } from 'react-firebase-hooks/firestore';
import { userRef, type User } from 'firegroups';
import { useFg } from './backend.ts';

/** A user's profile, live. Many components that show the same user cost one read, because Firestore shares their listeners. */
export function usePerson(uid: string): { name: string; profile?: User | undefined } {
  const [profile, isLoading] = useDocumentData(userRef(useFg(), uid));
  return { name: profile?.displayName ?? (isLoading ? '' : 'Unknown user'), profile };
}
