/**
 * Every query of the SDK, typed: plain Firestore objects, to listen to, to get or to hand to a binding library. `limit` is
 * a number of documents, 50 unless told otherwise; a cursor is the last document's snapshot. Each throws `invalid-argument`
 * for what it cannot take. They are all here so that the test of firestore.indexes.json finds them.
 */
import {
  collection,
  collectionGroup,
  limit as limitTo,
  orderBy,
  query,
  startAfter,
  where,
  type DocumentReference,
  type DocumentSnapshot,
  type Query,
  type QueryConstraint,
  type Timestamp,
} from 'firebase/firestore';
import {
  LIMITS,
  MEMBER_STATUSES,
  ROLES,
  VOTES,
  foldForSearch,
  type MemberStatus,
  type Role,
  type VoteChoice,
} from '@firegroups/model';
import {
  anything,
  checked,
  count,
  filledText,
  oneOf,
  optional,
  textUpTo,
  time,
  type Check,
} from './checks.ts';
import { eventConverter, groupConverter, plainConverter, postConverter } from './converters.ts';
import type {
  Comment,
  Group,
  GroupEvent,
  Member,
  Message,
  Notification,
  Post,
  User,
  Vote,
} from './documents.ts';
import { currentUid, type Firegroups } from './firegroups.ts';
import { eventRef, groupRef, postRef, userRef, wallPostRef } from './refs.ts';

/** A page of a list. */
export interface PageOptions {
  /** How many documents; 50 unless told otherwise. Lists that are open to everybody (people, groups, walls): at most 50. */
  limit?: number | undefined;
  /** The last document of the page before. */
  after?: DocumentSnapshot | undefined;
}

/** Which public groups, and in what order. */
export interface BrowseOptions extends PageOptions {
  /** The beginning of a title; case and accents do not matter. The result is ordered by title then. */
  search?: string | undefined;
  /** `newest` unless told otherwise. */
  orderBy?: 'newest' | 'largest' | 'title' | undefined;
}

const BROWSE_ORDERS = {
  newest: ['createdAt', 'desc'],
  largest: ['memberCount', 'desc'],
  title: ['titleSearch', 'asc'],
} as const;

/**
 * Public groups, 20 unless told otherwise. A search is ordered by title.
 *
 * @example
 * const page = await getDocs(browseQuery(fg, { limit: 10 }));
 * const next = browseQuery(fg, { limit: 10, after: page.docs.at(-1) });
 * const found = (await getDocs(browseQuery(fg, { search: 'chess' }))).docs;
 */
export function browseQuery(fg: Firegroups, options: BrowseOptions = {}): Query<Group> {
  const { search, orderBy: order = search === undefined ? 'newest' : 'title' } = options;
  const orders = search === undefined ? Object.keys(BROWSE_ORDERS) : ['title'];
  const page = pageOf({ limit: 20, ...options }, LIMITS.openList, {
    search: optional(textUpTo(LIMITS.groupTitle)),
    orderBy: optional(oneOf(orders)),
  });
  const [field, direction] = BROWSE_ORDERS[order];
  return query(
    collection(fg.firestore, 'groups'),
    where('visibility', '==', 'public'),
    ...(search === undefined ? [] : startsWith('titleSearch', search)),
    orderBy(field, direction),
    ...page,
  ).withConverter(groupConverter);
}

/**
 * The signed-in user's own memberships in all groups, those that are pending too; all of them, without a limit.
 *
 * @example
 * const invites = (await getDocs(myMembershipsQuery(fg, { status: 'pending_invite' }))).docs;
 */
export function myMembershipsQuery(
  fg: Firegroups,
  options: { status?: MemberStatus | undefined } = {},
): Query<Member> {
  const { status } = checked(options, { status: optional(oneOf(MEMBER_STATUSES)) });
  return query(
    collectionGroup(fg.firestore, 'members'),
    where('userId', '==', currentUid(fg)),
    ...equal({ status }),
  ).withConverter(plainConverter<Member>());
}

