/**
 * `npm run bench:delete`: compares our function with recursiveDelete of the Admin SDK for deleting a group of 5,000
 * documents. recursiveDelete does not delete the group's notifications and read marks.
 */
import { commentPath, groupPath, messagePath, postPath, notificationPath } from '@firegroups/model';
import { initializeApp } from 'firebase-admin/app';
import { Timestamp, getFirestore } from 'firebase-admin/firestore';
import { runMain } from '../testing/src/cli/cliError.ts';
import { measure, printRatios } from './compare.ts';
import { openEnvironment, uidOf, writeMany, writeMembers } from './environment.ts';

const ROUNDS = 6;
const MEMBERS = 500;
const POSTS = 50;
const COMMENTS = 1000;
const MESSAGES = 3450;
const ALL = MEMBERS + POSTS + COMMENTS + MESSAGES;

await runMain(async () => {
  const environment = await openEnvironment();
  initializeApp();
  const { runGroupDeletion } = await import('../functions/src/deletion/group.ts');
  const firestore = getFirestore();
  let groups = 0;
  let groupId = '';
  const prepare = async () => {
    groupId = `group${groups++}`;
    await writeGroup(groupId);
  };
  const measured = await measure(
    'Runs',
    [
      { name: 'our deletion', prepare, run: () => runGroupDeletion({ groupId }) },
      {
        name: 'recursiveDelete',
        prepare,
        run: () => firestore.recursiveDelete(firestore.doc(groupPath(groupId))),
      },
    ],
    ROUNDS,
  );
  console.log();
  printRatios(measured, ALL, 'documents');
  await environment.close();
  return 0;
});

async function writeGroup(groupId: string): Promise<void> {
  const firestore = getFirestore();
  const at = Timestamp.now();
  const group = {
    title: 'Chess',
    creatorId: uidOf(0),
    deletedAt: at,
    createdAt: at,
    updatedAt: at,
  };
  await firestore.doc(groupPath(groupId)).set(group);
  await writeMembers(groupId, MEMBERS, at);
  await writeMany(POSTS, (batch, i) =>
    batch.set(firestore.doc(postPath(groupId, `p${i}`)), { authorId: uidOf(i), content: 'Hello' }),
  );
  await writeMany(COMMENTS, (batch, i) =>
    batch.set(firestore.doc(commentPath(groupId, `p${i % POSTS}`, `c${i}`)), {
      authorId: uidOf(i % MEMBERS),
      content: 'Hello',
    }),
  );
  await writeMany(MESSAGES, (batch, i) =>
    batch.set(firestore.doc(messagePath(groupId, `m${i}`)), { authorId: uidOf(i), text: 'Hello' }),
  );
  // recursiveDelete does not delete these, so they are not counted.
  await writeMany(20, (batch, i) =>
    batch.set(firestore.doc(notificationPath(uidOf(i), `n_${groupId}`)), { groupId }),
  );
}
