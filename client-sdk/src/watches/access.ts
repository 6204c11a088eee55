import type { MemberStatus, Role } from '@firegroups/model';
import { currentUid, type Firegroups } from '../firegroups.ts';
import { memberRef } from '../refs.ts';
import { openWatch, type WatchObserver } from './watch.ts';

/** The signed-in user's access to a group. `role` is set only if the status is `joined`. */
export type Access =
  | { status: 'joined'; role: Role }
  | { status: 'none' | Exclude<MemberStatus, 'joined'>; role?: never };

/**
 * Watches the signed-in user's access to a group, for a screen that shows members something that other users do not see. When
 * the membership ends, the watch emits that and goes on. It ends silently on sign-out.
 *
 * It emits a new membership when the server has it, because the rules refuse a chat that you open earlier. Offline, it emits the
 * state in this device's cache; if there is none, it emits nothing.
 *
 * @returns a function that ends the watch.
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
    // The server has not set the time yet.
    const isNew = snapshot.get(status === 'joined' ? 'joinedAt' : 'createdAt') === null;
    if (isNew || (snapshot.metadata.fromCache && !member)) return;
    const access = (status === 'joined' ? { status, role } : { status }) as Access;
    watch.emit(access, [status, access.role]);
  });
  return watch.stop;
}
