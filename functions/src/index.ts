/** What is deployed: each function, what it listens to, and who handles it. Nothing else belongs here. */
import { initializeApp } from 'firebase-admin/app';
import { onDocumentWritten } from 'firebase-functions/firestore';
import { setGlobalOptions } from 'firebase-functions/options';
import { groupPath, memberPath, userPath } from '@firegroups/model';
import { region } from './config.ts';
import { groupWritten } from './triggers/groupWritten.ts';
import { memberWritten } from './triggers/memberWritten.ts';
import { userWritten } from './triggers/userWritten.ts';

initializeApp();
setGlobalOptions({ region, maxInstances: 100 });

/** Every handler may run twice for one event, so each can be retried. */
const retry = true;

export const onUserWritten = onDocumentWritten({ document: userPath('{uid}'), retry }, userWritten);

export const onGroupWritten = onDocumentWritten(
  { document: groupPath('{groupId}'), retry },
  groupWritten,
);

export const onMemberWritten = onDocumentWritten(
  { document: memberPath('{groupId}', '{uid}'), retry },
  memberWritten,
);
