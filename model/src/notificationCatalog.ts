/**
 * The notification catalog: one row defines one type of notification. notifications.ts evaluates it, and
 * `npm run generate` writes the table in docs/reference/data-model.md and the list in notificationTypes.ts from it.
 */
import type { Comment, Group, GroupEvent, Member, MemberStatus } from './documents.ts';
import { isJoined } from './membership.ts';
import { compareMoments, type Moment } from './moment.ts';
import type { NotificationType } from './notificationTypes.ts';

/** The changes of documents that can cause a notification. `before` is null if the document was created. */
export interface NotificationChanges {
  member: { before: Member<Moment> | null; after: Member<Moment> };
  group: { before: Group<Moment>; after: Group<Moment> };
  event: { eventId: string; before: GroupEvent<Moment> | null; after: GroupEvent<Moment> };
  /** `at` is the minute in which the event was moved. */
  eventChange: { eventId: string; after: GroupEvent<Moment>; at: Moment };
  /** A new comment; `groupId` is null on a wall. */
  comment: {
    groupId: string | null;
    postId: string;
    postAuthorId: string;
    commentId: string;
    after: Comment<Moment>;
  };
}

/** What the id of a notification can be made of. `at` distinguishes one occurrence from the next. */
export interface NotificationIdParts {
  userId: string;
  eventId: string;
  postId: string;
  commentId: string;
  at: Moment;
}

/** An audience that can be as large as the group. Functions notify it page by page. */
export type PagedAudience =
  /** Everyone who had joined by then and is still joined. */
  | { kind: 'members'; eventId: string; joinedBy: Moment }
  /** Everyone whose vote is `going`, and the event's creator, if they are still joined. */
  | { kind: 'voters'; eventId: string; creatorId: string };

/**
 * Who gets a notification. Functions find the recipients in the transaction that writes it, so nobody is notified about
 * something that is over, or about a group that they have left. The actor is never a recipient.
 */
export type NotificationAudience =
  | PagedAudience
  /** A user, whatever groups they are in. */
  | { kind: 'user'; userId: string }
  /** A user while joined; with `memberSince`, only if their membership already existed at that time. */
  | { kind: 'member'; userId: string; memberSince?: Moment }
  /** A user while the invite that was created at this time is pending. */
  | { kind: 'invitee'; userId: string; createdAt: Moment }
  /** The creator and the admins while the request that was created at this time is pending. */
  | { kind: 'admins'; requesterId: string; createdAt: Moment };

/** The statuses of a membership that somebody can answer. */
export type PendingStatus = 'pending_invite' | 'pending_request';

/** A change of a document that causes a notification. The texts are for the table in docs/reference/data-model.md. */
export interface NotificationCause<
  Source extends keyof NotificationChanges,
  Part extends keyof NotificationIdParts,
> {
  readonly source: Source;
  readonly when: {
    readonly text: string;
    readonly holds: (change: NotificationChanges[Source]) => boolean;
  };
  readonly actor: {
    readonly text: string;
    /** Returns null if the document does not say who acted. The group's creator stands in. */
    readonly of: (change: NotificationChanges[Source]) => string | null;
  };
  readonly audience: {
    readonly text: string;
    readonly of: (change: NotificationChanges[Source]) => NotificationAudience;
  };
  readonly id: (change: NotificationChanges[Source]) => Pick<NotificationIdParts, Part>;
}

/** A row of the catalog. */
export interface NotificationRow<Part extends keyof NotificationIdParts> {
  /** The parts of the id after the type and the group, in this order. */
  readonly idParts: readonly Part[];
  /** The part that is the notification's subjectId. */
  readonly subject: Exclude<Part, 'at'> | null;
  /** True if the notification names nobody when the change names no actor and the creator stands in. */
  readonly isAnonymous?: true;
  /**
   * True if pushes about different subjects do not hold each other back (docs/reference/functions.md#push). Only for
   * subjects that an account cannot create without limit.
   */
  readonly isPushedBySubject?: true;
  /** What the notification asks to answer. It is deleted when the membership leaves this status. */
  readonly asksToAnswer?: PendingStatus;
  readonly causes: readonly {
    [Source in keyof NotificationChanges]: NotificationCause<Source, Part>;
  }[keyof NotificationChanges][];
}

