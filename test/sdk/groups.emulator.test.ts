/** Creating, updating and deleting groups, with real clients and the functions. */
import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
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
import { signUp } from '../../testing/src/clients/client.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { NOT_A_MEMBER, NOT_ADMIN } from '../../testing/src/clients/refusals.ts';
import { showList } from '../../testing/src/clients/shown.ts';

const people = usePeople();
const users = registerUsers(people, 'cleo', 'ada', 'mia', 'sid');

describe('createGroup', () => {
  test('makes the user the creator; the count and the search title follow', async () => {
    const { cleo, sid } = users;
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

  test('returns a group that is not counted yet with the count 0', async () => {
    const groupId = await createGroup(users.cleo.fg, { title: 'Chess club' });
    const counted = (await getDoc(groupRef(users.cleo.fg, groupId))).data()?.memberCount;
    expect([0, 1]).toContain(counted);
  });

  test('is refused to a user without a profile, with a message that says so', async () => {
    const { fg } = people.open();
    await signUp(fg.auth);
    await expectReason(createGroup(fg, { title: 'A' }), 'permission-denied', /saveProfile/);
    const groupId = await createGroup(users.cleo.fg, { title: 'Chess club' });
    await expectReason(requestToJoin(fg, groupId), 'permission-denied', /saveProfile/);
  });
});

describe('createGroup and updateGroup', () => {
  const NAME = `expected 1 to ${LIMITS.groupTitle} visible characters on one line, without hidden or control characters`;
  test.each([
    ['title', 'x'.repeat(LIMITS.groupTitle + 1), NAME],
    ['title', '\u3164', NAME],
    ['title', 'Chess\nclub', NAME],
    ['title', null, NAME],
    [
      'description',
      'x'.repeat(LIMITS.groupDescription + 1),
      `expected at most ${LIMITS.groupDescription} characters`,
    ],
    ['visibility', 'secret', 'expected one of public, private'],
    ['joinPolicy', 'never', 'expected one of approval, open, invite_only'],
    ['invitePolicy', 'nobody', 'expected one of members, admins'],
    ['colour', 'red', 'expected no such field'],
    ['creatorId', 'sid', 'expected no such field'],
  ])('name an invalid %s (%j)', async (field, value, expected) => {
    const { fg } = users.cleo;
    const fields = { [field]: value } as Partial<NewGroup>;
    const error = { reason: 'invalid-argument', fields: { [field]: expected } };
    await expect(createGroup(fg, { title: 'Chess club', ...fields })).rejects.toMatchObject(error);
    await expect(updateGroup(fg, 'any', fields)).rejects.toMatchObject(error);
  });
});

describe('updateGroup', () => {
  test('changes only the given fields, for every user; the search title follows', async () => {
    const { cleo, ada, sid } = users;
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

  test('admits users with pending requests if the group becomes open', async () => {
    const { cleo, sid } = users;
    const groupId = await createClub(cleo);
    await requestToJoin(sid.fg, groupId);
    await updateGroup(cleo.fg, groupId, { joinPolicy: 'open' });
    const own = memberRef(sid.fg, groupId, sid.uid);
    expect(await untilDocument(own, (member) => member?.status === 'joined')).toBeDefined();
  });

  test('is refused to plain members and non-members', async () => {
    const { cleo, mia, sid } = users;
    const groupId = await createClub(cleo, { members: [mia] });
    const by = ({ fg }: typeof mia) => updateGroup(fg, groupId, { title: 'Mine' });
    await expectReason(by(mia), ...NOT_ADMIN);
    await expectReason(by(sid), ...NOT_A_MEMBER);
    await expectReason(updateGroup(cleo.fg, 'missing', { title: 'Mine' }), ...NOT_A_MEMBER);
    expect((await getDoc(groupRef(sid.fg, groupId))).data()?.title).toBe('Chess club');
  });
});

describe('deleteGroup', () => {
  test('hides the group from every user', async () => {
    const { cleo, mia, sid } = users;
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
    // The creator can always see their own membership. It is deleted too.
    await untilDocument(memberRef(cleo.fg, groupId, cleo.uid), (member) => !member);
    await expectReason(deleteGroup(cleo.fg, groupId), ...NOT_A_MEMBER);
    await expectReason(requestToJoin(sid.fg, groupId), 'not-found', /group does not exist/);
  });

  test('is refused to everyone but the creator', async () => {
    const { cleo, ada, mia, sid } = users;
    const groupId = await createClub(cleo, { admins: [ada], members: [mia] });
    for (const { fg } of [ada, mia]) {
      await expectReason(deleteGroup(fg, groupId), 'permission-denied', /^Only the creator can/);
    }
    await expectReason(deleteGroup(sid.fg, groupId), ...NOT_A_MEMBER);
    expect((await getDoc(groupRef(sid.fg, groupId))).data()?.visibility).toBe('public');
  });
});
