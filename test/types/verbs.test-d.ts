/** The types of verbs and watches, and arguments that must not compile. */
import type { FirebaseApp } from 'firebase/app';
import type { Auth } from 'firebase/auth';
import {
  createComment,
  createGroup,
  createPost,
  getFiregroups,
  inviteUser,
  requestToJoin,
  saveProfile,
  sendMessage,
  setGroupPhoto,
  setProfilePhoto,
  watchChat,
  type Chat,
  type ChatHandle,
  type CommentPlace,
  type Firegroups,
  type FiregroupsError,
  type PostPlace,
  type SentMessage,
} from 'firegroups';
import { describe, expect, test } from 'tstyche';

declare const app: FirebaseApp;
declare const auth: Auth;
declare const fg: Firegroups;

describe('getFiregroups', () => {
  test('accepts an app, and instances to use instead of its own', () => {
    expect(getFiregroups(app)).type.toBe<Firegroups>();
    expect(getFiregroups).type.toBeCallableWith(app, { auth });
    expect(getFiregroups).type.not.toBeCallableWith();
    expect(getFiregroups).type.not.toBeCallableWith(auth);
    expect(getFiregroups).type.not.toBeCallableWith(app, { firestore: auth });
  });
});

describe('saveProfile', () => {
  test('requires a name', () => {
    expect(saveProfile).type.toBeCallableWith(fg, { displayName: 'Ann', photoURL: null });
    expect(saveProfile).type.not.toBeCallableWith(fg, {});
    expect(saveProfile).type.not.toBeCallableWith(fg, { displayName: 'Ann', age: 30 });
  });
});

describe('createGroup', () => {
  test('returns the id', () => {
    expect(createGroup(fg, { title: 'Chess' })).type.toBe<Promise<string>>();
  });

  test('requires a title', () => {
    expect(createGroup).type.not.toBeCallableWith(fg, {});
    expect(createGroup).type.not.toBeCallableWith(fg, { description: 'On Mondays' });
    expect(createGroup).type.not.toBeCallableWith(fg, { title: null });
  });

  test('accepts only known policies and fields', () => {
    expect(createGroup).type.toBeCallableWith(fg, { title: 'Chess', joinPolicy: 'invite_only' });
    expect(createGroup).type.not.toBeCallableWith(fg, { title: 'Chess', joinPolicy: 'closed' });
    expect(createGroup).type.not.toBeCallableWith(fg, { title: 'Chess', invitePolicy: 'nobody' });
    expect(createGroup).type.not.toBeCallableWith(fg, { title: 'Chess', visibility: 'hidden' });
    expect(createGroup).type.not.toBeCallableWith(fg, { title: 'Chess', memberCount: 3 });
  });

  test('accepts the handle, not the app', () => {
    expect(createGroup).type.not.toBeCallableWith(app, { title: 'Chess' });
  });
});

describe('joining', () => {
  test('inviteUser requires the group and the user', () => {
    expect(inviteUser).type.toBeCallableWith(fg, 'chess', 'bob');
    expect(inviteUser).type.not.toBeCallableWith(fg, 'chess');
  });

  test('requestToJoin returns the outcome', () => {
    expect(requestToJoin(fg, 'chess')).type.toBe<Promise<'requested' | 'joined'>>();
  });
});

describe('the place of posts and comments', () => {
  const fields = { content: 'Hello' };

  test('is a group or a wall, not both', () => {
    expect(createPost).type.toBeCallableWith(fg, { groupId: 'chess' }, fields);
    expect(createPost).type.toBeCallableWith(fg, { userId: 'bob' }, fields);
    expect(createPost).type.not.toBeCallableWith(fg, {}, fields);
    expect(createPost).type.not.toBeCallableWith(fg, 'chess', fields);
    expect(createPost).type.not.toBeCallableWith(fg, { groupId: 'chess', userId: 'bob' }, fields);
  });

  test('of comments requires the post', () => {
    expect(createComment).type.toBeCallableWith(fg, { groupId: 'chess', postId: 'p' }, fields);
    expect(createComment).type.toBeCallableWith(fg, { userId: 'bob', postId: 'p' }, fields);
    expect(createComment).type.not.toBeCallableWith(fg, { groupId: 'chess' }, fields);
  });

  test('can be passed on', () => {
    const post = (place: PostPlace, postId: string): CommentPlace => ({ ...place, postId });
    expect(createComment).type.toBeCallableWith(fg, post({ userId: 'bob' }, 'p'), fields);
    expect(createPost).type.toBeCallableWith(fg, post({ userId: 'bob' }, 'p'), fields);
  });
});

describe('sendMessage', () => {
  test('returns the id at once, and a promise', () => {
    expect(sendMessage(fg, 'chess', { text: 'Hello' })).type.toBe<SentMessage>();
    expect<SentMessage['id']>().type.toBe<string>();
    expect<SentMessage['sent']>().type.toBe<Promise<void>>();
  });

  test('requires a text', () => {
    expect(sendMessage).type.not.toBeCallableWith(fg, 'chess', {});
    expect(sendMessage).type.not.toBeCallableWith(fg, 'chess', 'Hello');
  });

  test('accepts a Blob or a File as its image, but no name', () => {
    const [blob, file] = [new Blob(), new File([], 'one.png')];
    expect(sendMessage).type.toBeCallableWith(fg, 'chess', { text: 'Look!', image: blob });
    expect(sendMessage).type.toBeCallableWith(fg, 'chess', { text: 'Look!', image: file });
    const original = { blob, original: true } as const;
    expect(sendMessage).type.toBeCallableWith(fg, 'chess', { text: 'Look!', image: original });
    expect(setGroupPhoto).type.toBeCallableWith(fg, 'chess', original);
    expect(setGroupPhoto).type.toBeCallableWith(fg, 'chess', null);
    expect(setProfilePhoto).type.toBeCallableWith(fg, null);
    expect(setProfilePhoto).type.not.toBeCallableWith(fg);
    expect(setProfilePhoto).type.not.toBeCallableWith(fg, { blob, original: false });
    expect(sendMessage).type.not.toBeCallableWith(fg, 'chess', { text: 'Look!', image: 'one.png' });
  });
});

describe('watchChat', () => {
  test('requires an observer, and returns a handle', () => {
    const handle = watchChat(fg, 'chess', {}, { next: () => {} });
    expect(handle).type.toBe<ChatHandle>();
    expect(watchChat).type.not.toBeCallableWith(fg, 'chess', {}, {});
    expect(watchChat).type.not.toBeCallableWith(fg, 'chess', { pageSize: '30' }, { next() {} });
  });

  test('its messages have Date for times, and pending', () => {
    expect<Chat['messages'][number]['createdAt']>().type.toBe<Date>();
    expect<Chat['messages'][number]['pending']>().type.toBe<boolean>();
  });

  test('its error is a FiregroupsError', () => {
    watchChat(
      fg,
      'chess',
      {},
      {
        next() {},
        error: (e) => {
          expect(e).type.toBe<FiregroupsError>();
        },
      },
    );
  });
});
