/**
 * Every query function with every combination of options that changes its index. Filters, orders and cursors matter to
 * an index. Their values and limits do not.
 */
import { eventPath, groupPath, postPath } from '@firegroups/model';
import { Timestamp, getFirestore, type Query as AdminQuery } from 'firebase-admin/firestore';
import {
  Timestamp as ClientTimestamp,
  limit,
  query,
  type DocumentSnapshot,
  type Query,
} from 'firebase/firestore';
import type { Firegroups } from 'firegroups';
import * as client from '../../../client-sdk/src/queries.ts';
import * as http from '../../../functions/src/http/queries.ts';
import * as functions from '../../../functions/src/firestore/queries.ts';
import { docAt } from '../../../functions/src/firestore/store.ts';

/** The arguments of the queries. */
export interface QueryContext {
  fg: Firegroups;
  groupId: string;
  /** The last documents of earlier pages. The message stands for any document with a `createdAt`. */
  group: DocumentSnapshot;
  message: DocumentSnapshot;
  event: DocumentSnapshot;
  user: DocumentSnapshot;
}

/** The functions that `client-sdk/src/queries.ts` exports. */
export const CLIENT_QUERIES = Object.keys(client);

/** The functions that `functions/src/http/queries.ts` exports. */
export const HTTP_QUERIES = Object.keys(http);

/** The functions that `functions/src/firestore/queries.ts` exports. */
export const FUNCTIONS_QUERIES = Object.keys(functions);

type Variants<Module, Q> = Record<keyof Module, (context: QueryContext) => Q[]>;

type Options<Name extends keyof typeof client, Position extends 1 | 2> = NonNullable<
  Parameters<(typeof client)[Name]>[Position]
>;

/** The values of each option. All options are required, so a new one does not compile before it is listed. */
type Values<O> = { [K in keyof Required<O>]: readonly (O[K] | undefined)[] };

/** Returns every combination of the options' values. `undefined` leaves the option out. */
function combinations<O extends object>(values: Values<O>): O[] {
  return Object.entries<readonly unknown[]>(values).reduce<Record<string, unknown>[]>(
    (combined, [name, choices]) =>
      combined.flatMap((options) =>
        choices.map((choice) => (choice === undefined ? options : { ...options, [name]: choice })),
      ),
    [{}],
  ) as O[];
}

type VotesOptions = NonNullable<Parameters<typeof client.votesQuery>[3]>;

const pages = (after: DocumentSnapshot) =>
  combinations<client.PageOptions>({ limit: [undefined], after: [undefined, after] });

/** The variants of each query of the SDK. */
export const CLIENT_VARIANTS: Variants<typeof client, Query> = {
  publicGroupsQuery: ({ fg, group }) =>
    combinations<{ [K in keyof Options<'publicGroupsQuery', 1>]: unknown }>({
      search: [undefined, 'chess'],
      orderBy: [undefined, 'newest', 'largest', 'title'],
      limit: [undefined],
      after: [undefined, group],
    })
      // A search is ordered by title alone.
      .filter(({ search, orderBy = 'title' }) => search === undefined || orderBy === 'title')
      .map((options) => client.publicGroupsQuery(fg, options as client.PublicGroupsOptions)),
  myMembershipsQuery: ({ fg }) =>
    combinations<Options<'myMembershipsQuery', 1>>({
      status: [undefined, 'joined'],
    }).map((options) => client.myMembershipsQuery(fg, options)),
  membersQuery: ({ fg, groupId, group }) =>
    combinations<Options<'membersQuery', 2>>({
      status: [undefined, 'banned'],
      role: [undefined, 'admin'],
      limit: [undefined],
      after: [undefined, group],
    }).map((options) => client.membersQuery(fg, groupId, options)),
  messagesQuery: ({ fg, groupId, message }) =>
    combinations<Options<'messagesQuery', 2>>({
      limit: [undefined],
      before: [undefined, message],
    }).map((options) => client.messagesQuery(fg, groupId, options)),
  postsQuery: ({ fg, groupId, message }) =>
    pages(message).flatMap((options) => [
      client.postsQuery(fg, { groupId }, options),
      client.postsQuery(fg, { userId: 'ann' }, options),
    ]),
  commentsQuery: ({ fg, groupId, message }) =>
    pages(message).flatMap((options) => [
      client.commentsQuery(fg, { groupId, postId: 'p1' }, options),
      client.commentsQuery(fg, { userId: 'ann', postId: 'p1' }, options),
    ]),
  eventsQuery: ({ fg, groupId, event }) =>
    combinations<Options<'eventsQuery', 2>>({
      from: [undefined, new Date(0)],
      limit: [undefined],
      after: [undefined, event],
    }).map((options) => client.eventsQuery(fg, groupId, options)),
  votesQuery: ({ fg, groupId, message }) =>
    combinations<VotesOptions>({
      vote: [undefined, 'going'],
      limit: [undefined],
      after: [undefined, message],
    }).map((options) => client.votesQuery(fg, groupId, 'match', options)),
  unreadQuery: ({ fg, groupId }) => [client.unreadQuery(fg, groupId, ClientTimestamp.now())],
  // Every caller adds a limit, without which the rules refuse the query.
  chatQuery: ({ fg, groupId }) => [query(client.chatQuery(fg, groupId), limit(1))],
  notificationsQuery: ({ fg, message }) =>
    combinations<Options<'notificationsQuery', 1>>({
      unreadOnly: [undefined, true],
      limit: [undefined],
      after: [undefined, message],
    }).map((options) => client.notificationsQuery(fg, options)),
  usersQuery: ({ fg, user }) =>
    combinations<Options<'usersQuery', 1>>({
      search: ['ann'],
      limit: [undefined],
      after: [undefined, user],
    }).map((options) => client.usersQuery(fg, options)),
};

