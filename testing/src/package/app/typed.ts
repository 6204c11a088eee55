/** Uses the types of the packed package as an app does. It is compiled with several kinds of module resolution. */
import { getDoc, getDocs } from 'firebase/firestore';
import {
  publicGroupsQuery,
  createGroup,
  groupRef,
  isFiregroupsError,
  type Firegroups,
  type FiregroupsErrorReason,
  type Group,
} from 'firegroups';

export async function newestTitles(fg: Firegroups): Promise<string[]> {
  const groups: Group[] = (await getDocs(publicGroupsQuery(fg))).docs.map((doc) => doc.data());
  return groups.map(({ title, createdAt }) => `${title}, ${createdAt.toISOString()}`);
}

export async function createAndRead(
  fg: Firegroups,
): Promise<Group | FiregroupsErrorReason | undefined> {
  try {
    const groupId = await createGroup(fg, { title: 'Chess club', joinPolicy: 'open' });
    return (await getDoc(groupRef(fg, groupId))).data();
  } catch (error) {
    if (isFiregroupsError(error)) return error.reason;
    throw error;
  }
}

// @ts-expect-error A group has a title.
export const untitled = (fg: Firegroups) => createGroup(fg, { joinPolicy: 'open' });