/** The catalog. */
export const NOTIFICATION_CATALOG = {
  group_invite: {
    idParts: ['at'],
    subject: null,
    asksToAnswer: 'pending_invite',
    causes: [
      {
        source: 'member',
        when: {
          text: 'a membership becomes `pending_invite`',
          holds: ({ before, after }) => enters('pending_invite', before, after),
        },
        actor: { text: 'the inviter', of: ({ after }) => after.invitedBy },
        audience: {
          text: 'the invited user',
          of: ({ after: { userId, createdAt } }) => ({ kind: 'invitee', userId, createdAt }),
        },
        id: ({ after }) => ({ at: after.createdAt }),
      },
    ],
  } satisfies NotificationRow<'at'>,

  join_request: {
    idParts: ['userId', 'at'],
    subject: 'userId',
    asksToAnswer: 'pending_request',
    causes: [
      {
        source: 'member',
        when: {
          text: 'a membership becomes `pending_request`',
          holds: ({ before, after }) => enters('pending_request', before, after),
        },
        actor: { text: 'the requester', of: ({ after }) => after.userId },
        audience: {
          text: "the group's admins at the time when the function runs",
          of: ({ after: { userId, createdAt } }) => ({
            kind: 'admins',
            requesterId: userId,
            createdAt,
          }),
        },
        id: ({ after }) => ({ userId: after.userId, at: after.createdAt }),
      },
    ],
  } satisfies NotificationRow<'userId' | 'at'>,

  join_approved: {
    idParts: ['at'],
    subject: null,
    isAnonymous: true,
    causes: [
      {
        source: 'member',
        when: {
          text: 'a request is approved, including because the group became open',
          holds: ({ before, after }) => before?.status === 'pending_request' && isJoined(after),
        },
        actor: {
          text: "the user who approved; the group's creator if the group became open",
          of: ({ after }) => after.updatedBy ?? null,
        },
        audience: {
          text: 'the requester, if still joined',
          of: ({ after: { userId, createdAt } }) => memberSince(userId, createdAt),
        },
        id: ({ after }) => ({ at: after.createdAt }),
      },
    ],
  } satisfies NotificationRow<'at'>,

  invite_accepted: {
    idParts: ['userId', 'at'],
    subject: 'userId',
    causes: [
      {
        source: 'member',
        when: {
          text: 'an invite is accepted',
          holds: ({ before, after }) =>
            before?.status === 'pending_invite' && isJoined(after) && Boolean(after.invitedBy),
        },
        actor: { text: 'the new member', of: ({ after }) => after.userId },
        audience: {
          text: 'the inviter, if still joined',
          of: ({ after: { invitedBy, updatedAt } }) => memberSince(invitedBy!, updatedAt),
        },
        id: ({ after }) => ({ userId: after.userId, at: after.createdAt }),
      },
    ],
  } satisfies NotificationRow<'userId' | 'at'>,

  event_created: {
    idParts: ['eventId', 'at'],
    subject: 'eventId',
    isPushedBySubject: true,
    causes: [
      {
        source: 'event',
        when: { text: 'an event is created', holds: ({ before }) => !before },
        actor: { text: "the event's creator", of: ({ after }) => after.creatorId },
        audience: {
          text: 'members who had joined by then and are still joined',
          of: ({ eventId, after }) => ({ kind: 'members', eventId, joinedBy: after.createdAt }),
        },
        id: ({ eventId, after }) => ({ eventId, at: after.createdAt }),
      },
    ],
  } satisfies NotificationRow<'eventId' | 'at'>,

  event_changed: {
    idParts: ['eventId', 'at'],
    subject: 'eventId',
    isPushedBySubject: true,
    causes: [
      {
        source: 'eventChange',
        when: {
          text: "one to two minutes after an event's time changed, if members do not know the new time",
          holds: ({ after, at }) => isEventChange(after, at),
        },
        actor: { text: 'the user who last changed the event', of: ({ after }) => after.updatedBy },
        audience: {
          text: "users who voted `going` and the event's creator, if still joined",
          of: ({ eventId, after: { creatorId } }) => ({ kind: 'voters', eventId, creatorId }),
        },
        id: ({ eventId, at }) => ({ eventId, at }),
      },
    ],
  } satisfies NotificationRow<'eventId' | 'at'>,

  event_cancelled: {
    idParts: ['eventId', 'at'],
    subject: 'eventId',
    isPushedBySubject: true,
    causes: [
      {
        source: 'event',
        when: {
          text: 'an event is canceled',
          holds: ({ before, after }) => before !== null && isCancellation(before, after),
        },
        actor: { text: 'the user who canceled it', of: ({ after }) => after.updatedBy },
        audience: {
          text: "users who voted `going` and the event's creator, if still joined",
          of: ({ eventId, after: { creatorId } }) => ({ kind: 'voters', eventId, creatorId }),
        },
        id: ({ eventId, after }) => ({ eventId, at: after.cancelledAt! }),
      },
    ],
  } satisfies NotificationRow<'eventId' | 'at'>,

  post_comment: {
    idParts: ['postId', 'commentId', 'at'],
    subject: 'postId',
    causes: [
      {
        source: 'comment',
        when: {
          text: "a user comments on another user's post, in a group or on a wall",
          holds: ({ postAuthorId, after }) => postAuthorId !== after.authorId,
        },
        actor: { text: 'the commenter', of: ({ after }) => after.authorId },
        audience: {
          text: "the post's author; in a group, if still joined",
          of: ({ groupId, postAuthorId: userId }) =>
            groupId === null ? { kind: 'user', userId } : { kind: 'member', userId },
        },
        id: ({ postId, commentId, after }) => ({ postId, commentId, at: after.createdAt }),
      },
    ],
  } satisfies NotificationRow<'postId' | 'commentId' | 'at'>,

  role_changed: {
    idParts: ['at'],
    subject: null,
    causes: [
      {
        source: 'member',
        when: {
          text: 'a member becomes an admin, or an admin a member',
          holds: ({ before, after }) => isPromotionOrDemotion(before, after),
        },
        actor: {
          text: 'the user who changed the role',
          of: ({ after }) => after.updatedBy ?? null,
        },
        audience: {
          text: 'the member',
          of: ({ after: { userId, createdAt } }) => memberSince(userId, createdAt),
        },
        id: ({ after }) => ({ at: after.updatedAt }),
      },
      {
        source: 'group',
        when: {
          text: 'ownership of a group is transferred',
          holds: ({ before, after }) => before.creatorId !== after.creatorId,
        },
        actor: { text: 'the old creator', of: ({ before }) => before.creatorId },
        audience: {
          text: 'the new creator',
          of: ({ after: { creatorId, updatedAt } }) => memberSince(creatorId, updatedAt),
        },
        id: ({ after }) => ({ at: after.updatedAt }),
      },
    ],
  } satisfies NotificationRow<'at'>,
} satisfies Record<NotificationType, object>;

