/**
 * The SDK's queries and references in binding libraries.
 *
 * @jest-environment ./testing/src/harness/windowEnvironment.ts
 */
import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as firestore from '@firebase/firestore';
import { QueryClient } from '@tanstack/react-query';
import { serverTimestamp, updateDoc } from 'firebase/firestore';
import { ref } from 'vue';
import { createGroup, groupRef, type Firegroups, type Group } from 'firegroups';
import type { Person } from '../../../testing/src/clients/client.ts';
import { usePeople } from '../../../testing/src/clients/people.ts';
import {
  mountReact,
  mountReactQuery,
  mountVue,
  subscribe,
  type Mounted,
} from '../../../testing/src/interop/mounted.ts';
import * as hooks from '../../../testing/src/interop/reactFirebaseHooks.ts';
import * as rx from '../../../testing/src/interop/rxfire.ts';
import * as queries from '../../../testing/src/interop/tanstackQuery.ts';
import * as vue from '../../../testing/src/interop/vuefire.ts';

type Shown<T> = Omit<Mounted<T>, 'renderAgain' | 'renders'>;

const people = usePeople();
let ann: Person, bob: Person;
let groupId: string;
let listen: jest.SpiedFunction<typeof firestore.onSnapshot>;
const mounted: { unmount: () => void }[] = [];

function keep<M extends { unmount: () => void }>(shown: M): M {
  mounted.push(shown);
  return shown;
}

const rename = (title: string) =>
  updateDoc(groupRef(ann.fg, groupId), { title, updatedAt: serverTimestamp() });

beforeAll(async () => {
  [ann, bob] = await Promise.all([people.register('Ann'), people.register('Bob')]);
});

beforeEach(async () => {
  groupId = await createGroup(ann.fg, { title: 'Chess club' });
  // The spy only counts the calls of the libraries.
  listen = jest.spyOn(firestore, 'onSnapshot');
});

afterEach(() => {
  for (const shown of mounted.splice(0)) shown.unmount();
  jest.restoreAllMocks();
});

const COLLECTIONS: Record<string, (fg: Firegroups) => Shown<Group[] | undefined>> = {
  'react-firebase-hooks': (fg) => mountReact(() => hooks.useGroups(fg)),
  '@tanstack-query-firebase/react': (fg) => mountReactQuery(() => queries.useGroups(fg)),
  vuefire: (fg) => mountVue(fg, () => vue.useGroups(fg)),
  rxfire: (fg) => subscribe(rx.groups(fg)),
};

const DOCUMENTS: Record<string, (fg: Firegroups) => Shown<Group | undefined>> = {
  'react-firebase-hooks': (fg) => mountReact(() => hooks.useGroup(fg, groupId)),
  vuefire: (fg) => mountVue(fg, () => vue.useGroup(fg, ref(groupId))),
  rxfire: (fg) => subscribe(rx.group(fg, groupId)),
};

describe.each(Object.entries(COLLECTIONS))('a query in %s', (_library, show) => {
  test('shows documents as the SDK returns them, and what another user adds and changes', async () => {
    const shown = keep(show(bob.fg));
    const has = (id: string, title: string) => (groups?: Group[]) =>
      groups?.some((group) => group.id === id && group.title === title) ?? false;
    const groups = await shown.until(has(groupId, 'Chess club'));
    expect(groups?.find(({ id }) => id === groupId)).toMatchObject({
      creatorId: ann.uid,
      createdAt: expect.any(Date),
      memberCount: expect.any(Number),
    });
    const added = await createGroup(ann.fg, { title: 'Go club' });
    await shown.until(has(added, 'Go club'));
    await rename('Chess and tea');
    await shown.until(has(groupId, 'Chess and tea'));
    expect(listen).toHaveBeenCalledTimes(1);
  });
});

describe.each(Object.entries(DOCUMENTS))('a reference in %s', (_library, show) => {
  test('shows the document as the SDK returns it, and what another user changes', async () => {
    const shown = keep(show(bob.fg));
    const group = await shown.until((state) => state?.title === 'Chess club');
    expect(group).toMatchObject({ id: groupId, createdAt: expect.any(Date) });
    await rename('Chess and tea');
    await shown.until((state) => state?.title === 'Chess and tea');
    expect(listen).toHaveBeenCalledTimes(1);
  });
});

describe('rendering again', () => {
  async function renderOften(shown: Mounted<unknown>): Promise<void> {
    const before = shown.renders();
    for (let i = 0; i < 20; i++) await shown.renderAgain();
    expect(shown.renders() - before).toBeGreaterThanOrEqual(20);
  }

  test('opens no second listener in react-firebase-hooks', async () => {
    const groups = keep(mountReact(() => hooks.useGroups(bob.fg)));
    const group = keep(mountReact(() => hooks.useGroup(bob.fg, groupId)));
    await renderOften(groups);
    await renderOften(group);
    await groups.until((state) => state !== undefined);
    await group.until((state) => state !== undefined);
    await renderOften(groups);
    await renderOften(group);
    expect(listen).toHaveBeenCalledTimes(2);
  });

  test('opens no second listener in vuefire', async () => {
    const groups = keep(mountVue(bob.fg, () => vue.useGroups(bob.fg)));
    const group = keep(mountVue(bob.fg, () => vue.useGroup(bob.fg, ref(groupId))));
    await groups.until((state) => state.length > 0);
    await group.until((state) => state?.id === groupId);
    await renderOften(groups);
    await renderOften(group);
    expect(listen).toHaveBeenCalledTimes(2);
  });

  test('reads nothing again in @tanstack-query-firebase/react until its query is invalidated', async () => {
    const read = jest.spyOn(firestore, 'getDoc');
    const client = new QueryClient();
    const group = keep(mountReactQuery(() => queries.useGroup(bob.fg, groupId), client));
    await group.until((state) => state?.title === 'Chess club');
    await renderOften(group);
    expect(read).toHaveBeenCalledTimes(1);
    await rename('Chess and tea');
    await client.invalidateQueries({ queryKey: ['groups', groupId] });
    await group.until((state) => state?.title === 'Chess and tea');
    expect(read).toHaveBeenCalledTimes(2);
  });
});

test('another id opens another listener in vuefire', async () => {
  const second = await createGroup(ann.fg, { title: 'Go club' });
  const id = ref(groupId);
  const group = keep(mountVue(bob.fg, () => vue.useGroup(bob.fg, id)));
  await group.until((state) => state?.id === groupId);
  id.value = second;
  await group.until((state) => state?.id === second);
  expect(listen).toHaveBeenCalledTimes(2);
});
