/** The deployed functions: what each one listens to, and its handler. Nothing else belongs here. */
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
import { onUserDeleted as onAuthUserDeleted } from 'firebase-functions/identity';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { runWith } from 'firebase-functions/v1';
import { checkSettings, minInstances, region } from './config.ts';
import { runRecount } from './counts/recount.ts';
import { recordDeletedAccount, runAccountDeletion } from './deletion/account.ts';
import { runGroupDeletion } from './deletion/group.ts';
import { sweep } from './deletion/sweep.ts';
import { runEventChange } from './events/eventChange.ts';
import { runFanOutPage } from './notifications/fanOut.ts';
import { runPush } from './notifications/push/push.ts';
import { TASK_ATTEMPTS, handleEvent, handleTask } from './platform/deadLetters.ts';
import { commentWritten } from './triggers/comments.ts';
import { eventWritten } from './triggers/events.ts';
import { groupWritten } from './triggers/groups.ts';
import { memberWritten } from './triggers/members.ts';
import { postDeleted } from './triggers/posts.ts';
import { userWritten } from './triggers/users.ts';
import { voteWritten } from './triggers/votes.ts';

initializeApp();
onInit(checkSettings);
setGlobalOptions({ region, maxInstances: 100 });

/** A handler can run any number of times for one event, so each function is retried. */
const retry = true;
/** Users wait for the effects of these functions. */
const prompt = { retry, minInstances };
/** Functions that can delete a lot get the longest time of an event function, nine minutes. */
const patient = { retry, timeoutSeconds: 540 };
/** Several pages of 500 or 1,000 documents at a time. Half of the default 256 MiB is in use before the first page. */
const memory = '512MiB';
/** An instance notifies up to 20 small groups at once. */
const notifying = { memory, concurrency: 20 } as const;

export const onUserWritten = onDocumentWritten(
  { ...prompt, document: userPath('{uid}') },
  handleEvent('onUserWritten', userWritten),
);

export const onGroupWritten = onDocumentWritten(
  { ...prompt, ...patient, document: groupPath('{groupId}') },
  handleEvent('onGroupWritten', groupWritten),
);

export const onMemberWritten = onDocumentWritten(
  { ...prompt, document: memberPath('{groupId}', '{uid}') },
  handleEvent('onMemberWritten', memberWritten),
);

export const onPostDeleted = onDocumentDeleted(
  { ...patient, document: postPath('{groupId}', '{postId}') },
  handleEvent('onPostDeleted', postDeleted),
);

export const onCommentWritten = onDocumentWritten(
  { ...prompt, document: commentPath('{groupId}', '{postId}', '{commentId}') },
  handleEvent('onCommentWritten', commentWritten),
);

export const onEventWritten = onDocumentWritten(
  { ...prompt, ...patient, ...notifying, document: eventPath('{groupId}', '{eventId}') },
  handleEvent('onEventWritten', eventWritten),
);

export const onVoteWritten = onDocumentWritten(
  { ...prompt, document: votePath('{groupId}', '{eventId}', '{uid}') },
  handleEvent('onVoteWritten', voteWritten),
);

export const onWallPostDeleted = onDocumentDeleted(
  { ...patient, document: wallPostPath('{uid}', '{postId}') },
  handleEvent('onWallPostDeleted', postDeleted),
);

export const onWallCommentWritten = onDocumentWritten(
  { ...prompt, document: wallCommentPath('{uid}', '{postId}', '{commentId}') },
  handleEvent('onWallCommentWritten', commentWritten),
);

export const onUserDeleted = onAuthUserDeleted({ retry }, ({ id, time, data, subject }) =>
  handleEvent('onUserDeleted', () => recordDeletedAccount(data.uid))({
    id,
    time,
    document: subject ?? '',
    params: {},
  }),
);

/**
 * The same event by the first generation. A deployed function cannot change its generation, and the second generation's
 * event is in preview, so both run during one release. An account that is recorded twice is deleted once.
 */
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
/** A task can take half an hour at most. */
const long = { retryConfig, memory, timeoutSeconds: 1800 } as const;

/** Only groups of more than 500 members use it. Ten pages of 1,000 at once notify about 10,000 members per second. */
export const fanOutNotifications = onTaskDispatched(
  {
    retryConfig,
    memory,
    concurrency: 5,
    rateLimits: { maxConcurrentDispatches: 10, maxDispatchesPerSecond: 50 },
  },
  handleTask('fanOutNotifications', runFanOutPage),
);

/** A task that arrives early waits for up to two minutes. Only on the emulator, tasks arrive early. */
export const notifyEventChange = onTaskDispatched(
  { retryConfig, ...notifying, timeoutSeconds: 300 },
  handleTask('notifyEventChange', runEventChange),
);

/** An instance runs four tasks at once, which hold up to 2,000 messages and the devices of 200 users. */
export const sendPush = onTaskDispatched(
  { retryConfig, memory, concurrency: 4, rateLimits: { maxConcurrentDispatches: 20 } },
  handleTask('sendPush', runPush),
);

export const recountDocument = onTaskDispatched(
  { retryConfig },
  handleTask('recountDocument', runRecount),
);

export const deleteGroupData = onTaskDispatched(
  { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
  handleTask('deleteGroupData', runGroupDeletion),
);

export const deleteAccountData = onTaskDispatched(
  { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
  handleTask('deleteAccountData', runAccountDeletion),
);

export const sweepDeletions = onSchedule({ schedule: 'every 30 minutes', retryCount: 3 }, sweep);