/**
 * A group's members, for joined members; those with status `joined` unless told otherwise. `banned` ones are refused to
 * all but staff.
 *
 * @example
 * const members = (await getDocs(membersQuery(fg, groupId))).docs;
 * const requests = membersQuery(fg, groupId, { status: 'pending_request' });
 */
export function membersQuery(
  fg: Firegroups,
  groupId: string,
  options: PageOptions & { status?: MemberStatus | undefined; role?: Role | undefined } = {},
): Query<Member> {
  const page = pageOf(options, Infinity, {
    status: optional(oneOf(MEMBER_STATUSES)),
    role: optional(oneOf(ROLES)),
  });
  const { status = 'joined', role } = options;
  return query(
    collection(groupRef(fg, groupId), 'members'),
    ...equal({ status, role }),
    ...page,
  ).withConverter(plainConverter<Member>());
}

/**
 * A group's posts, newest first.
 *
 * @example
 * const stop = onSnapshot(postsQuery(fg, groupId), ({ docs }) => render(docs.map((post) => post.data())));
 */
export function postsQuery(fg: Firegroups, groupId: string, options?: PageOptions): Query<Post> {
  return newestFirst(groupRef(fg, groupId), 'posts', pageOf(options)).withConverter(postConverter);
}

/**
 * The comments on a group's post, oldest first.
 *
 * @example
 * const comments = (await getDocs(commentsQuery(fg, groupId, postId))).docs;
 */
export function commentsQuery(
  fg: Firegroups,
  groupId: string,
  postId: string,
  options?: PageOptions,
): Query<Comment> {
  return commentsOn(postRef(fg, groupId, postId), pageOf(options));
}

/**
 * A group's events in the order in which they take place, from `from` on where it is given. For what is to come pass one
 * `new Date()` and keep it: with another one each time the query is another one, too.
 *
 * @example
 * const upcoming = (await getDocs(eventsQuery(fg, groupId, { from: new Date() }))).docs;
 */
export function eventsQuery(
  fg: Firegroups,
  groupId: string,
  options: PageOptions & { from?: Date | undefined } = {},
): Query<GroupEvent> {
  const page = pageOf(options, Infinity, { from: optional(time()) });
  return query(
    collection(groupRef(fg, groupId), 'events'),
    ...(options.from ? [where('eventTime', '>=', options.from)] : []),
    orderBy('eventTime'),
    ...page,
  ).withConverter(eventConverter);
}

/**
 * The votes on an event, or those of one kind.
 *
 * @example
 * const going = (await getDocs(votesQuery(fg, groupId, eventId, { vote: 'going' }))).docs;
 */
export function votesQuery(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  options: PageOptions & { vote?: VoteChoice | undefined } = {},
): Query<Vote> {
  const page = pageOf(options, Infinity, { vote: optional(oneOf(VOTES)) });
  return query(
    collection(eventRef(fg, groupId, eventId), 'votes'),
    ...equal({ vote: options.vote }),
    ...page,
  ).withConverter(plainConverter<Vote>());
}

/**
 * A group's chat, newest first, older than `before` where it is given.
 *
 * @example
 * const newest = (await getDocs(messagesQuery(fg, groupId, { limit: 20 }))).docs;
 * const older = messagesQuery(fg, groupId, { limit: 20, before: newest.at(-1) });
 */
export function messagesQuery(
  fg: Firegroups,
  groupId: string,
  {
    before,
    ...options
  }: { limit?: number | undefined; before?: DocumentSnapshot | undefined } = {},
): Query<Message> {
  return query(chatQuery(fg, groupId), ...pageOf({ ...options, after: before }));
}

/** All of a group's chat, newest first, for who cuts it into stretches. */
export function chatQuery(fg: Firegroups, groupId: string): Query<Message> {
  return newestFirst(groupRef(fg, groupId), 'messages').withConverter(plainConverter<Message>());
}

