/** `firebase.ts` of docs/tutorial/chat-app.md connects an app to the emulators of everything that the SDK uses. */
import { afterAll, expect, test } from '@jest/globals';
import * as app from 'firebase/app';
import * as auth from 'firebase/auth';
import * as firestore from 'firebase/firestore';
import * as storage from 'firebase/storage';
import * as sdk from 'firegroups';
import { hostAndPort, hostsFrom, signUp } from '../../testing/src/clients/client.ts';
import { loadFile, readGuide } from '../../testing/src/docs/typescript/guide.ts';
import { picture } from '../../testing/src/fixtures/images.ts';

const hosts = hostsFrom();
let fg: sdk.Firegroups | undefined;

afterAll(async () => {
  if (fg) await app.deleteApp(fg.app);
});

// Without a window, the persistent cache falls back to memory with a warning.
firestore.setLogLevel('error');

test('the app signs up a user and sends a message with an image', async () => {
  const guide = readGuide();
  const file = guide.files.get('firebase.ts')!.replace('import.meta.env.DEV', 'true');
  guide.files.set('firebase.ts', file);
  // The emulators of a test run may listen on other ports than those of the page.
  ({ fg } = loadFile(guide, 'firebase.ts', {
    firegroups: sdk,
    'firebase/app': app,
    'firebase/auth': {
      ...auth,
      connectAuthEmulator: (of: auth.Auth) => {
        auth.connectAuthEmulator(of, `http://${hosts.auth}`, { disableWarnings: true });
      },
    },
    'firebase/firestore': {
      ...firestore,
      connectFirestoreEmulator: (of: firestore.Firestore) => {
        firestore.connectFirestoreEmulator(of, ...hostAndPort(hosts.firestore));
      },
    },
    'firebase/storage': {
      ...storage,
      connectStorageEmulator: (of: storage.FirebaseStorage) => {
        storage.connectStorageEmulator(of, ...hostAndPort(hosts.storage!));
      },
    },
  }) as { fg: sdk.Firegroups });
  await signUp(fg.auth);
  await sdk.saveProfile(fg, { displayName: 'Ann' });
  const groupId = await sdk.createGroup(fg, { title: 'Chess club' });
  await sdk.sendMessage(fg, groupId, { text: 'Look!', image: picture() }).sent;
  const { docs } = await firestore.getDocs(sdk.messagesQuery(fg, groupId));
  expect(docs.map((message) => message.data().imageId)).toEqual([expect.any(String)]);
});
