// Nobody is signed in, so the SDK throws `unauthenticated`.
import { initializeApp } from 'firebase/app';
import { createGroup, getFiregroups, isFiregroupsError } from 'firegroups';

const fg = getFiregroups(initializeApp({ projectId: 'demo-firegroups', apiKey: 'demo' }));
try {
  await createGroup(fg, { title: 'Chess club' });
} catch (error) {
  if (!isFiregroupsError(error, 'unauthenticated')) throw error;
  console.log(error.code);
}