/** What came to a group's chat after a time, to be counted. */
export function unreadQuery(fg: Firegroups, groupId: string, since: Timestamp): Query<Message> {
  return query(chatQuery(fg, groupId), where('createdAt', '>', since));
}

/**
 * The signed-in user's notifications, newest first.
 *
 * @example
 * const unread = notificationsQuery(fg, { unreadOnly: true });
 * const stop = onSnapshot(unread, ({ docs }) => render(docs.map((one) => one.data())));
 */
export function notificationsQuery(
  fg: Firegroups,
  options: PageOptions & { unreadOnly?: boolean | undefined } = {},
): Query<Notification> {
  const page = pageOf(options, Infinity, { unreadOnly: optional(oneOf([true, false])) });
  const unread = options.unreadOnly ? [where('readAt', '==', null)] : [];
  return newestFirst(userRef(fg, currentUid(fg)), 'notifications', [
    ...unread,
    ...page,
  ]).withConverter(plainConverter<Notification>());
}

/**
 * The posts of a user's wall, newest first; any signed-in user may look.
 *
 * @example
 * const posts = (await getDocs(wallQuery(fg, ownerId))).docs;
 */
export function wallQuery(fg: Firegroups, uid: string, options?: PageOptions): Query<Post> {
  const page = pageOf(options, LIMITS.openList);
  return newestFirst(userRef(fg, uid), 'posts', page).withConverter(postConverter);
}

/**
 * The comments on a wall's post, oldest first; any signed-in user may look.
 *
 * @example
 * const comments = (await getDocs(wallCommentsQuery(fg, ownerId, postId))).docs;
 */
export function wallCommentsQuery(
  fg: Firegroups,
  ownerId: string,
  postId: string,
  options?: PageOptions,
): Query<Comment> {
  return commentsOn(wallPostRef(fg, ownerId, postId), pageOf(options, LIMITS.openList));
}

/**
 * People whose name begins with `search`, by name, 20 unless told otherwise; case and accents do not matter.
 *
 * @example
 * const people = (await getDocs(peopleQuery(fg, { search: 'bo' }))).docs;
 */
export function peopleQuery(
  fg: Firegroups,
  options: PageOptions & { search: string },
): Query<User> {
  // What folds to nothing, a lone accent, would find everybody.
  const search = filledText(LIMITS.displayName, foldForSearch);
  const page = pageOf({ limit: 20, ...options }, LIMITS.openList, { search });
  return query(
    collection(fg.firestore, 'users'),
    ...startsWith('displayNameSearch', options.search),
    orderBy('displayNameSearch'),
    ...page,
  ).withConverter(plainConverter<User>());
}

function newestFirst(
  parent: DocumentReference<unknown>,
  collectionId: string,
  constraints: QueryConstraint[] = [],
): Query {
  return query(collection(parent, collectionId), orderBy('createdAt', 'desc'), ...constraints);
}

function commentsOn(post: DocumentReference<Post>, page: QueryConstraint[]): Query<Comment> {
  const comments = collection(post, 'comments');
  return query(comments, orderBy('createdAt'), ...page).withConverter(plainConverter<Comment>());
}

/** Filters by the fields that are given. */
function equal(fields: Record<string, string | undefined>): QueryConstraint[] {
  return Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => where(name, '==', value));
}

function startsWith(field: string, search: string): QueryConstraint[] {
  const folded = foldForSearch(search);
  // The last code point: whatever follows the prefix sorts before it.
  return [where(field, '>=', folded), where(field, '<=', `${folded}\u{10ffff}`)];
}

/** Checks the options of a query, and gives back what of it makes a page. */
function pageOf(
  options: PageOptions = {},
  most = Infinity,
  checks: Record<string, Check> = {},
): QueryConstraint[] {
  const { limit = 50, after } = checked(options, {
    limit: optional(count(most)),
    after: optional(anything),
    ...checks,
  });
  return [...(after ? [startAfter(after)] : []), limitTo(limit)];
}
