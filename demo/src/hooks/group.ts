import { useOutletContext } from 'react-router';
import type { Group, Role } from 'firegroups';

/** The group that a screen is about, to one who has joined it. */
export interface JoinedGroup {
  groupId: string;
  group: Group;
  role: Role;
  /** The creator and admins. */
  isStaff: boolean;
  /** Leaves on purpose: `act` ends the membership, and one is led out with `farewell` in place of the sentence for those who are removed. */
  leave: (act: () => Promise<unknown>, farewell: string) => void;
}

/** The group of the screens inside `/groups/:groupId`. */
export function useGroup(): JoinedGroup {
  return useOutletContext<JoinedGroup>();
}
