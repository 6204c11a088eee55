/** Sends a push of chat messages to everybody who wants it, and again to the devices that Firebase Cloud Messaging could not reach. */
import {
  LIMITS,
  chatSummaryPath,
  groupPath,
  pushStatePath,
  pushTargetsPath,
} from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { deviceIdOf } from '../devices/deviceId.ts';
import { keysOf, wantsMessages, type StoredTargets } from '../devices/targets.ts';
import { isLive, type StoredGroup } from '../firestore/documents.ts';
import { handleOnce } from '../firestore/handleAll.ts';
import { pushTargetsQuery } from '../firestore/queries.ts';
import { database, docAt } from '../firestore/store.ts';
import {
  ATTEMPTS,
  pauseAfter,
  sendToTokens,
  type UnreachedDevice,
} from '../notifications/push/push.ts';
import { enqueue } from '../platform/taskQueues.ts';
import { messageContentFor } from './content.ts';
import type { StoredPushState } from './pushState.ts';
import type { StoredSummary } from './summary.ts';

/** A push that was claimed, and the documents that it is made of. */
export interface DuePush {
  state: StoredPushState;
  summary: StoredSummary;
  group: StoredGroup;
}

/**
 * The task that sends a push to devices that could not be reached. It holds no text: what the push says, and who may get it, is read
 * again. `name` is the name of the task that sent it first. `notBefore` is in milliseconds since 1970.
 */
export interface ChatPushRetry {
  groupId: string;
  name: string;
  devices: UnreachedDevice[];
  attempt: number;
  notBefore: number;
}

/** 100 users with five devices each fill one call to FCM, which takes 500 messages. */
const PAGES = { pageSize: 100, concurrency: 4 };

/** Sends to everybody who wants the group's messages. Messages that were deleted since are left out. */
export async function sendToAll(groupId: string, due: DuePush): Promise<void> {
  const { all, byDefault } = keysOf(groupId);
  const query = pushTargetsQuery(isLarge(due) ? [all] : [all, byDefault]);
  await handleOnce(query, PAGES, async (page) => {
    const unreached = await sendTo(groupId, due, page);
    await tryAgain({ groupId, name: due.state.task, devices: unreached, attempt: 1 });
  });
}

/** Runs the task. Sends nothing if a later push has begun: that one replaces this one on the screen. */
export async function sendAgain(task: ChatPushRetry): Promise<void> {
  const { groupId, name, devices } = task;
  const [stored, chat, group] = await database().getAll(
    docAt(pushStatePath(groupId)),
    docAt(chatSummaryPath(groupId)),
    docAt(groupPath(groupId)),
  );
  const state = stored!.data() as StoredPushState | undefined;
  if (state?.task !== name || !chat!.exists || !isLive(group)) return;
  const summary = chat!.data() as StoredSummary;
  const due = { state, summary, group: group.data() as StoredGroup };
  const users = [...new Set(devices.map(({ userId }) => userId))];
  const targets = await database().getAll(...users.map((uid) => docAt(pushTargetsPath(uid))));
  const unreached = await sendTo(groupId, due, targets, new Set(devices.map(({ id }) => id)));
  await tryAgain({ ...task, devices: unreached });
}

const isLarge = ({ group }: DuePush) => (group.memberCount ?? 0) > LIMITS.pushDefaultMembers;

/** Sends to the devices in some push targets, or only to some of the devices. Returns those that could not be reached. */
async function sendTo(
  groupId: string,
  due: DuePush,
  page: readonly DocumentSnapshot[],
  only?: ReadonlySet<string>,
): Promise<UnreachedDevice[]> {
  const messages = due.summary.recent.filter(({ id }) => due.state.ids.includes(id));
  const authors = new Set(messages.map(({ by }) => by));
  const push = { groupId, groupTitle: due.group.title, messages, last: due.summary.last };
  const byContent = new Map<string, { uid: string; token: string }[]>();
  for (const stored of page) {
    const uid = stored.ref.parent.parent!.id;
    const targets = stored.data() as StoredTargets | undefined;
    if (!targets || !wantsMessages(targets, groupId, isLarge(due))) continue;
    const devices = targets.devices
      .map(({ token }) => ({ uid, token }))
      .filter(({ token }) => !only || only.has(deviceIdOf(token)));
    // Everybody else gets the same message.
    const key = authors.has(uid) || uid === due.state.answeredTo ? uid : '';
    byContent.set(key, [...(byContent.get(key) ?? []), ...devices]);
  }
  const unreached: UnreachedDevice[] = [];
  for (const [uid, devices] of byContent) {
    const isLoud = due.state.step === 0 || uid === due.state.answeredTo;
    const content = messageContentFor(uid, { ...push, isLoud });
    if (content) unreached.push(...(await sendToTokens(content, devices)));
  }
  return unreached;
}

/** Schedules the next attempt, if there are devices to try again. Five attempts are made in all. */
async function tryAgain({ attempt, ...task }: Omit<ChatPushRetry, 'notBefore'>): Promise<void> {
  if (task.devices.length === 0 || attempt === ATTEMPTS) return;
  const notBefore = Date.now() + pauseAfter(attempt);
  const retry: ChatPushRetry = { ...task, attempt: attempt + 1, notBefore };
  const ids = task.devices.map(({ id }) => id).join(' ');
  const key = `${task.groupId} ${task.name} ${retry.attempt} ${ids}`;
  await enqueue('pushMessages', retry, { key, at: new Date(notBefore) });
}
