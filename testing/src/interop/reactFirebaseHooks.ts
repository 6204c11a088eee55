import { useCollectionData, useDocumentData } from 'react-firebase-hooks/firestore';
import { publicGroupsQuery, groupRef, type Firegroups, type Group } from 'firegroups';

export function useGroups(fg: Firegroups): Group[] | undefined {
  const [groups, _isLoading, error] = useCollectionData(publicGroupsQuery(fg, { limit: 10 }));
  if (error) throw error;
  return groups;
}

export function useGroup(fg: Firegroups, groupId: string): Group | undefined {
  const [group, _isLoading, error] = useDocumentData(groupRef(fg, groupId));
  if (error) throw error;
  return group;
}
