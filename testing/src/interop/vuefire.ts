import type { Ref } from 'vue';
import { useCollection, useDocument } from 'vuefire';
import { publicGroupsQuery, groupRef, type Firegroups, type Group } from 'firegroups';

// In development VueFire warns of every query without a key for server-side rendering.
export function useGroups(fg: Firegroups): Ref<Group[]> {
  return useCollection(publicGroupsQuery(fg, { limit: 10 }), { ssrKey: 'groups' });
}

// A getter: another id, another listener.
export function useGroup(fg: Firegroups, groupId: Ref<string>): Ref<Group | undefined> {
  return useDocument(() => groupRef(fg, groupId.value));
}
