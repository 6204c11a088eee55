import { changeJoinPolicy, changeTitle, deleteGroup } from './groups.ts';
import { cancelEvent, createEvent, deleteEvent, moveEvent, vote, withdrawVote } from './events.ts';
import { changeMembership } from './membership.ts';
import {
  changeName,
  changeSettings,
  deleteDevice,
  markChatRead,
  setNotify,
  readNotification,
  registerDevice,
  sendMessage,
} from './own.ts';
import { comment, deleteComment, deletePost, post } from './posts.ts';
import type { Actions } from './action.ts';

/** Every kind of action, and how often it is picked. */
export const ACTIONS: readonly (readonly [weight: number, actions: Actions])[] = [
  [24, changeMembership],
  [3, changeTitle],
  [5, changeJoinPolicy],
  [1, deleteGroup],
  [5, post],
  [8, comment],
  [2, deletePost],
  [3, deleteComment],
  [6, createEvent],
  [5, moveEvent],
  [3, cancelEvent],
  [2, deleteEvent],
  [12, vote],
  [3, withdrawVote],
  [3, changeName],
  [5, changeSettings],
  [4, registerDevice],
  [1, deleteDevice],
  [4, setNotify],
  [2, markChatRead],
  [2, sendMessage],
  [4, readNotification],
];
