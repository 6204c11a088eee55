/** The whole policy as cases, path by path: the tests, the coverage and the mutation run go through the same ones. */
import type { Policy } from '../policyCase.ts';
import { batches } from './batches.ts';
import { events } from './events.ts';
import { foundings } from './founding.ts';
import { groups } from './groups.ts';
import { members } from './members.ts';
import { membership } from './membership.ts';
import { memberWrites } from './memberWrites.ts';
import { messages } from './messages.ts';
import { notifications } from './notifications.ts';
import { comments, posts } from './posts.ts';
import { devices, readMarks, settings } from './private.ts';
import { transfers } from './transfer.ts';
import { undeclared } from './undeclared.ts';
import { users } from './users.ts';
import { votes } from './votes.ts';
import { wallComments, wallPosts } from './walls.ts';

export const POLICIES: Policy[] = [
  users,
  settings,
  readMarks,
  devices,
  notifications,
  wallPosts,
  wallComments,
  groups,
  foundings,
  transfers,
  members,
  memberWrites,
  membership,
  posts,
  comments,
  events,
  votes,
  messages,
  batches,
  undeclared,
];
