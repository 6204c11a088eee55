/**
 * The functions that react to documents, accounts, tasks and time: what each one listens to, and its handler. Nothing else belongs
 * here.
 */
import {
  commentPath,
  devicePath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  postPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
  withPrefix,
} from '@firegroups/model';
import { onDocumentDeleted, onDocumentWritten } from 'firebase-functions/firestore';
import { onUserDeleted, type AuthEvent, type User } from 'firebase-functions/identity';
import { onSchedule } from 'firebase-functions/scheduler';
import { onTaskDispatched } from 'firebase-functions/tasks';
import { minInstances, region } from './config.ts';
import { runRecount } from './counts/recount.ts';
import { recordDeletedAccount, runAccountDeletion } from './deletion/account.ts';
import { runGroupDeletion } from './deletion/group.ts';
import { sweep } from './deletion/sweep.ts';
import { runEventChange } from './events/eventChange.ts';
import { runFanOutPage } from './notifications/fanOut.ts';
import { runChatPush } from './messages/announce.ts';
import { runSummary } from './messages/summarize.ts';
import { runPush } from './notifications/push/push.ts';
import { TASK_ATTEMPTS, handleEvent, handleTask } from './platform/deadLetters.ts';
import type { Instance } from './instance.ts';
import { runHandler } from './runHandler.ts';
import { commentWritten } from './triggers/comments.ts';
import { deviceWritten } from './triggers/devices.ts';
import { eventWritten } from './triggers/events.ts';
import { groupWritten } from './triggers/groups.ts';
import { memberWritten } from './triggers/members.ts';
import { messageWritten } from './triggers/messages.ts';
import { postDeleted } from './triggers/posts.ts';
import { userWritten } from './triggers/users.ts';
import { voteWritten } from './triggers/votes.ts';

const all = { region, maxInstances: 100 };
/** A handler can run any number of times for one event, so each function is retried. */
const retry = true;
/** Users wait for the effects of these functions. */
const prompt = { ...all, retry, minInstances };
/** Functions that can delete a lot get the longest time of an event function, nine minutes. */
const patient = { ...all, retry, timeoutSeconds: 540 };
/** Several pages of 500 or 1,000 documents at a time. Half of the default 256 MiB is in use before the first page. */
const memory = '512MiB';
/** An instance notifies up to 20 small groups at once. */
const notifying = { memory, concurrency: 20 } as const;
/**
 * On the emulators, the queues of counts and chats run one task at a time. If the Functions emulator has several requests for a
 * function while one of its processes starts, it can give the process to a later request and never answer the first one.
 */
const onEmulator = process.env['FUNCTIONS_EMULATOR']
  ? { rateLimits: { maxConcurrentDispatches: 1 } }
  : {};
const retryConfig = { maxAttempts: TASK_ATTEMPTS, minBackoffSeconds: 1, maxBackoffSeconds: 600 };
/** A task can take half an hour at most. */
const long = { ...all, retryConfig, memory, timeoutSeconds: 1800 } as const;

