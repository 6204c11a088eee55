/** The whole policy as cases, path by path. The tests, the coverage and the mutation run use the same ones. */
import type { Policy } from '../policyCase.ts';
import { batches } from './batches.ts';
import { deletedGroups } from './deletedGroups.ts';
import { events } from './events.ts';
import { groupCreations } from './groupCreation.ts';
import { groups } from './groups.ts';
import { imagesOfContent } from './images.ts';
import { cooldowns, limits } from './limits.ts';
import { lists } from './lists.ts';
import { members } from './members.ts';
import { membershipTable } from './membershipTable.ts';
import { memberWrites } from './membershipWrites.ts';
import { messages, summaries } from './messages.ts';
import { names } from './names.ts';
import { notifications } from './notifications.ts';
import { devices, readMarks, settings } from './ownDocuments.ts';
import { comments, posts } from './posts.ts';
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
  groupCreations,
  deletedGroups,
  transfers,
  members,
  memberWrites,
  membershipTable,
  posts,
  comments,
  events,
  votes,
  messages,
  summaries,
  limits,
  cooldowns,
  imagesOfContent,
  names,
  lists,
  batches,
  undeclared,
];