const CURSORS = [null, { time: new Timestamp(0, 0), id: 'ann' }];
const anEvent = () => getFirestore().doc(eventPath('chess', 'match'));

/** The variants of each query of the HTTP API. */
export const HTTP_VARIANTS: Variants<typeof http, Query> = {
  publicGroupsPageQuery: ({ fg, group: { id } }) =>
    [
      {},
      { search: 'chess' },
      { after: { createdAt: [0, 0] as [number, number], id } },
      { search: 'chess', after: { titleSearch: 'chess', id } },
    ].map((page) => http.publicGroupsPageQuery(fg, { limit: 20, ...page })),
};

/** The variants of each query of the functions. */
export const FUNCTIONS_VARIANTS: Variants<typeof functions, AdminQuery> = {
  joinedMembersQuery: ({ groupId }) => [functions.joinedMembersQuery(groupId)],
  joinedUntilQuery: ({ groupId }) =>
    CURSORS.map((cursor) => functions.joinedUntilQuery(groupId, Timestamp.now(), cursor)),
  adminsQuery: ({ groupId }) => [functions.adminsQuery(groupId)],
  longestMemberQuery: ({ groupId }) => [functions.longestMemberQuery(groupId, 'admin')],
  pendingRequestsQuery: ({ groupId }) => [functions.pendingRequestsQuery(groupId)],
  membershipsOfUserQuery: () => [functions.membershipsOfUserQuery('ann')],
  votesQuery: () => [functions.votesQuery(anEvent(), 'going')],
  goingVotesQuery: () => CURSORS.map((cursor) => functions.goingVotesQuery(anEvent(), cursor)),
  votesOfUserQuery: () => [functions.votesOfUserQuery('ann')],
  cooldownsOfUserQuery: () => [functions.cooldownsOfUserQuery('ann')],
  votesInGroupQuery: ({ groupId }) => [functions.votesInGroupQuery(groupId, 'ann')],
  requestNotificationsQuery: ({ groupId }) => [
    functions.requestNotificationsQuery({ groupId, userId: 'ann' }),
  ],
  eventNotificationsQuery: ({ groupId }) => [functions.eventNotificationsQuery(groupId, 'match')],
  notificationsOfGroupQuery: ({ groupId }) => [functions.notificationsOfGroupQuery(groupId)],
  notificationsNamingQuery: () => [functions.notificationsNamingQuery('ann')],
  newestMessagesQuery: ({ groupId }) => [functions.newestMessagesQuery(groupId)],
  summariesNamingQuery: () => [functions.summariesNamingQuery('ann')],
  pushTargetsQuery: () => [functions.pushTargetsQuery(['g1', 'g1 default'])],
  readMarksOfGroupQuery: ({ groupId }) => [functions.readMarksOfGroupQuery(groupId)],
  descendantsQuery: ({ groupId }) => [
    functions.descendantsQuery(getFirestore().doc(groupPath(groupId)), 'comments'),
  ],
  walkQuery: ({ groupId }) =>
    [
      ['users', 'users/ann'],
      ['groups', groupPath(groupId)],
      ['posts', postPath(groupId, 'p1')],
      ['events', anEvent().path],
    ].flatMap(([collectionId, path]) =>
      [null, docAt(path!)].map((after) => functions.walkQuery(collectionId!, after)),
    ),
  devicesOfUserQuery: () => [functions.devicesOfUserQuery('ann')],
  newestDevicesQuery: () => [functions.newestDevicesQuery('ann')],
  documentsNamingQuery: ({ groupId }) =>
    ['posts', 'messages'].map((collectionId) =>
      functions.documentsNamingQuery(
        getFirestore().doc(groupPath(groupId)).collection(collectionId),
        ['i1', 'i2'],
      ),
    ),
  deadLettersQuery: () => [functions.deadLettersQuery()],
  accountsBeingDeletedQuery: () => [functions.accountsBeingDeletedQuery()],
  suspectedDeletionsQuery: () =>
    [null, 'ann'].flatMap((after) =>
      [null, 'bob'].map((last) => functions.suspectedDeletionsQuery(after, last)),
    ),
  groupsBeingDeletedQuery: () => [functions.groupsBeingDeletedQuery(Timestamp.now())],
};
