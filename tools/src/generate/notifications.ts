/** What is generated from the notification catalog: the table in docs/reference/data-model.md and the list of types. */
import {
  NOTIFICATION_CATALOG,
  type NotificationIdParts,
  type NotificationRow,
  type NotificationType,
  type PendingStatus,
} from '@firegroups/model';
import { formatted } from './formatted.ts';

type Part = keyof NotificationIdParts;
const CATALOG = Object.entries(
  NOTIFICATION_CATALOG as unknown as Record<NotificationType, NotificationRow<Part>>,
);

const SUBJECTS: Record<Exclude<Part, 'at'>, string> = {
  userId: "the actor's uid",
  eventId: "the event's id",
  postId: "the post's id",
  commentId: "the comment's id",
};

const DELETED_WHEN: Record<PendingStatus, string> = {
  pending_invite: 'the status changes: accepted, declined, revoked or banned',
  pending_request: 'the status changes: approved, rejected, withdrawn or banned',
};

/** The types of notifications as TypeScript: their type and their list. */
export async function notificationTypes(): Promise<string> {
  const types = CATALOG.map(([type]) => `'${type}'`);
  const code = `
    /** A type of notification. docs/reference/data-model.md says who gets which. */
    export type NotificationType = ${types.join(' | ')};

    export const NOTIFICATION_TYPES = [${types.join(', ')}] as const satisfies readonly NotificationType[];
  `;
  return (await formatted(code, 'typescript')).trimEnd();
}

/** The table of notifications as Markdown, with a row for each cause. */
export async function notificationTable(): Promise<string> {
  const rows = CATALOG.flatMap(([type, { idParts, subject, asksToAnswer, causes }]) =>
    causes.map(({ when, actor, audience }) => [
      when.text,
      `\`${type}\``,
      audience.text,
      actor.text,
      subject ? SUBJECTS[subject] : 'null',
      asksToAnswer ? DELETED_WHEN[asksToAnswer] : '',
      `\`${[type, '{groupId}', ...idParts.map((part) => `{${part}}`)].join('_')}\``,
    ]),
  );
  const table = [
    ['when', 'type', 'to', 'actorId', 'subjectId', 'deleted when', 'id'],
    ['---', '---', '---', '---', '---', '---', '---'],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  return `\n${await formatted(table, 'markdown')}`;
}
