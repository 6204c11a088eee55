/** Groups and the people in them, by real clients. */
import { beforeAll } from '@jest/globals';
import { getDoc } from 'firebase/firestore';
import {
  acceptInvite,
  createGroup,
  inviteUser,
  memberRef,
  setRole,
  type MemberStatus,
  type NewGroup,
} from 'firegroups';
import type { Person } from '../../tools/src/clients/client.ts';
import type { People } from './people.ts';

/** People who are registered once, before a file's tests; each has their name with a capital. */
export function useCast<Name extends string>(
  people: People,
  ...names: Name[]
): Record<Name, Person> {
  const cast = {} as Record<Name, Person>;
  beforeAll(async () => {
    await Promise.all(
      names.map(async (name) => {
        cast[name] = await people.register(name[0]!.toUpperCase() + name.slice(1));
      }),
    );
  }, 60_000);
  return cast;
}

/** Founds a chess club and lets people in. */
export async function openClub(
  creator: Person,
  {
    admins = [],
    members = [],
    ...fields
  }: Partial<NewGroup> & { admins?: Person[]; members?: Person[] } = {},
): Promise<string> {
  const groupId = await createGroup(creator.fg, { title: 'Chess club', ...fields });
  await Promise.all([...admins, ...members].map((person) => letIn(creator, groupId, person)));
  await Promise.all(admins.map(({ uid }) => setRole(creator.fg, groupId, uid, 'admin')));
  return groupId;
}

/** Has a member invite somebody, who accepts. */
export async function letIn(inviter: Person, groupId: string, person: Person): Promise<void> {
  await inviteUser(inviter.fg, groupId, person.uid);
  await acceptInvite(person.fg, groupId);
}

/** Where a person stands, as they see it themselves. */
export async function statusOf(
  groupId: string,
  { fg, uid }: Person,
): Promise<MemberStatus | 'none'> {
  return (await getDoc(memberRef(fg, groupId, uid))).data()?.status ?? 'none';
}
