/**
 * The groups that this process has found deleted. The deletion of a group with a million messages calls the trigger of messages a
 * million times. Without this list, each call would read documents. A group never returns, because its stub stays.
 */
import { groupPath } from '@firegroups/model';
import type { Firestore } from 'firebase-admin/firestore';
import { isLive } from '../firestore/documents.ts';
import { database, docAt } from '../firestore/store.ts';

const MAX_REMEMBERED = 1000;

/** By database: the full paths of the groups. */
const deleted = new WeakMap<Firestore, Set<string>>();

export function isKnownDeleted(groupId: string): boolean {
  return deleted.get(database())?.has(docAt(groupPath(groupId)).path) ?? false;
}

/** Costs one read. */
export async function rememberIfDeleted(groupId: string): Promise<void> {
  const ref = docAt(groupPath(groupId));
  const group = await ref.get();
  if (!group.exists || isLive(group)) return;
  const known = deleted.get(database()) ?? new Set();
  if (known.size >= MAX_REMEMBERED) known.clear();
  deleted.set(database(), known.add(ref.path));
}
