/** The types of references, queries and documents. */
import {
  getDoc,
  getDocs,
  type DocumentReference,
  type DocumentSnapshot,
  type Query,
} from 'firebase/firestore';
import {
  publicGroupsQuery,
  groupRef,
  memberRef,
  membersQuery,
  messageRef,
  messagesQuery,
  myMembershipsQuery,
  notificationRef,
  notificationsQuery,
  usersQuery,
  userRef,
  type Firegroups,
  type Group,
  type JoinPolicy,
  type Member,
  type MemberStatus,
  type Message,
  type Notification,
  type Role,
  type User,
} from 'firegroups';
import { describe, expect, test } from 'tstyche';

declare const fg: Firegroups;
declare const snapshot: DocumentSnapshot;
declare const typed: string | undefined;

describe('references', () => {
  test('each refers to its type of document', () => {
    expect(userRef(fg, 'ann')).type.toBe<DocumentReference<User>>();
    expect(groupRef(fg, 'chess')).type.toBe<DocumentReference<Group>>();
    expect(memberRef(fg, 'chess', 'ann')).type.toBe<DocumentReference<Member>>();
    expect(messageRef(fg, 'chess', 'm1')).type.toBe<DocumentReference<Message>>();
    expect(notificationRef(fg, 'n1')).type.toBe<DocumentReference<Notification>>();
  });

  test('one type is not assignable to another', () => {
    expect(groupRef(fg, 'chess')).type.not.toBeAssignableTo<DocumentReference<Member>>();
    expect(memberRef(fg, 'chess', 'ann')).type.not.toBeAssignableTo<DocumentReference<User>>();
  });

  test('every id of the path is required', () => {
    expect(groupRef).type.not.toBeCallableWith(fg);
    expect(memberRef).type.not.toBeCallableWith(fg, 'chess');
    expect(messageRef).type.not.toBeCallableWith(fg, 'chess');
  });

  test('the handle is required', () => {
    expect(groupRef).type.not.toBeCallableWith('chess');
  });

  test('a document may be undefined, and its times are Date', async () => {
    const group = (await getDoc(groupRef(fg, 'chess'))).data();
    expect(group).type.toBe<Group | undefined>();
    expect(group!.createdAt).type.toBe<Date>();
    expect(group!.memberCount).type.toBe<number>();
    expect(group!.joinPolicy).type.toBe<JoinPolicy>();
  });
});

describe('queries', () => {
  test('each returns its type of document', () => {
    expect(publicGroupsQuery(fg)).type.toBe<Query<Group>>();
    expect(myMembershipsQuery(fg)).type.toBe<Query<Member>>();
    expect(membersQuery(fg, 'chess')).type.toBe<Query<Member>>();
    expect(messagesQuery(fg, 'chess')).type.toBe<Query<Message>>();
    expect(notificationsQuery(fg)).type.toBe<Query<Notification>>();
    expect(usersQuery(fg, { search: 'an' })).type.toBe<Query<User>>();
  });

  test('documents are typed, with Date for times and an id', async () => {
    const groups = (await getDocs(publicGroupsQuery(fg))).docs.map((doc) => doc.data());
    expect(groups).type.toBe<Group[]>();
    expect(groups[0]!.createdAt).type.toBe<Date>();
    expect(groups[0]!.id).type.toBe<string>();
    expect(groups[0]!).type.not.toHaveProperty('role');
  });

  test('options accept only their own values', () => {
    expect(publicGroupsQuery).type.toBeCallableWith(fg, { orderBy: 'largest', after: snapshot });
    expect(publicGroupsQuery).type.not.toBeCallableWith(fg, { orderBy: 'smallest' });
    expect(publicGroupsQuery).type.toBeCallableWith(fg, { search: typed, orderBy: 'title' });
    expect(publicGroupsQuery).type.toBeCallableWith(fg, { search: typed });
    expect(publicGroupsQuery).type.not.toBeCallableWith(fg, { search: 'ch', orderBy: 'newest' });
    expect(publicGroupsQuery).type.not.toBeCallableWith(fg, { order: 'largest' });
    expect(publicGroupsQuery).type.not.toBeCallableWith(fg, { limit: '20' });
    expect(membersQuery).type.not.toBeCallableWith(fg, 'chess', { status: 'left' });
    expect(membersQuery).type.not.toBeCallableWith(fg, 'chess', { role: 'owner' });
    expect(messagesQuery).type.not.toBeCallableWith(fg, 'chess', { before: new Date() });
  });

  test('usersQuery requires a search', () => {
    expect(usersQuery).type.not.toBeCallableWith(fg);
    expect(usersQuery).type.not.toBeCallableWith(fg, { limit: 10 });
  });
});

describe('documents', () => {
  test('roles and statuses are closed lists', () => {
    expect<Role>().type.toBe<'creator' | 'admin' | 'member'>();
    expect<MemberStatus>().type.toBe<'pending_invite' | 'pending_request' | 'joined' | 'banned'>();
  });
});
