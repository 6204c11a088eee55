/** The extra fields that firegroups.config.ts declares, with real clients. If it declares none: the map is refused. */
import { beforeAll, expect, test } from '@jest/globals';
import { LIMITS, type ExtraKind } from '@firegroups/model';
import {
  collection,
  getDocFromServer,
  getDocs,
  limit,
  query,
  where,
  type DocumentReference,
} from 'firebase/firestore';
import {
  createEvent,
  createGroup,
  createPost,
  eventRef,
  groupRef,
  messageRef,
  postRef,
  saveProfile,
  sendMessage,
  updateEvent,
  updateGroup,
  updatePost,
  userRef,
  type Firegroups,
} from 'firegroups';
import { usePeople } from '../../testing/src/clients/people.ts';
import { sampleExtra } from '../../testing/src/fixtures/extra.ts';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { stored } from '../../testing/src/prefix/stored.ts';

const people = usePeople();
const users = registerUsers(people, 'cleo');
let groupId: string;
let fg: Firegroups;

beforeAll(async () => {
  fg = users.cleo.fg;
  groupId = await createGroup(fg, { title: 'Extra' });
});

const tomorrow = () => new Date(Date.now() + 86_400_000);

/** Creates a document of each kind, or changes it. */
const KINDS: Record<
  ExtraKind,
  {
    create: (extra: never) => Promise<DocumentReference>;
    update?: (document: DocumentReference, extra: never) => Promise<void>;
  }
> = {
  users: {
    create: async (extra) => {
      await saveProfile(fg, { displayName: 'Cleo', extra });
      return userRef(fg, users.cleo.uid);
    },
    update: (_document, extra) => saveProfile(fg, { displayName: 'Cleo', extra }),
  },
  groups: {
    create: async (extra) => groupRef(fg, await createGroup(fg, { title: 'Extra', extra })),
    update: ({ id }, extra) => updateGroup(fg, id, { extra }),
  },
  posts: {
    create: async (extra) =>
      postRef(fg, { groupId }, await createPost(fg, { groupId }, { content: 'Extra', extra })),
    update: ({ id }, extra) => updatePost(fg, { groupId }, id, { content: 'Extra', extra }),
  },
  events: {
    create: async (extra) => {
      const event = { title: 'Extra', eventTime: tomorrow(), extra };
      return eventRef(fg, groupId, await createEvent(fg, groupId, event));
    },
    update: ({ id }, extra) => updateEvent(fg, groupId, id, { extra }),
  },
  messages: {
    create: async (extra) => {
      const { id, sent } = sendMessage(fg, groupId, { text: 'Extra', extra });
      await sent;
      return messageRef(fg, groupId, id);
    },
  },
};

test.each(Object.keys(KINDS) as ExtraKind[])('%s have the declared extra fields', async (kind) => {
  const { create, update } = KINDS[kind];
  const attempt = async (extra: object) => create(extra as never);
  await expect(attempt({ undeclared: 1 })).rejects.toMatchObject({
    reason: 'invalid-argument',
    fields: { extra: expect.stringMatching(/expected no such field$/) },
  });
  const extra = sampleExtra(kind);
  if (extra === undefined) return;
  const document = await attempt(extra);
  const stored = async () => (await getDocFromServer(document)).get('extra') as unknown;
  const read = async () => (await getDocFromServer(document)).data()?.['extra'] as unknown;
  expect(await read()).toEqual(extra);
  if (!update) return;
  await update(document, {} as never);
  expect(await stored()).toEqual({});
  await update(document, extra as never);
  expect(await read()).toEqual(extra);
});

test('groups are found by an extra field', async () => {
  const extra = sampleExtra('groups');
  const [name, value] = Object.entries(extra ?? {}).find(([, each]) => !Array.isArray(each)) ?? [];
  if (name === undefined) return;
  const { id } = await KINDS.groups.create(extra as never);
  const found = query(
    collection(fg.firestore, stored('groups')),
    where('visibility', '==', 'public'),
    where(`extra.${name}`, '==', value),
    limit(LIMITS.openList),
  );
  expect((await getDocs(found)).docs.map((group) => group.id)).toContain(id);
});
