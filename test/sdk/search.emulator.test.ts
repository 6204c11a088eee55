/** Names that people write in another way than they are stored: the function folds the name, and the SDK folds the search. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDocs } from 'firebase/firestore';
import { createGroup, groupRef, publicGroupsQuery, userRef, usersQuery } from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople } from '../../testing/src/clients/people.ts';

const people = usePeople();
let ann: Person;

beforeAll(async () => {
  ann = await people.register('Ann');
});

/** The name, and the beginning of it as somebody types it. */
const PAIRS = [
  ['Łukasz', 'lukasz'],
  ['Søren', 'soren'],
  ['Đorđe', 'dorde'],
  ['Æsa', 'aesa'],
  ['Straße', 'STRASSE'],
  ['Irmak', 'ırmak'],
  ['Işık', 'ışık'],
  ['Οδυσσέας', 'ΟΔΥΣ'],
  ['O’Brien', "o'br"],
  ['Jean\u2011Luc', 'jean-l'],
] as const;

describe.each(PAIRS)('%s', (name, search) => {
  // A name of this run: the emulator keeps the others.
  const run = Date.now().toString(36);
  const [stored, typed] = [`${run} ${name}`, `${run}\u00a0 ${search}`];

  test(`is found as the name of a user by ${search}`, async () => {
    const { uid } = await people.register(stored);
    await untilDocument(userRef(ann.fg, uid), (user) => user?.displayNameSearch !== undefined);
    const { docs } = await getDocs(usersQuery(ann.fg, { search: typed }));
    expect(docs.map(({ id }) => id)).toEqual([uid]);
  });

  test(`is found as the title of a group by ${search}`, async () => {
    const groupId = await createGroup(ann.fg, { title: stored });
    const group = groupRef(ann.fg, groupId);
    await untilDocument(group, (data) => data?.titleSearch !== undefined);
    const { docs } = await getDocs(publicGroupsQuery(ann.fg, { search: typed }));
    expect(docs.map(({ id }) => id)).toEqual([groupId]);
  });
});
