import { useEffect, useState } from 'react';
import { onSnapshot, type DocumentSnapshot, type FirestoreError } from 'firebase/firestore';
import { useOutletContext } from 'react-router';
import { groupRef, type Access, type Group, type Role } from 'firegroups';
import { useFg } from './backend.ts';

/** The group that a screen is about, to one who has joined it. */
export interface JoinedGroup {
  groupId: string;
  group: Group;
  role: Role;
  /** The creator and admins. */
  isAdmin: boolean;
  /** Leaves on purpose: `act` ends the membership, and one is led out with `farewell` in place of the sentence for those who are removed. */
  leave: (act: () => Promise<unknown>, farewell: string) => void;
}

/** The group of the screens inside `/groups/:groupId`. */
export function useGroup(): JoinedGroup {
  return useOutletContext<JoinedGroup>();
}

/** What was heard of a group last; neither is there while it loads. */
interface Heard {
  snapshot?: DocumentSnapshot<Group>;
  error?: FirestoreError;
}

/**
 * A group, live. It is listened to anew with each standing of the user's: where the rules hide the group they end the listener
 * for good, though they show it to who is invited or let in a moment later.
 */
export function useGroupDocument(groupId: string, standing: Access['status']): Heard {
  const fg = useFg();
  const [heard, hear] = useState<Heard>({});
  useEffect(
    () =>
      onSnapshot(
        groupRef(fg, groupId),
        (snapshot) => {
          hear({ snapshot });
        },
        (error) => {
          hear({ error });
        },
      ),
    [fg, groupId, standing],
  );
  return heard;
}