type StatusOnly = Pick<Member<Moment>, 'status'>;

function enters(status: MemberStatus, before: StatusOnly | null, after: StatusOnly): boolean {
  return before?.status !== status && after.status === status;
}

/**
 * Returns true iff `event_changed` is due: the event's time differs from the one that members know, or an earlier attempt
 * for this minute may have stopped before it notified them.
 */
export function isEventChange(
  { cancelledAt, eventTime, toldTime, toldAt }: GroupEvent<Moment>,
  at: Moment,
): boolean {
  if (cancelledAt) return false;
  const isAsKnown = toldTime !== undefined && compareMoments(toldTime, eventTime) === 0;
  return !isAsKnown || (toldAt !== undefined && compareMoments(toldAt, at) === 0);
}

function isCancellation(before: GroupEvent<Moment>, after: GroupEvent<Moment>): boolean {
  return !before.cancelledAt && Boolean(after.cancelledAt);
}

/** A transfer is not one: the change of the group says who transferred it. */
function isPromotionOrDemotion(before: Member<Moment> | null, after: Member<Moment>): boolean {
  if (!isJoined(before) || !isJoined(after)) return false;
  const roles = [before.role, after.role];
  return before.role !== after.role && !roles.includes('creator');
}

function memberSince(userId: string, memberSince: Moment): NotificationAudience {
  return { kind: 'member', userId, memberSince };
}
