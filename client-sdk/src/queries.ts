/**
 * Every query of the SDK, typed: plain Firestore objects, to listen to, to get or to hand to a binding library. `limit` is
 * a number of documents; a cursor is the last document's snapshot. Each throws `invalid-argument` for a limit out of range.
 * They are all here so that the test of firestore.indexes.json finds them.
 */
import {
  collection,
  collectionGroup,
  limit as limitTo,
  orderBy,
  query,
  startAfter,
  where,
  type DocumentSnapshot,
  type Query,
  type QueryConstraint,
} from 'firebase/firestore';
import {
  LIMITS,
  foldForSearch,
  membersPath,
  messagesPath,
  notificationsPath,
  type MemberStatus,
  type Role,
} from '@firegroups/model';
import {
  checkFields,
  checkIds,
  checkLimit,
  filledText,
  oneOf,
  optional,
  textUpTo,
} from './checks.ts';
import {
  groupConverter,
  memberConverter,
  messageConverter,
  notificationConverter,
  userConverter,
} from './converters.ts';
import type { Group, Member, Message, Notification, User } from './documents.ts';
import { FiregroupsError } from './errors.ts';
import { currentUid, type Firegroups } from './firegroups.ts';

/** Which public groups, and in what order. */
export interface BrowseOptions {
  /** The beginning of a title; case and accents do not matter. The result is ordered by title then. */
  search?: string;
  /** `newest` unless told otherwise. */
  orderBy?: 'newest' | 'largest' | 'title';
  /** 1 to 50, 20 unless told otherwise. */
  limit?: number;
  /** The last document of the page before. */
  after?: DocumentSnapshot;
}

const BROWSE_ORDERS = {
  newest: ['createdAt', 'desc'],
  largest: ['memberCount', 'desc'],
  title: ['titleSearch', 'asc'],
} as const;

/** Public groups. */
export function browseQuery(fg: Firegroups, options: BrowseOptions = {}): Query<Group> {
  const { search, limit = 20, after } = options;
  checkLimit(limit, LIMITS.openList);
  checkFields(
    { search, orderBy: options.orderBy },
    {
      search: optional(textUpTo(LIMITS.groupTitle)),
      orderBy: optional(oneOf(Object.keys(BROWSE_ORDERS))),
    },
  );
  const order = options.orderBy ?? (search === undefined ? 'newest' : 'title');
  if (search !== undefined && order !== 'title') {
    throw new FiregroupsError('invalid-argument', 'A search is ordered by title.', {
      fields: { orderBy: "expected 'title', or none, with `search`" },
    });
  }
  const [field, direction] = BROWSE_ORDERS[order];
  return query(
    collection(fg.firestore, 'groups'),
    where('visibility', '==', 'public'),
    ...(search === undefined ? [] : startsWith('titleSearch', search)),
    orderBy(field, direction),
    ...page(limit, after),
  ).withConverter(groupConverter);
}

/** The signed-in user's own memberships in all groups, those that are pending too. */
export function myMembershipsQuery(
  fg: Firegroups,
  options: { status?: MemberStatus } = {},
): Query<Member> {
  return query(
    collectionGroup(fg.firestore, 'members'),
    where('userId', '==', currentUid(fg)),
    ...(options.status ? [where('status', '==', options.status)] : []),
  ).withConverter(memberConverter);
}

/**
 * A group's members, for joined members; those with status `joined` unless told otherwise. `banned` ones are refused to
 * all but staff. `limit` is 50 unless told otherwise.
 */
export function membersQuery(
  fg: Firegroups,
  groupId: string,
  options: { status?: MemberStatus; role?: Role; limit?: number } = {},
): Query<Member> {
  const { status = 'joined', role, limit = 50 } = options;
  checkIds({ groupId });
  checkLimit(limit);
  return query(
    collection(fg.firestore, membersPath(groupId)),
    where('status', '==', status),
    ...(role ? [where('role', '==', role)] : []),
    limitTo(limit),
  ).withConverter(memberConverter);
}

/** A group's chat, newest first; 50 messages unless told otherwise, older than `before`. */
export function messagesQuery(
  fg: Firegroups,
  groupId: string,
  options: { limit?: number; before?: DocumentSnapshot } = {},
): Query<Message> {
  const { limit = 50, before } = options;
  checkIds({ groupId });
  checkLimit(limit);
  return query(chatQuery(fg, groupId), ...page(limit, before));
}

/** All of a group's chat, newest first, for who cuts it into stretches; it leaves checking the id to them. */
export function chatQuery(fg: Firegroups, groupId: string): Query<Message> {
  return query(
    collection(fg.firestore, messagesPath(groupId)),
    orderBy('createdAt', 'desc'),
  ).withConverter(messageConverter);
}

/** The signed-in user's notifications, newest first; 50 unless told otherwise. */
export function notificationsQuery(
  fg: Firegroups,
  options: { unreadOnly?: boolean; limit?: number } = {},
): Query<Notification> {
  const { unreadOnly = false, limit = 50 } = options;
  checkLimit(limit);
  return query(
    collection(fg.firestore, notificationsPath(currentUid(fg))),
    ...(unreadOnly ? [where('readAt', '==', null)] : []),
    orderBy('createdAt', 'desc'),
    limitTo(limit),
  ).withConverter(notificationConverter);
}

/** People whose name begins with `search`, by name; case and accents do not matter. `limit`: 1 to 50, or 20. */
export function peopleQuery(
  fg: Firegroups,
  options: { search: string; limit?: number },
): Query<User> {
  const { search, limit = 20 } = options;
  checkFields({ search }, { search: filledText(LIMITS.displayName) });
  // What folds to nothing, a lone accent, would find everybody.
  checkFields(
    { search: foldForSearch(search) && search },
    { search: filledText(LIMITS.displayName) },
  );
  checkLimit(limit, LIMITS.openList);
  return query(
    collection(fg.firestore, 'users'),
    ...startsWith('displayNameSearch', search),
    orderBy('displayNameSearch'),
    limitTo(limit),
  ).withConverter(userConverter);
}

function startsWith(field: string, search: string): QueryConstraint[] {
  const folded = foldForSearch(search);
  // The last code point: whatever follows the prefix sorts before it.
  return [where(field, '>=', folded), where(field, '<=', `${folded}\u{10ffff}`)];
}

function page(limit: number, after: DocumentSnapshot | undefined): QueryConstraint[] {
  return [...(after ? [startAfter(after)] : []), limitTo(limit)];
}
