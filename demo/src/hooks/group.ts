import { useEffect, useState } from 'react';
import { onSnapshot, type DocumentSnapshot, type FirestoreError } from 'firebase/firestore';
import { useOutletContext } from 'react-router';
import { groupRef, type Access, type Group, type Role } from 'firegroups';
import { useFg } from './backend.ts';

/** A group, as its members' screens see it. */
export interface JoinedGroup {
  groupId: string;
  group: Group;
  role: Role;
  /** Whether the user is the creator or an admin. */
  isAdmin: boolean;
  /** Runs an action that ends the user's own membership. Then shows `message` instead of the message for removed members. */
  leave: (act: () => Promise<unknown>, message: string) => void;
}

/** The group of the screens inside `/groups/:groupId`. */
export function useGroup(): JoinedGroup {
  return useOutletContext<JoinedGroup>();
}

/** The last snapshot or error. Both are undefined while the group loads. */
interface GroupSnapshot {
  snapshot?: DocumentSnapshot<Group>;
  error?: FirestoreError;
}

/**
 * A group, live. Starts a new listener when the user's membership status changes: if the rules deny access, the listener ends
 * for good, although the user may be invited or approved a moment later.
 */
export function useGroupDocument(groupId: string, status: Access['status']): GroupSnapshot {
  const fg = useFg();
  const [current, setCurrent] = useState<GroupSnapshot>({});
  useEffect(
    () =>
      onSnapshot(
        groupRef(fg, groupId),
        (snapshot) => {
          setCurrent({ snapshot });
        },
        (error) => {
          setCurrent({ error });
        },
      ),
    [fg, groupId, status],
  );
  return current;
}
