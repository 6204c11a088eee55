import type { MemberStatus, Role } from '@firegroups/model';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { memberRef } from '../refs.ts';
import { openWatch, type WatchObserver } from './watch.ts';

/** How the signed-in user stands towards a group: `role` is there where, and only where, the status is `joined`. */
export type Access =
  | { status: 'joined'; role: Role }
  | { status: 'none' | Exclude<MemberStatus, 'joined'>; role?: never };

/**
 * Watches how the signed-in user stands towards a group: what a screen needs to know to decide what it shows. It tells
 * the end of a membership and goes on; it ends silently on sign-out.
 *
 * A membership that is new is told once the server has it, as a chat that is opened any sooner would be refused. Offline it is
 * what this device last knew; where it knows nothing, nothing is told.
 *
 * @returns what ends it.
 * @throws FiregroupsError `invalid-argument`, `unauthenticated`.
 * @example
 * const stop = watchAccess(fg, groupId, {
 *   next: (access) => (access.status === 'joined' ? showChat(access.role) : showDoor(access.status)),
 * });
 */
export function watchAccess(
  fg: Firegroups,
  groupId: string,
  observer: WatchObserver<Access>,
): () => void {
  const own = memberRef(fg, groupId, currentUid(fg));
  const watch = openWatch(fg, observer);
  watch.listen(own, (snapshot) => {
    const member = snapshot.data();
    const { status = 'none', role } = member ?? {};
    // The server has yet to set the time.
    const isNew = snapshot.get(status === 'joined' ? 'joinedAt' : 'createdAt') === null;
    if (isNew || (snapshot.metadata.fromCache && !member)) return;
    const access = (status === 'joined' ? { status, role } : { status }) as Access;
    watch.tell(access, [status, access.role]);
  });
  return watch.stop;
}
