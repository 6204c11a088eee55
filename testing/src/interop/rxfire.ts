import { collectionData, docData } from 'rxfire/firestore';
import type { Observable } from 'rxjs';
import { publicGroupsQuery, groupRef, type Firegroups, type Group } from 'firegroups';

export function groups(fg: Firegroups): Observable<Group[]> {
  return collectionData(publicGroupsQuery(fg, { limit: 10 }));
}

export function group(fg: Firegroups, groupId: string): Observable<Group | undefined> {
  return docData(groupRef(fg, groupId));
}
