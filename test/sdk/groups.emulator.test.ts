/** Groups themselves, by real clients, with the functions reacting in the emulator by themselves. */
import { describe, expect, test } from '@jest/globals';
import { createUserWithEmailAndPassword } from 'firebase/auth';
import { getDoc } from 'firebase/firestore';
import {
  createGroup,
  deleteGroup,
  groupRef,
  inviteUser,
  memberRef,
  myMembershipsQuery,
  requestToJoin,
  updateGroup,
  type NewGroup,
} from 'firegroups';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showList } from '../../testing/src/clients/shown.ts';

const people = usePeople();
const cast = registerUsers(people, 'cleo', 'ada', 'mia', 'sid');

describe('createGroup', () => {
  test('makes the user its creator, and its counts and search name follow', async () => {
    const { cleo, sid } = cast;
    const groupId = await createGroup(cleo.fg, { title: ' Évas Club ', description: 'We play' });
    const group = await untilDocument(groupRef(sid.fg, groupId), (data) => data?.memberCount === 1);
    expect(group).toMatchObject({
      id: groupId,
      title: 'Évas Club',
      titleSearch: 'evas club',
      description: 'We play',
      visibility: 'public',
      joinPolicy: 'approval',
      invitePolicy: 'members',
      creatorId: cleo.uid,
    });
    expect(group?.createdAt).toBeInstanceOf(Date);
    const member = (await getDoc(memberRef(cleo.fg, groupId, cleo.uid))).data();
    expect(member).toMatchObject({ role: 'creator', status: 'joined' });
  });

  test('reads a count that nobody has counted yet as 0', async () => {
    const groupId = await createGroup(cast.cleo.fg, { title: 'Chess club' });
    const counted = (await getDoc(groupRef(cast.cleo.fg, groupId))).data()?.memberCount;
    expect([0, 1]).toContain(counted);
  });

  test('needs a profile, and says so', async () => {
    const { fg } = people.open();
    await createUserWithEmailAndPassword(fg.auth, `${Math.random()}@example.com`, 'secret');
    await expectReason(createGroup(fg, { title: 'A' }), 'permission-denied', /saveProfile/);
    const groupId = await createGroup(cast.cleo.fg, { title: 'Chess club' });
    await expectReason(requestToJoin(fg, groupId), 'permission-denied', /saveProfile/);
  });
});

describe('createGroup and updateGroup', () => {
  test.each([
    ['title', 'x'.repeat(101), 'expected 1 to 100 characters, not only blanks'],
    ['title', '\u3164', 'expected 1 to 100 characters, not only blanks'],
    ['title', null, 'expected 1 to 100 characters, not only blanks'],
    ['description', 'x'.repeat(2001), 'expected at most 2000 characters'],
    ['visibility', 'secret', 'expected one of public, private'],
    ['joinPolicy', 'never', 'expected one of approval, open, invite_only'],
    ['invitePolicy', 'nobody', 'expected one of members, admins'],
    ['colour', 'red', 'expected no such field'],
    ['creatorId', 'sid', 'expected no such field'],
  ])('name a bad %s (%j)', async (field, value, expected) => {
    const { fg } = cast.cleo;
    const fields = { [field]: value } as Partial<NewGroup>;
    const fault = { reason: 'invalid-argument', fields: { [field]: expected } };
    await expect(createGroup(fg, { title: 'Chess club', ...fields })).rejects.toMatchObject(fault);
    await expect(updateGroup(fg, 'any', fields)).rejects.toMatchObject(fault);
  });
});

describe('updateGroup', () => {
  test('shows to others, leaves alone what is not named, and the search name follows', async () => {
    const { cleo, ada, sid } = cast;
    const groupId = await createClub(cleo, { admins: [ada], description: 'We play' });
    await updateGroup(ada.fg, groupId, { title: ' Évas Club ', invitePolicy: 'admins' });
    const group = await untilDocument(
      groupRef(sid.fg, groupId),
      (data) => data?.titleSearch === 'evas club',
    );
    expect(group).toMatchObject({
      title: 'Évas Club',
      description: 'We play',
      visibility: 'public',
      invitePolicy: 'admins',
      creatorId: cleo.uid,
    });
  });

  test('that opens the group lets in who waits', async () => {
    const { cleo, sid } = cast;
    const groupId = await createClub(cleo);
    await requestToJoin(sid.fg, groupId);
    await updateGroup(cleo.fg, groupId, { joinPolicy: 'open' });
    const own = memberRef(sid.fg, groupId, sid.uid);
    expect(await untilDocument(own, (member) => member?.status === 'joined')).toBeDefined();
  });

  test('is staff’s', async () => {
    const { cleo, mia, sid } = cast;
    const groupId = await createClub(cleo, { members: [mia] });
    const by = ({ fg }: typeof mia) => updateGroup(fg, groupId, { title: 'Mine' });
    await expectReason(by(mia), 'permission-denied', /creator or an admin can do this: ask them/);
    await expectReason(by(sid), 'not-a-member', /join the group/);
    const missing = updateGroup(cleo.fg, 'missing', { title: 'Mine' });
    await expectReason(missing, 'not-a-member', /join the group/);
    expect((await getDoc(groupRef(sid.fg, groupId))).data()?.title).toBe('Chess club');
  });
});

describe('deleteGroup', () => {
  test('takes the group from everybody’s sight', async () => {
    const { cleo, mia, sid } = cast;
    const groupId = await createClub(cleo, { members: [mia] });
    await inviteUser(mia.fg, groupId, sid.uid);
    const mine = await Promise.all([mia, sid].map(({ fg }) => showList(myMembershipsQuery(fg))));
    const isListed = (all: { groupId: string }[]) => all.some((one) => one.groupId === groupId);
    await Promise.all(mine.map(({ until }) => until(isListed)));
    await deleteGroup(cleo.fg, groupId);
    await Promise.all(mine.map(({ until }) => until((all) => !isListed(all))));
    for (const { stop } of mine) stop();
    await expect(getDoc(groupRef(mia.fg, groupId))).rejects.toMatchObject({
      code: 'permission-denied',
    });
    await untilGone(groupId);
    await expectReason(deleteGroup(cleo.fg, groupId), 'not-a-member', /join the group/);
    await expectReason(requestToJoin(sid.fg, groupId), 'not-found', /no such group/);

    /** The creator's own membership, which is always theirs to see, goes too. */
    function untilGone(id: string) {
      return untilDocument(memberRef(cleo.fg, id, cleo.uid), (member) => !member);
    }
  });

  test('is its creator’s', async () => {
    const { cleo, ada, mia, sid } = cast;
    const groupId = await createClub(cleo, { admins: [ada], members: [mia] });
    for (const { fg } of [ada, mia]) {
      await expectReason(deleteGroup(fg, groupId), 'permission-denied', /^Only the creator can/);
    }
    await expectReason(deleteGroup(sid.fg, groupId), 'not-a-member', /join the group/);
    expect((await getDoc(groupRef(sid.fg, groupId))).data()?.visibility).toBe('public');
  });
});
