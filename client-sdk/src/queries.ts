/**
 * Typed queries: plain Firestore objects that you can listen to, get, or pass to a binding library. `limit` is a number of
 * documents; a cursor is the snapshot of the last document. Each function throws `invalid-argument` for invalid
 * options. All queries are in this file so that the test of firestore.indexes.json finds them.
 */
import {
  DocumentSnapshot,
  collectionGroup,
  limit,
  orderBy,
  query,
  startAfter,
  where,
  type DocumentReference,
  type FirestoreDataConverter,
  type Query,
  type QueryConstraint,
  type Timestamp,
} from 'firebase/firestore';
import {
  MEMBER_STATUSES,
  ROLES,
  VOTES,
  foldForSearch,
  type MemberStatus,
  type Role,
  type VoteChoice,
} from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import {
  checked,
  count,
  expecting,
  filledText,
  oneOf,
  textUpTo,
  time,
  yesOrNo,
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
import {
  collectionIn,
  eventRef,
  groupRef,
  placeRef,
  postAt,
  userRef,
  type CommentPlace,
  type PostPlace,
} from './refs.ts';

/** A page of a list. */
export interface PageOptions {
  /**
   * The number of documents, up to `LIMITS.groupList`; 50 by default. For lists that every user may read, up to `LIMITS.openList`; for
   * users and groups, 20 by default.
   */
  limit?: number | undefined;
  /** The last document of the previous page. */
  after?: DocumentSnapshot | undefined;
}

/**
 * Which public groups to find, and their order: `newest` by default. `search` is the beginning of a title; case and accents are
 * ignored, and the results are ordered by title.
 */
export type PublicGroupsOptions = PageOptions &
  (
    | { search?: undefined; orderBy?: 'newest' | 'largest' | 'title' | undefined }
    | { search?: string | undefined; orderBy?: 'title' | undefined }
  );

const BROWSE_ORDERS = {
  newest: 'createdAt',
  largest: 'memberCount',
  title: 'titleSearch',
};

/**
 * Public groups, 20 by default. The results of a search are ordered by title.
 *
 * @example
 * const page = await getDocs(publicGroupsQuery(fg, { limit: 10 }));
 * const next = publicGroupsQuery(fg, { limit: 10, after: page.docs.at(-1) });
 * const found = (await getDocs(publicGroupsQuery(fg, { search: 'chess' }))).docs;
 */
export function publicGroupsQuery(fg: Firegroups, options: PublicGroupsOptions = {}): Query<Group> {
  const isSearch = options.search !== undefined;
  return list(
    query(collectionIn(fg, 'groups'), where('visibility', '==', 'public')),
    options,
    {
      limit: upTo(LIMITS.openList, 20),
      search: [textUpTo(LIMITS.groupTitle), startingWith('titleSearch')],
      orderBy: [
        oneOf(isSearch ? ['title'] : Object.keys(BROWSE_ORDERS)),
        (order: keyof typeof BROWSE_ORDERS) =>
          orderBy(BROWSE_ORDERS[order], order === 'title' ? 'asc' : 'desc'),
        isSearch ? 'title' : 'newest',
      ],
    },
    groupConverter,
  );
}

/**
 * The signed-in user's memberships in all groups, of any status, without a limit. If your project has other collections named
 * `members`, the query also finds their documents with this `userId`: skip each result whose `ref.path` does not begin with
 * `groups/`.
 *
 * @example
 * const invites = (await getDocs(myMembershipsQuery(fg, { status: 'pending_invite' }))).docs;
 */
export function myMembershipsQuery(
  fg: Firegroups,
  options?: { status?: MemberStatus | undefined },
): Query<Member> {
  const all = collectionGroup(fg.firestore, `${fg.prefix}members`);
  const own = query(all, where('userId', '==', currentUid(fg)));
  return select(own, options, { status: equalTo('status', MEMBER_STATUSES) });
}

/**
 * Members of a group: by default those with the status `joined`. Only joined members may read them, and only admins may
 * read `banned` ones.
 *
 * @example
 * const members = (await getDocs(membersQuery(fg, groupId))).docs;
 * const requests = membersQuery(fg, groupId, { status: 'pending_request' });
 */
export function membersQuery(
  fg: Firegroups,
  groupId: string,
  options?: PageOptions & { status?: MemberStatus | undefined; role?: Role | undefined },
): Query<Member> {
  return list(collectionIn(fg, 'members', groupRef(fg, groupId)), options, {
    status: equalTo('status', MEMBER_STATUSES, 'joined'),
    role: equalTo('role', ROLES),
  });
}

/**
 * Posts of a group or of a wall, newest first. Every signed-in user may read a wall, in pages of at most `LIMITS.openList`.
 *
 * @example
 * const posts = postsQuery(fg, { groupId });
 * const stop = onSnapshot(posts, ({ docs }) => render(docs.map((post) => post.data())));
 * const wall = (await getDocs(postsQuery(fg, { userId: bobUid }))).docs;
 */
export function postsQuery(fg: Firegroups, place: PostPlace, options?: PageOptions): Query<Post> {
  return list(newest(fg, placeRef(fg, place), 'posts'), options, limitOf(place), postConverter);
}

/**
 * Comments on a post, oldest first. Every signed-in user may read those on a wall, in pages of at most `LIMITS.openList`.
 *
 * @example
 * const comments = (await getDocs(commentsQuery(fg, { groupId, postId }))).docs;
 */
export function commentsQuery(
  fg: Firegroups,
  place: CommentPlace,
  options?: PageOptions,
): Query<Comment> {
  const comments = query(collectionIn(fg, 'comments', postAt(fg, place)), orderBy('createdAt'));
  return list(comments, options, limitOf(place));
}

/**
 * Events of a group, ordered by `eventTime`, starting at `from` if that is given. For upcoming events, pass one `new Date()` and
 * keep it: with a new date, the query is not equal to the one before.
 *
 * @example
 * const upcoming = (await getDocs(eventsQuery(fg, groupId, { from: new Date() }))).docs;
 */
export function eventsQuery(
  fg: Firegroups,
  groupId: string,
  options?: PageOptions & { from?: Date | undefined },
): Query<GroupEvent> {
  return list(
    query(collectionIn(fg, 'events', groupRef(fg, groupId)), orderBy('eventTime')),
    options,
    { from: [time(), (from: Date) => where('eventTime', '>=', from)] },
    eventConverter,
  );
}

/**
 * Votes on an event: all, or only `going` or `not_going` ones.
 *
 * @example
 * const going = (await getDocs(votesQuery(fg, groupId, eventId, { vote: 'going' }))).docs;
 */
export function votesQuery(
  fg: Firegroups,
  groupId: string,
  eventId: string,
  options?: PageOptions & { vote?: VoteChoice | undefined },
): Query<Vote> {
  const votes = collectionIn(fg, 'votes', eventRef(fg, groupId, eventId));
  return list(votes, options, { vote: equalTo('vote', VOTES) });
}

/**
 * Messages of a group's chat, newest first; those older than `before` if that is given.
 *
 * @example
 * const newest = (await getDocs(messagesQuery(fg, groupId, { limit: 20 }))).docs;
 * const older = messagesQuery(fg, groupId, { limit: 20, before: newest.at(-1) });
 */
export function messagesQuery(
  fg: Firegroups,
  groupId: string,
  options?: { limit?: number | undefined; before?: DocumentSnapshot | undefined },
): Query<Message> {
  return select(chatQuery(fg, groupId), options, { limit: upTo(), before: CURSOR });
}

/** All messages of a group's chat, newest first. Add a limit, which the rules require. */
export function chatQuery(fg: Firegroups, groupId: string): Query<Message> {
  const messages = newest(fg, groupRef(fg, groupId), 'messages');
  return messages.withConverter(plainConverter as FirestoreDataConverter<Message>);
}

/** The messages of a group's chat after a time, up to `LIMITS.groupList`. */
export function unreadQuery(fg: Firegroups, groupId: string, since: Timestamp): Query<Message> {
  return query(chatQuery(fg, groupId), where('createdAt', '>', since), limit(LIMITS.groupList));
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
  options?: PageOptions & { unreadOnly?: boolean | undefined },
): Query<Notification> {
  return list(newest(fg, userRef(fg, currentUid(fg)), 'notifications'), options, {
    unreadOnly: [yesOrNo, (only: boolean) => (only ? where('readAt', '==', null) : [])],
  });
}

/**
 * Users whose name begins with `search`, ordered by name, 20 by default. Case and accents are ignored.
 *
 * @example
 * const users = (await getDocs(usersQuery(fg, { search: 'bo' }))).docs;
 */
export function usersQuery(fg: Firegroups, options: PageOptions & { search: string }): Query<User> {
  // A search that folds to nothing, such as a lone accent, would find every user.
  const search = filledText(LIMITS.displayName, foldForSearch);
  return list(query(collectionIn(fg, 'users'), orderBy('displayNameSearch')), options, {
    limit: upTo(LIMITS.openList, 20),
    search: [search, startingWith('displayNameSearch'), ''],
  });
}

const newest = (fg: Firegroups, parent: DocumentReference<unknown>, collectionId: string) =>
  query(collectionIn(fg, collectionId, parent), orderBy('createdAt', 'desc'));

/** An option of a query: its check, the constraints that it adds, and its default. */
type Option = readonly [
  check: Check,
  constraints: (value: never) => QueryConstraint | QueryConstraint[],
  defaultValue?: unknown,
];

/** The rules require a limit of every list inside a group. */
const upTo = (most = LIMITS.groupList, defaultLimit = 50): Option => [
  count(most),
  limit,
  Math.min(most, defaultLimit),
];

/** Every user may read a wall, so the rules limit the size of its lists. */
const limitOf = ({ userId }: PostPlace): Record<string, Option> =>
  userId === undefined ? {} : { limit: upTo(LIMITS.openList) };

const equalTo = (field: string, values: readonly string[], defaultValue?: string): Option => [
  oneOf(values),
  (value: string) => where(field, '==', value),
  defaultValue,
];

const CURSOR: Option = [
  /* @__PURE__ */ expecting('a document snapshot', (value) => value instanceof DocumentSnapshot),
  startAfter,
];

const startingWith = (field: string) => (search: string) => {
  const folded = foldForSearch(search);
  // The last code point sorts after anything that follows the prefix.
  return [where(field, '>=', folded), where(field, '<=', `${folded}\u{10ffff}`)];
};

/** Checks the options and adds their constraints to `source`. */
function select<T>(
  source: Query,
  options: object = {},
  declared: Record<string, Option> = {},
  converter = plainConverter as FirestoreDataConverter<T>,
): Query<T> {
  const given: Record<string, unknown> = { ...options };
  const checks: Record<string, Check> = {};
  for (const [name, [check, , defaultValue]] of Object.entries(declared)) {
    checks[name] = check;
    if (given[name] === undefined) given[name] = defaultValue;
  }
  const values = checked(given, checks, []);
  const constraints = Object.entries(values).flatMap(
    ([name, value]) => declared[name]?.[1](value as never) ?? [],
  );
  return query(source, ...constraints).withConverter(converter);
}

/** A {@link select} with pages. */
function list<T>(
  source: Query,
  options?: PageOptions,
  declared?: Record<string, Option>,
  converter?: FirestoreDataConverter<T>,
): Query<T> {
  // Firestore needs the cursor after the order that it refers to.
  const paged = { limit: upTo(), ...declared, after: CURSOR };
  return select(source, options, paged, converter);
}
