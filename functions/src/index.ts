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
import { TASK_ATTEMPTS, handleEvent, handleTask } from './platform/deadLetters.ts';
import {
  deleteAccountData as deleteAccountDataNow,
  recordDeletedAccount,
} from './deletion/account.ts';
import { notifyPage } from './notifications/fanOut.ts';
import { deleteGroupData as deleteGroupDataNow } from './deletion/group.ts';
import { sendPush as sendPushNow } from './notifications/push/push.ts';
import { runRecount } from './counts/recount.ts';
import { sweep } from './deletion/sweep.ts';
import { onComment } from './triggers/comments.ts';
import { onEvent } from './triggers/events.ts';
import { onGroup } from './triggers/groups.ts';
import { onMember } from './triggers/members.ts';
import { onPostDelete } from './triggers/posts.ts';
import { onUser } from './triggers/users.ts';
import { onVote } from './triggers/votes.ts';

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
  handleEvent('onUserWritten', onUser),
);

export const onGroupWritten = onDocumentWritten(
  { ...prompt, ...patient, document: groupPath('{groupId}') },
  handleEvent('onGroupWritten', onGroup),
);

export const onMemberWritten = onDocumentWritten(
  { ...prompt, document: memberPath('{groupId}', '{uid}') },
  handleEvent('onMemberWritten', onMember),
);

export const onPostDeleted = onDocumentDeleted(
  { ...patient, document: postPath('{groupId}', '{postId}') },
  handleEvent('onPostDeleted', onPostDelete),
);

export const onCommentWritten = onDocumentWritten(
  { ...prompt, document: commentPath('{groupId}', '{postId}', '{commentId}') },
  handleEvent('onCommentWritten', onComment),
);

export const onEventWritten = onDocumentWritten(
  { ...prompt, ...patient, document: eventPath('{groupId}', '{eventId}') },
  handleEvent('onEventWritten', onEvent),
);

export const onVoteWritten = onDocumentWritten(
  { ...prompt, document: votePath('{groupId}', '{eventId}', '{uid}') },
  handleEvent('onVoteWritten', onVote),
);

export const onWallPostDeleted = onDocumentDeleted(
  { ...patient, document: wallPostPath('{uid}', '{postId}') },
  handleEvent('onWallPostDeleted', onPostDelete),
);

export const onWallCommentWritten = onDocumentWritten(
  { ...prompt, document: wallCommentPath('{uid}', '{postId}', '{commentId}') },
  handleEvent('onWallCommentWritten', onComment),
);

/** Of the first generation: the second one has no event for the deletion of an account. */
export const onAccountDeleted = runWith({ failurePolicy: true })
  .region(region)
  .auth.user()
  .onDelete(({ uid }, { eventId: id, timestamp: time }) =>
    handleEvent('onAccountDeleted', () => recordDeletedAccount(uid))({
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
  handleTask('fanOutNotifications', notifyPage),
);

export const sendPush = onTaskDispatched(
  { retryConfig, memory, rateLimits: { maxConcurrentDispatches: 20 } },
  handleTask('sendPush', sendPushNow),
);

export const recountDocument = onTaskDispatched(
  { retryConfig },
  handleTask('recountDocument', runRecount),
);

export const deleteGroupData = onTaskDispatched(
  { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
  handleTask('deleteGroupData', deleteGroupDataNow),
);

export const deleteAccountData = onTaskDispatched(
  { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
  handleTask('deleteAccountData', deleteAccountDataNow),
);

export const sweepDeletions = onSchedule({ schedule: 'every 30 minutes', retryCount: 3 }, sweep);
