/**
 * Every query of the SDK, typed: plain Firestore objects, to listen to, to get or to hand to a binding library. `limit` is
 * a number of documents, 50 unless told otherwise; a cursor is the last document's snapshot. Each throws `invalid-argument`
 * for what it cannot take. They are all here so that the test of firestore.indexes.json finds them.
 */
import {
  DocumentSnapshot,
  collection,
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
  /** How many documents; 50 unless told otherwise. Lists that are open to everybody (people, groups, walls): at most 50. */
  limit?: number | undefined;
  /** The last document of the page before. */
  after?: DocumentSnapshot | undefined;
}

/**
 * Which public groups, and in what order: `newest` unless told otherwise. `search` is the beginning of a title, of which case
 * and accents do not matter; what it finds is ordered by title, and by nothing else.
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
 * Public groups, 20 unless told otherwise. A search is ordered by title.
 *
 * @example
 * const page = await getDocs(publicGroupsQuery(fg, { limit: 10 }));
 * const next = publicGroupsQuery(fg, { limit: 10, after: page.docs.at(-1) });
 * const found = (await getDocs(publicGroupsQuery(fg, { search: 'chess' }))).docs;
 */
export function publicGroupsQuery(fg: Firegroups, options: PublicGroupsOptions = {}): Query<Group> {
  const isSearch = options.search !== undefined;
  return list(
    query(collection(fg.firestore, 'groups'), where('visibility', '==', 'public')),
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
 * The signed-in user's own memberships in all groups, those that are pending too; all of them, without a limit.
 *
 * @example
 * const invites = (await getDocs(myMembershipsQuery(fg, { status: 'pending_invite' }))).docs;
 */
export function myMembershipsQuery(
  fg: Firegroups,
  options?: { status?: MemberStatus | undefined },
): Query<Member> {
  const all = collectionGroup(fg.firestore, 'members');
  const own = query(all, where('userId', '==', currentUid(fg)));
  return select(own, options, { status: equalTo('status', MEMBER_STATUSES) });
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
  options?: PageOptions & { status?: MemberStatus | undefined; role?: Role | undefined },
): Query<Member> {
  return list(collection(groupRef(fg, groupId), 'members'), options, {
    status: equalTo('status', MEMBER_STATUSES, 'joined'),
    role: equalTo('role', ROLES),
  });
}

/**
 * Posts of a group or of a wall, newest first. Every signed-in user may read a wall, in pages of at most 50.
 *
 * @example
 * const posts = postsQuery(fg, { groupId });
 * const stop = onSnapshot(posts, ({ docs }) => render(docs.map((post) => post.data())));
 * const wall = (await getDocs(postsQuery(fg, { userId: bobUid }))).docs;
 */
export function postsQuery(fg: Firegroups, place: PostPlace, options?: PageOptions): Query<Post> {
  return list(newest(placeRef(fg, place), 'posts'), options, limitOf(place), postConverter);
}

/**
 * Comments on a post, oldest first. Every signed-in user may read those on a wall, in pages of at most 50.
 *
 * @example
 * const comments = (await getDocs(commentsQuery(fg, { groupId, postId }))).docs;
 */
export function commentsQuery(
  fg: Firegroups,
  place: CommentPlace,
  options?: PageOptions,
): Query<Comment> {
  const comments = query(collection(postAt(fg, place), 'comments'), orderBy('createdAt'));
  return list(comments, options, limitOf(place));
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
  options?: PageOptions & { from?: Date | undefined },
): Query<GroupEvent> {
  return list(
    query(collection(groupRef(fg, groupId), 'events'), orderBy('eventTime')),
    options,
    { from: [time(), (from: Date) => where('eventTime', '>=', from)] },
    eventConverter,
  );
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
  options?: PageOptions & { vote?: VoteChoice | undefined },
): Query<Vote> {
  const votes = collection(eventRef(fg, groupId, eventId), 'votes');
  return list(votes, options, { vote: equalTo('vote', VOTES) });
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
  options?: { limit?: number | undefined; before?: DocumentSnapshot | undefined },
): Query<Message> {
  return select(chatQuery(fg, groupId), options, { limit: upTo(), before: PAST });
}

/** All of a group's chat, newest first, for who cuts it into stretches. */
export function chatQuery(fg: Firegroups, groupId: string): Query<Message> {
  const messages = newest(groupRef(fg, groupId), 'messages');
  return messages.withConverter(plainConverter as FirestoreDataConverter<Message>);
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
  options?: PageOptions & { unreadOnly?: boolean | undefined },
): Query<Notification> {
  return list(newest(userRef(fg, currentUid(fg)), 'notifications'), options, {
    unreadOnly: [yesOrNo, (only: boolean) => (only ? where('readAt', '==', null) : [])],
  });
}

/**
 * People whose name begins with `search`, by name, 20 unless told otherwise; case and accents do not matter.
 *
 * @example
 * const people = (await getDocs(usersQuery(fg, { search: 'bo' }))).docs;
 */
export function usersQuery(fg: Firegroups, options: PageOptions & { search: string }): Query<User> {
  // What folds to nothing, a lone accent, would find everybody.
  const search = filledText(LIMITS.displayName, foldForSearch);
  return list(query(collection(fg.firestore, 'users'), orderBy('displayNameSearch')), options, {
    limit: upTo(LIMITS.openList, 20),
    search: [search, startingWith('displayNameSearch'), ''],
  });
}

const newest = (parent: DocumentReference<unknown>, collectionId: string) =>
  query(collection(parent, collectionId), orderBy('createdAt', 'desc'));

/** An option of a query: what it has to be, what it adds to the query, and what it is unless told otherwise. */
type Option = readonly [
  check: Check,
  constraints: (value: never) => QueryConstraint | QueryConstraint[],
  unset?: unknown,
];

const upTo = (most?: number, unset = 50): Option => [count(most), limit, unset];

/** Everybody may read a wall, so the rules limit its lists. */
const limitOf = ({ userId }: PostPlace): Record<string, Option> =>
  userId === undefined ? {} : { limit: upTo(LIMITS.openList) };

const equalTo = (field: string, values: readonly string[], unset?: string): Option => [
  oneOf(values),
  (value: string) => where(field, '==', value),
  unset,
];

const PAST: Option = [
  /* @__PURE__ */ expecting('a document snapshot', (value) => value instanceof DocumentSnapshot),
  startAfter,
];

const startingWith = (field: string) => (search: string) => {
  const folded = foldForSearch(search);
  // The last code point: whatever follows the prefix sorts before it.
  return [where(field, '>=', folded), where(field, '<=', `${folded}\u{10ffff}`)];
};

/** Puts a query together from `source` and the options, once they are checked. */
function select<T>(
  source: Query,
  options: object = {},
  declared: Record<string, Option> = {},
  converter = plainConverter as FirestoreDataConverter<T>,
): Query<T> {
  const given: Record<string, unknown> = { ...options };
  const checks: Record<string, Check> = {};
  for (const [name, [check, , unset]] of Object.entries(declared)) {
    checks[name] = check;
    if (given[name] === undefined) given[name] = unset;
  }
  const values = checked(given, checks, []);
  const constraints = Object.entries(values).flatMap(
    ([name, value]) => declared[name]?.[1](value as never) ?? [],
  );
  return query(source, ...constraints).withConverter(converter);
}

/** A {@link select} that is cut into pages. */
function list<T>(
  source: Query,
  options?: PageOptions,
  declared?: Record<string, Option>,
  converter?: FirestoreDataConverter<T>,
): Query<T> {
  // A cursor comes after the order that it belongs to.
  const paged = { limit: upTo(), ...declared, after: PAST };
  return select(source, options, paged, converter);
}