/** Creates the functions of one instance that react to events. Changes nothing outside of them. */
export function create(instance: Instance) {
  const database = instance.databaseId;
  /** The pattern of documents that a trigger listens to. Its parameters are those of the path in the model. */
  const at = <P extends string>(path: P) => withPrefix(instance.prefix, path) as P;
  /** Runs a handler with this instance. */
  const own =
    <A extends unknown[], R>(handler: (...args: A) => R) =>
    (...args: A): R =>
      runHandler(instance, () => handler(...args));

  return {
    onUserWritten: onDocumentWritten(
      { ...prompt, document: at(userPath('{uid}')), database },
      own(handleEvent('onUserWritten', userWritten)),
    ),

    onGroupWritten: onDocumentWritten(
      { ...prompt, ...patient, document: at(groupPath('{groupId}')), database },
      own(handleEvent('onGroupWritten', groupWritten)),
    ),

    onMemberWritten: onDocumentWritten(
      { ...prompt, document: at(memberPath('{groupId}', '{uid}')), database },
      own(handleEvent('onMemberWritten', memberWritten)),
    ),

    onPostDeleted: onDocumentDeleted(
      { ...patient, document: at(postPath('{groupId}', '{postId}')), database },
      own(handleEvent('onPostDeleted', postDeleted)),
    ),

    onCommentWritten: onDocumentWritten(
      { ...prompt, document: at(commentPath('{groupId}', '{postId}', '{commentId}')), database },
      own(handleEvent('onCommentWritten', commentWritten)),
    ),

    onMessageWritten: onDocumentWritten(
      { ...prompt, document: at(messagePath('{groupId}', '{messageId}')), database },
      own(handleEvent('onMessageWritten', messageWritten)),
    ),

    onDeviceWritten: onDocumentWritten(
      { ...all, retry, document: at(devicePath('{deviceId}')), database },
      own(handleEvent('onDeviceWritten', deviceWritten)),
    ),

    onEventWritten: onDocumentWritten(
      {
        ...prompt,
        ...patient,
        ...notifying,
        document: at(eventPath('{groupId}', '{eventId}')),
        database,
      },
      own(handleEvent('onEventWritten', eventWritten)),
    ),

    onVoteWritten: onDocumentWritten(
      { ...prompt, document: at(votePath('{groupId}', '{eventId}', '{uid}')), database },
      own(handleEvent('onVoteWritten', voteWritten)),
    ),

    onWallPostDeleted: onDocumentDeleted(
      { ...patient, document: at(wallPostPath('{uid}', '{postId}')), database },
      own(handleEvent('onWallPostDeleted', postDeleted)),
    ),

    onWallCommentWritten: onDocumentWritten(
      { ...prompt, document: at(wallCommentPath('{uid}', '{postId}', '{commentId}')), database },
      own(handleEvent('onWallCommentWritten', commentWritten)),
    ),

    onUserDeleted: onUserDeleted(
      { ...all, retry },
      own(({ id, time, data, subject }: AuthEvent<User>) =>
        handleEvent('onUserDeleted', () => recordDeletedAccount(data.uid))({
          id,
          time,
          document: subject ?? '',
          params: {},
        }),
      ),
    ),

    /** Only groups of more than 500 members use it. Ten pages of 1,000 at once notify about 10,000 members per second. */
    fanOutNotifications: onTaskDispatched(
      {
        ...all,
        retryConfig,
        memory,
        concurrency: 5,
        rateLimits: { maxConcurrentDispatches: 10, maxDispatchesPerSecond: 50 },
      },
      own(handleTask('fanOutNotifications', runFanOutPage)),
    ),

    /** A task that arrives early waits for up to two minutes. Only on the emulator, tasks arrive early. */
    notifyEventChange: onTaskDispatched(
      { ...all, retryConfig, ...notifying, timeoutSeconds: 300 },
      own(handleTask('notifyEventChange', runEventChange)),
    ),

    /** An instance runs four tasks at once, which hold up to 2,000 messages and the devices of 200 users. */
    sendPush: onTaskDispatched(
      { ...all, retryConfig, memory, concurrency: 4, rateLimits: { maxConcurrentDispatches: 20 } },
      own(handleTask('sendPush', runPush)),
    ),

    recountDocument: onTaskDispatched(
      { ...all, retryConfig, ...onEmulator },
      own(handleTask('recountDocument', runRecount)),
    ),

    summarizeChat: onTaskDispatched(
      { ...all, retryConfig, ...onEmulator },
      own(handleTask('summarizeChat', runSummary)),
    ),

    /** It has a queue of its own, so that a busy chat delays no other push. */
    pushMessages: onTaskDispatched(
      {
        ...all,
        retryConfig,
        memory,
        concurrency: 4,
        // A push to a large group takes minutes.
        timeoutSeconds: 540,
        rateLimits: { maxConcurrentDispatches: 20 },
        ...onEmulator,
      },
      own(handleTask('pushMessages', runChatPush)),
    ),

    deleteGroupData: onTaskDispatched(
      { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
      own(handleTask('deleteGroupData', runGroupDeletion)),
    ),

    deleteAccountData: onTaskDispatched(
      { ...long, rateLimits: { maxConcurrentDispatches: 5 } },
      own(handleTask('deleteAccountData', runAccountDeletion)),
    ),

    sweepDeletions: onSchedule({ ...all, schedule: 'every 30 minutes', retryCount: 3 }, own(sweep)),
  };
}
