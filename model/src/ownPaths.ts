/** Which paths are those of firegroups. Apart from paths.ts, so that browsers do not load it. */
import {
  accountDeletionPath,
  chatSummaryPath,
  commentPath,
  cooldownPath,
  deadLetterPath,
  devicePath,
  eventPath,
  groupPath,
  limitPath,
  memberPath,
  messagePath,
  migrationPath,
  notificationPath,
  postPath,
  readMarkPath,
  recentPushPath,
  settingsPath,
  sweepPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from './paths.ts';

const PATTERNS = [
  userPath(''),
  settingsPath(''),
  readMarkPath('', ''),
  limitPath('', ''),
  notificationPath('', ''),
  recentPushPath('', ''),
  wallPostPath('', ''),
  wallCommentPath('', '', ''),
  devicePath(''),
  groupPath(''),
  memberPath('', ''),
  cooldownPath('', ''),
  postPath('', ''),
  commentPath('', '', ''),
  eventPath('', ''),
  votePath('', '', ''),
  messagePath('', ''),
  chatSummaryPath(''),
  accountDeletionPath(''),
  deadLetterPath(''),
  sweepPath(''),
  migrationPath(''),
];

/** Returns the collection ids in a path, such as `groups/members`. */
const collectionsIn = (path: string) =>
  path
    .split('/')
    .filter((_segment, i) => i % 2 === 0)
    .join('/');

const OWN = new Set(PATTERNS.map(collectionsIn));

/**
 * Returns true iff the document at `path` lies in a collection of firegroups. The project can have other collections of
 * the same ids, such as `polls/{poll}/votes`, and a collection-group query finds their documents too. So check each
 * result before you use, change or delete it.
 */
export function isOwnPath(path: string): boolean {
  return path.split('/').length % 2 === 0 && OWN.has(collectionsIn(path));
}
