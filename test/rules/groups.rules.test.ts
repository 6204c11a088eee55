import { describe, test } from '@jest/globals';
import { LIMITS, groupPath, memberPath } from '@firegroups/model';
import {
  Timestamp,
  collection,
  deleteDoc,
  deleteField,
  doc,
  getDoc,
  getDocs,
  increment,
  limit,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
  where,
  writeBatch,
  type UpdateData,
} from 'firebase/firestore';
import { createdGroup, createdMember, storedGroup, storedMember } from '../support/documents.ts';
import { expectAllowed, expectDenied, expectTooWide } from '../support/expect.ts';
import { PEOPLE, usePopulatedGroups } from '../support/populatedGroups.ts';
import { FOUNDER, STANDINGS, type Standing } from '../support/standings.ts';

const scene = usePopulatedGroups('groups');

describe('groups/{groupId}', () => {
  describe('get', () => {
    const SEES: Record<string, Standing[]> = {
      open: PEOPLE,
      secret: ['invited', 'waiting', 'member', 'admin', 'creator'],
      missing: [],
    };
    for (const [groupId, seers] of Object.entries(SEES)) {
      test.each(PEOPLE)(`the ${groupId} group, by one who is %s`, async (person) => {
        const operation = getDoc(doc(scene.as(person), groupPath(groupId)));
        await (seers.includes(person) ? expectAllowed(operation) : expectDenied(operation));
      });
    }

    test('nobody without a real account sees a public group', async () => {
      await expectDenied(getDoc(doc(scene.asSignedOut(), groupPath('open'))));
      await expectDenied(getDoc(doc(scene.asAnonymous(), groupPath('open'))));
    });
  });

  describe('list', () => {
    const groups = () => collection(scene.as('none'), 'groups');
    const isPublic = where('visibility', '==', 'public');

    test('any signed-in user browses public groups, 50 at most', async () => {
      await expectAllowed(getDocs(query(groups(), isPublic, limit(LIMITS.openList))));
      await expectDenied(getDocs(query(groups(), isPublic, limit(LIMITS.openList + 1))));
      await expectDenied(getDocs(query(groups(), isPublic)));
    });

    test('nobody lists groups that may be private', async () => {
      await expectTooWide(getDocs(query(groups(), limit(1))));
      await expectDenied(getDocs(query(groups(), where('visibility', '==', 'private'), limit(1))));
    });

    test('nobody without a real account browses', async () => {
      const asSignedOut = collection(scene.asSignedOut(), 'groups');
      await expectDenied(getDocs(query(asSignedOut, isPublic, limit(1))));
    });
  });

  describe('create', () => {
    const creator = { role: 'creator', status: 'joined', invitedBy: null } as const;
    let groups = 0;

    /** Founds a group as `none`, with what differs from a valid one. */
    function found(change: { group?: object; member?: object | null; groupId?: string } = {}) {
      const { group = {}, member = {}, groupId = `new${groups++}` } = change;
      const firestore = scene.as('none');
      const batch = writeBatch(firestore);
      batch.set(doc(firestore, groupPath(groupId)), { ...createdGroup('none'), ...group });
      if (member) {
        const membership = { ...createdMember(groupId, 'none', creator), ...member };
        batch.set(doc(firestore, memberPath(groupId, 'none')), membership);
      }
      return batch.commit();
    }

    test('a user founds a group with themselves as its creator', async () => {
      await expectAllowed(found());
      await expectDenied(found({ group: { creatorId: 'admin' } }));
      await expectDenied(found({ member: null }));
      await expectDenied(found({ member: { role: 'admin' } }));
      await expectDenied(found({ member: { status: 'pending_request', joinedAt: null } }));
    });

    test('a membership as creator needs the new group in its batch', async () => {
      const member = createdMember('open', 'none', creator);
      await expectDenied(setDoc(doc(scene.as('none'), memberPath('open', 'none')), member));
    });

    test.each<[string, object, object]>([
      [
        'title',
        { title: 'x'.repeat(LIMITS.groupTitle) },
        { title: 'x'.repeat(LIMITS.groupTitle + 1) },
      ],
      ['title', { title: ' a ' }, { title: ' \t\n' }],
      ['title', { title: '7' }, { title: 7 }],
      [
        'description',
        { description: 'x'.repeat(LIMITS.groupDescription) },
        { description: 'x'.repeat(LIMITS.groupDescription + 1) },
      ],
      ['description', { description: '' }, { description: null }],
      ['photoId', { photoId: '6F9619FF-8B86-D011-B42D-00CF4FC964FF' }, { photoId: 'photo' }],
      ['photoId', { photoId: null }, { photoId: 1 }],
      ['visibility', { visibility: 'private' }, { visibility: 'hidden' }],
      ['joinPolicy', { joinPolicy: 'invite_only' }, { joinPolicy: 'never' }],
      ['invitePolicy', { invitePolicy: 'admins' }, { invitePolicy: 'nobody' }],
      ['createdAt', {}, { createdAt: Timestamp.fromMillis(0) }],
      ['updatedAt', {}, { updatedAt: Timestamp.fromMillis(0) }],
      ['memberCount', {}, { memberCount: 1000 }],
      ['titleSearch', {}, { titleSearch: 'chess' }],
      ['deletedAt', {}, { deletedAt: serverTimestamp() }],
      ['a field that is not declared', {}, { verified: true }],
    ])('%s: %j passes, %j is refused', async (_field, good, bad) => {
      await expectAllowed(found({ group: good }));
      await expectDenied(found({ group: bad }));
    });

    test('every field that is not optional is needed', async () => {
      const REQUIRED = [
        'title',
        'visibility',
        'joinPolicy',
        'invitePolicy',
        'creatorId',
        'createdAt',
        'updatedAt',
      ];
      for (const field of REQUIRED) {
        const firestore = scene.as('none');
        const groupId = `without-${field}`;
        const { [field]: _left, ...rest } = createdGroup('none') as Record<string, unknown>;
        const batch = writeBatch(firestore);
        batch.set(doc(firestore, groupPath(groupId)), rest);
        batch.set(
          doc(firestore, memberPath(groupId, 'none')),
          createdMember(groupId, 'none', creator),
        );
        await expectDenied(batch.commit());
      }
    });

    test('an id has up to 128 of A-Z a-z 0-9 _ -', async () => {
      await expectAllowed(found({ groupId: `${'x'.repeat(LIMITS.id - 4)}-_Z9` }));
      await expectDenied(found({ groupId: 'x'.repeat(LIMITS.id + 1) }));
      await expectDenied(found({ groupId: 'é' }));
    });

    test.each<[string, object]>([
      ['userId', { userId: 'admin' }],
      ['groupId', { groupId: 'open' }],
      ['invitedBy', { invitedBy: 'admin' }],
      ['joinedAt', { joinedAt: null }],
      ['createdAt', { createdAt: Timestamp.fromMillis(0) }],
      ['updatedAt', { updatedAt: Timestamp.fromMillis(0) }],
      ['muted', { muted: false }],
      ['a field that is not declared', { points: 1 }],
    ])("the creator's membership cannot be forged: %s", async (_field, member) => {
      await expectDenied(found({ member }));
    });

    test('a batch has one creator', async () => {
      const firestore = scene.as('none');
      const batch = writeBatch(firestore);
      batch.set(doc(firestore, groupPath('two')), createdGroup('none'));
      for (const uid of ['none', 'admin']) {
        batch.set(doc(firestore, memberPath('two', uid)), createdMember('two', uid, creator));
      }
      await expectDenied(batch.commit());
    });
  });

  describe('update', () => {
    const edit = (person: Standing, groupId: string, change: UpdateData<object>) =>
      updateDoc(doc(scene.as(person), groupPath(groupId)), {
        updatedAt: serverTimestamp(),
        ...change,
      });

    test.each(PEOPLE)('one who is %s edits the title', async (person) => {
      const operation = edit(person, 'open', { title: `By ${person}` });
      const isStaff = person === 'admin' || person === 'creator';
      await (isStaff ? expectAllowed(operation) : expectDenied(operation));
    });

    test.each<[string, object, object]>([
      ['title', { title: 'Go club' }, { title: '' }],
      ['title', { title: 'Go' }, { title: deleteField() }],
      ['description', { description: deleteField() }, { description: 5 }],
      ['photoId', { photoId: null }, { photoId: 'x' }],
      ['visibility', { visibility: 'public' }, { visibility: 'none' }],
      ['joinPolicy', { joinPolicy: 'approval' }, { joinPolicy: '' }],
      ['invitePolicy', { invitePolicy: 'members' }, { invitePolicy: '' }],
      ['creatorId', { title: 'a' }, { creatorId: 'admin' }],
      ['createdAt', { title: 'b' }, { createdAt: serverTimestamp() }],
      ['updatedAt', { title: 'c' }, { title: 'd', updatedAt: Timestamp.fromMillis(0) }],
      ['memberCount', { title: 'e' }, { memberCount: 9 }],
      ['the type of memberCount', { title: 'e2' }, { memberCount: increment(1e-17) }],
      ['titleSearch', { title: 'f' }, { titleSearch: 'g' }],
      ['a field that is not declared', { title: 'h' }, { verified: true }],
    ])('%s: %j passes, %j is refused', async (_field, good, bad) => {
      await expectAllowed(edit('admin', 'open', good));
      await expectDenied(edit('admin', 'open', bad));
    });

    test('only the creator has a group erased, and hides it at once', async () => {
      const erasure = { deletedAt: serverTimestamp(), visibility: 'private' };
      await scene.admin().doc(groupPath('leaving')).set(storedGroup('creator'));
      await expectDenied(edit('admin', 'leaving', erasure));
      await expectDenied(edit('creator', 'leaving', { deletedAt: serverTimestamp() }));
      await expectDenied(
        edit('creator', 'leaving', { ...erasure, deletedAt: Timestamp.fromMillis(0) }),
      );
      await expectDenied(edit('creator', 'leaving', { ...erasure, title: 'Bye' }));
      await expectAllowed(edit('creator', 'leaving', erasure));
    });

    test('nothing changes a group that is being erased', async () => {
      await expectDenied(edit('creator', 'dying', { title: 'Back' }));
      await expectDenied(
        edit('creator', 'dying', { deletedAt: deleteField(), visibility: 'public' }),
      );
      await expectDenied(
        edit('creator', 'dying', { deletedAt: serverTimestamp(), visibility: 'private' }),
      );
    });

    test('nobody deletes the document', async () => {
      await expectDenied(deleteDoc(doc(scene.as('creator'), groupPath('open'))));
    });
  });

  describe('transfer', () => {
    /** The three writes of a transfer from `founder` to `heir`, each of which may be left out or changed. */
    async function transfer(change: {
      heir?: object | null;
      old?: object | null;
      group?: object | null;
    }) {
      const groupId = `transfer${Math.random().toString(36).slice(2)}`;
      const admin = scene.admin();
      await admin.doc(groupPath(groupId)).set(storedGroup(FOUNDER));
      const members = {
        [FOUNDER]: STANDINGS.creator,
        heir: STANDINGS.member,
        other: STANDINGS.admin,
      };
      for (const [uid, membership] of Object.entries(members)) {
        await admin.doc(memberPath(groupId, uid)).set(storedMember(groupId, uid, membership));
      }
      const firestore = scene.as(FOUNDER);
      const updatedAt = serverTimestamp();
      const batch = writeBatch(firestore);
      const { heir = {}, old = {}, group = {} } = change;
      const update = (path: string, fields: object, own: object | null) => {
        if (own) batch.update(doc(firestore, path), { ...fields, updatedAt, ...own });
      };
      update(memberPath(groupId, 'heir'), { role: 'creator' }, heir);
      update(memberPath(groupId, FOUNDER), { role: 'admin' }, old);
      update(groupPath(groupId), { creatorId: 'heir' }, group);
      return batch.commit();
    }

    test('the creator hands over in one batch', async () => {
      await expectAllowed(transfer({}));
    });

    test.each<[string, Parameters<typeof transfer>[0]]>([
      ['that leaves the old creator', { old: null }],
      ['that leaves the group', { group: null }],
      ['without the heir', { heir: null }],
      ['to somebody else than the new creator', { group: { creatorId: 'other' } }],
      ['to nobody', { group: { creatorId: null } }],
      ['that makes the old creator a plain member', { old: { role: 'member' } }],
      ['that makes the heir an admin', { heir: { role: 'admin' } }],
      ['that edits the group on the way', { group: { title: 'Mine' } }],
      ['that mutes on the way', { old: { muted: true } }],
    ])('not %s', async (_how, change) => {
      await expectDenied(transfer(change));
    });

    test('an admin cannot take over', async () => {
      const firestore = scene.as('admin');
      const updatedAt = serverTimestamp();
      const batch = writeBatch(firestore);
      batch.update(doc(firestore, memberPath('open', 'admin')), { role: 'creator', updatedAt });
      batch.update(doc(firestore, memberPath('open', 'creator')), { role: 'admin', updatedAt });
      batch.update(doc(firestore, groupPath('open')), { creatorId: 'admin', updatedAt });
      await expectDenied(batch.commit());
    });
  });
});

test('a path that is not declared is refused', async () => {
  const firestore = scene.as('creator');
  for (const path of [
    'secrets/s1',
    'groups/open/secrets/s1',
    'groups/open/members/creator/more/m1',
  ]) {
    await expectDenied(getDoc(doc(firestore, path)));
    await expectDenied(setDoc(doc(firestore, path), { a: 1 }));
  }
});
