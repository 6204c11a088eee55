import { onSnapshot } from 'firebase/firestore';
import { isRefusal } from '../errors.ts';
import type { Group, Member } from '../documents.ts';
import type { Firegroups } from '../firegroups.ts';
import { myMembershipsQuery } from '../queries.ts';
import { groupRef } from '../refs.ts';
import { openWatch, type WatchObserver } from './watch.ts';

/** A group with the signed-in user's membership in it. */
export interface MyGroup {
  group: Group;
  /** `joined`, `pending_invite` or `pending_request`. */
  membership: Member;
}

/** `group` is absent until it is known, `null` where it is gone or hidden. */
type Candidate = Pick<MyGroup, 'membership'> & { group?: Group | null };

/**
 * Watches the signed-in user's groups: those they are in, are invited to or wait for. In the order in which the
 * memberships were made, so that a new one comes last and nothing else moves. Groups that they are banned from are left
 * out, and so are those that are gone, or are being erased.
 *
 * It first tells when every group is known, and reads each membership and each group once. What the user does shows at
 * once, but for a new membership, which waits for the server. Offline it shows what this device last knew. It ends silently on sign-out.
 *
 * @returns what ends it.
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

  function change(groupId: string, to: Partial<Candidate>): void {
    candidates.set(groupId, { ...candidates.get(groupId), ...to } as Candidate);
  }

  function tell(): void {
    const all = [...candidates.values()];
    if (all.some(({ group }) => group === undefined)) return;
    const groups = all
      .filter((one): one is MyGroup => !!one.group && !one.group.deletedAt)
      .sort((a, b) => +a.membership.createdAt - +b.membership.createdAt);
    watch.tell(groups, groups);
  }

  function follow(groupId: string): void {
    const show = (group: Group | null) => {
      change(groupId, { group });
      tell();
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
      const membership = doc.data();
      const { groupId, status } = membership;
      const isOut = type === 'removed' || status === 'banned';
      // A group that was hidden may show to another membership: then it is asked for anew.
      if (isOut || candidates.get(groupId)?.group === null) {
        closers.get(groupId)?.();
        closers.delete(groupId);
        candidates.delete(groupId);
      }
      // The rules hide a private group until the server has the membership, and has set its time.
      if (isOut || doc.get('createdAt') === null) continue;
      change(groupId, { membership });
      if (!closers.has(groupId)) follow(groupId);
    }
    if (candidates.size > 0 || !memberships.metadata.fromCache) tell();
  });
  return watch.stop;
}
