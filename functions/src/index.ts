/** What is deployed: each function, what it listens to, and who handles it. Nothing else belongs here. */
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  postPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import { initializeApp } from 'firebase-admin/app';
import { onInit } from 'firebase-functions/core';
import { onDocumentDeleted, onDocumentWritten } from 'firebase-functions/firestore';
import { setGlobalOptions } from 'firebase-functions/options';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { runWith } from 'firebase-functions/v1';
import { checkSettings, minInstances, region } from './config.ts';
import { TASK_ATTEMPTS, handledEvent, handledTask } from './handled.ts';
import { eraseAccount as eraseAccountNow, eraseDeletedAccount } from './store/accountErasure.ts';
import { tellPage } from './store/fanOut.ts';
import { eraseGroup as eraseGroupNow } from './store/groupErasure.ts';
import { sendPush as sendPushNow } from './store/push.ts';
import { recountWhenDue } from './store/recount.ts';
import { sweep } from './store/sweep.ts';
import { commentWritten } from './triggers/commentWritten.ts';
import { eventWritten } from './triggers/eventWritten.ts';
import { groupWritten } from './triggers/groupWritten.ts';
import { memberWritten } from './triggers/memberWritten.ts';
import { postDeleted } from './triggers/postDeleted.ts';
import { userWritten } from './triggers/userWritten.ts';
import { voteWritten } from './triggers/voteWritten.ts';

initializeApp();
onInit(checkSettings);
setGlobalOptions({ region, maxInstances: 100 });

/** Every handler may run any number of times for one event, so each is retried. */
const retry = true;
/** Somebody waits for what these bring about. */
const prompt = { retry, minInstances };
/** What deletes much may take as long as an event's handler can: nine minutes. */
const patient = { retry, timeoutSeconds: 540 };

export const onUserWritten = onDocumentWritten(
  { ...prompt, document: userPath('{uid}') },
  handledEvent('onUserWritten', userWritten),
);

export const onGroupWritten = onDocumentWritten(
  { ...prompt, ...patient, document: groupPath('{groupId}') },
  handledEvent('onGroupWritten', groupWritten),
);

export const onMemberWritten = onDocumentWritten(
  { ...prompt, document: memberPath('{groupId}', '{uid}') },
  handledEvent('onMemberWritten', memberWritten),
);

export const onPostDeleted = onDocumentDeleted(
  { ...patient, document: postPath('{groupId}', '{postId}') },
  handledEvent('onPostDeleted', postDeleted),
);

export const onCommentWritten = onDocumentWritten(
  { ...prompt, document: commentPath('{groupId}', '{postId}', '{commentId}') },
  handledEvent('onCommentWritten', commentWritten),
);

export const onEventWritten = onDocumentWritten(
  { ...prompt, ...patient, document: eventPath('{groupId}', '{eventId}') },
  handledEvent('onEventWritten', eventWritten),
);

export const onVoteWritten = onDocumentWritten(
  { ...prompt, document: votePath('{groupId}', '{eventId}', '{uid}') },
  handledEvent('onVoteWritten', voteWritten),
);

export const onWallPostDeleted = onDocumentDeleted(
  { ...patient, document: wallPostPath('{uid}', '{postId}') },
  handledEvent('onWallPostDeleted', postDeleted),
);

export const onWallCommentWritten = onDocumentWritten(
  { ...prompt, document: wallCommentPath('{uid}', '{postId}', '{commentId}') },
  handledEvent('onWallCommentWritten', commentWritten),
);

/** Of the first generation: the second one has no event for the deletion of an account. */
export const onAccountDeleted = runWith({ failurePolicy: true })
  .region(region)
  .auth.user()
  .onDelete(({ uid }, { eventId: id, timestamp: time }) =>
    handledEvent('onAccountDeleted', () => eraseDeletedAccount(uid))({
      id,
      time,
      document: userPath(uid),
      params: {},
    }),
  );

const retryConfig = { maxAttempts: TASK_ATTEMPTS, minBackoffSeconds: 1, maxBackoffSeconds: 600 };
/** Several pages of 500 or 1,000 documents at once; the usual 256 MiB are half gone before the first one. */
const memory = '512MiB';
/** Half an hour is as long as a task can take. */
const long = { retryConfig, memory, timeoutSeconds: 1800 } as const;

/** Five pages of 1,000 a second: new documents in one collection may not come much faster at first. */
export const fanOutNotifications = onTaskDispatched(
  { retryConfig, memory, rateLimits: { maxConcurrentDispatches: 5, maxDispatchesPerSecond: 5 } },
  handledTask('fanOutNotifications', tellPage),
);

export const sendPush = onTaskDispatched(
  { retryConfig, memory, rateLimits: { maxConcurrentDispatches: 20 } },
  handledTask('sendPush', sendPushNow),
);

export const recountDocument = onTaskDispatched(
  { retryConfig },
  handledTask('recountDocument', recountWhenDue),
);

export const eraseGroup = onTaskDispatched(
  { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
  handledTask('eraseGroup', eraseGroupNow),
);

export const eraseAccount = onTaskDispatched(
  { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
  handledTask('eraseAccount', eraseAccountNow),
);

export const sweepErasures = onSchedule({ schedule: 'every 30 minutes', retryCount: 3 }, sweep);
