import type { Ref } from 'vue';
import { useCollection, useDocument } from 'vuefire';
import { browseQuery, groupRef, type Firegroups, type Group } from 'firegroups';

export function useGroups(fg: Firegroups): Ref<Group[]> {
  return useCollection(browseQuery(fg, { limit: 10 }));
}

// A getter: another id, another listener.
export function useGroup(fg: Firegroups, groupId: Ref<string>): Ref<Group | undefined> {
  return useDocument(() => groupRef(fg, groupId.value));
}
