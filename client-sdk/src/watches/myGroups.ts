import { onSnapshot } from 'firebase/firestore';
import { isRefusal } from '../errors.ts';
import type { Group, Member } from '../documents.ts';
import type { Firegroups } from '../firegroups.ts';
import { myMembershipsQuery } from '../queries.ts';
import { groupRef } from '../refs.ts';
import { openWatch, type WatchObserver } from './watch.ts';

/** A group and the signed-in user's membership in it. */
export interface MyGroup {
  group: Group;
  /** `joined`, `pending_invite` or `pending_request`. */
  membership: Member;
}

/** A membership whose group may not be loaded yet. `group` is null if it does not exist or the rules hide it. */
type Candidate = Pick<MyGroup, 'membership'> & { group?: Group | null };

/**
 * Watches the signed-in user's groups: those that they are in, are invited to or have asked to join, in the order in which the
 * memberships were created. So a new group comes last, and no other group moves. Groups that the user is banned from are left
 * out, and so are groups that were deleted or are being deleted.
 *
 * It emits its first state when all groups are loaded, and reads each membership and each group once. The user's own changes show
 * at once, except for a new membership, which waits for the server. Offline, it shows what is in this device's cache. It ends
 * silently on sign-out.
 *
 * @returns a function that ends the watch.
 * @throws FiregroupsError `unauthenticated`.
 * @example
 * const stop = watchMyGroups(fg, {
 *   next: (groups) => render(groups.map(({ group, membership }) => [group.title, membership.status])),
 * });
 */
export function watchMyGroups(fg: Firegroups, observer: WatchObserver<MyGroup[]>): () => void {
  const watch = openWatch(fg, observer);
  const candidates = new Map<string, Candidate>();
  const closers = new Map<string, () => void>();

  function update(groupId: string, changes: Partial<Candidate>): void {
    candidates.set(groupId, { ...candidates.get(groupId), ...changes } as Candidate);
  }

  function emit(): void {
    const all = [...candidates.values()];
    if (all.some(({ group }) => group === undefined)) return;
    const groups = all
      .filter((candidate): candidate is MyGroup => !!candidate.group && !candidate.group.deletedAt)
      .sort((a, b) => +a.membership.createdAt - +b.membership.createdAt);
    watch.emit(groups, groups);
  }

  function follow(groupId: string): void {
    const show = (group: Group | null) => {
      update(groupId, { group });
      emit();
    };
    const close = onSnapshot(
      groupRef(fg, groupId),
      (group) => {
        show(group.data() ?? null);
      },
      (error) => {
        if (isRefusal(error)) show(null);
        else watch.fail(error);
      },
    );
    closers.set(groupId, close);
    watch.atEnd.push(close);
  }

  watch.listen(myMembershipsQuery(fg), (memberships) => {
    for (const { type, doc } of memberships.docChanges({ includeMetadataChanges: true })) {
      // The project can have other collections named `members`.
      if (doc.ref.parent.parent?.parent.path !== `${fg.prefix}groups`) continue;
      const membership = doc.data();
      const { groupId, status } = membership;
      const isLeftOut = type === 'removed' || status === 'banned';
      // The rules may show a hidden group to the changed membership: read it again.
      if (isLeftOut || candidates.get(groupId)?.group === null) {
        closers.get(groupId)?.();
        closers.delete(groupId);
        candidates.delete(groupId);
      }
      // The rules hide a private group until the server has the membership and has set its time.
      if (isLeftOut || doc.get('createdAt') === null) continue;
      update(groupId, { membership });
      if (!closers.has(groupId)) follow(groupId);
    }
    if (candidates.size > 0 || !memberships.metadata.fromCache) emit();
  });
  return watch.stop;
}
