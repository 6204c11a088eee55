/** The whole policy as cases, path by path: the tests, the coverage and the mutation run go through the same ones. */
import type { Policy } from '../policyCase.ts';
import { events, votes } from './events.ts';
import { groups } from './groups.ts';
import { members } from './members.ts';
import { membership } from './membership.ts';
import { messages } from './messages.ts';
import { comments, posts } from './posts.ts';
import { transfers } from './transfer.ts';
import { undeclared } from './undeclared.ts';
import { devices, notifications, readMarks, settings, users } from './users.ts';
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
  transfers,
  members,
  membership,
  posts,
  comments,
  events,
  votes,
  messages,
  undeclared,
];
