import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useCollectionQuery, useDocumentQuery } from '@tanstack-query-firebase/react/firestore';
import { onSnapshot } from 'firebase/firestore';
import { publicGroupsQuery, groupRef, type Firegroups, type Group } from 'firegroups';

// Read once, and again when TanStack Query finds it stale or you invalidate it.
export function useGroup(fg: Firegroups, groupId: string): Group | undefined {
  const queryKey = ['groups', groupId];
  const { data, error } = useDocumentQuery(groupRef(fg, groupId), { queryKey });
  if (error) throw error;
  return data?.data();
}

// Live: a listener puts each change into the cache, which is never stale then.
export function useGroups(fg: Firegroups): Group[] | undefined {
  const client = useQueryClient();
  useEffect(
    () =>
      onSnapshot(publicGroupsQuery(fg, { limit: 10 }), (snapshot) => {
        client.setQueryData(['groups'], snapshot);
      }),
    [client, fg],
  );
  const { data, error } = useCollectionQuery(publicGroupsQuery(fg, { limit: 10 }), {
    queryKey: ['groups'],
    staleTime: Infinity,
  });
  if (error) throw error;
  return data?.docs.map((group) => group.data());
}
