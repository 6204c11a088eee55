/** Groups in which everybody has the standing that they are named for. */
import { beforeAll } from '@jest/globals';
import { groupPath, memberPath, userPath, type Group, type Membership } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { storedGroup, storedMember, storedUser } from './documents.ts';
import { useRules, type RulesScene } from './rules.ts';
import { ALL_STANDINGS, STANDINGS } from './standings.ts';

/** Who is there: each of them a uid, a profile and a membership in every group. */
export const PEOPLE = ALL_STANDINGS.filter((standing) => standing !== 'invited by the actor');

const GROUPS: Record<string, Partial<Group<Timestamp>>> = {
  open: { visibility: 'public', memberCount: 3 },
  secret: { visibility: 'private' },
  dying: { visibility: 'private', deletedAt: Timestamp.now() },
};

/** Sets up the rules with a public group `open`, a private one `secret` and one that is being erased, `dying`. */
export function usePopulatedGroups(name: string): RulesScene {
  const scene = useRules(name);
  beforeAll(async () => {
    const admin = scene.admin();
    const batch = admin.batch();
    for (const person of PEOPLE) batch.set(admin.doc(userPath(person)), storedUser(person));
    for (const [groupId, change] of Object.entries(GROUPS)) {
      batch.set(admin.doc(groupPath(groupId)), storedGroup('creator', change));
      for (const person of PEOPLE) {
        const membership: Membership | null = STANDINGS[person];
        if (!membership) continue;
        const member = storedMember(groupId, person, membership);
        batch.set(admin.doc(memberPath(groupId, person)), member);
      }
    }
    await batch.commit();
  });
  return scene;
}
