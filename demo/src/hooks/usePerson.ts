import { useDocumentData } from 'react-firebase-hooks/firestore';
import { userRef, type User } from 'firegroups';
import { useFg } from './backend.ts';

/** Somebody's profile, live. Many that show one person cost one read: Firestore shares their listeners. */
export function usePerson(uid: string): { name: string; profile?: User | undefined } {
  const [profile, isLoading] = useDocumentData(userRef(useFg(), uid));
  return { name: profile?.displayName ?? (isLoading ? '' : 'Somebody'), profile };
}
