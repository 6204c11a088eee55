import { memo } from 'react';
import { Box, Group, Text, VisuallyHidden } from '@mantine/core';
import { Clock } from 'lucide-react';
import type { ChatMessage } from 'firegroups';
import { useUid } from '../../hooks/backend.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import { formatTime, formatDateTime } from '../../format.ts';
import { PersonName, PersonPicture } from '../Person.tsx';
import type { Draft } from './draft.ts';
import { MessageMenu } from './MessageMenu.tsx';
import { Quote } from './Quote.tsx';
import styles from './MessageItem.module.css';

/** A message. The user's own are on the right; others' are on the left, and the first of a series has a picture and name. */
export const MessageItem = memo(function MessageItem(props: {
  groupId: string;
  message: ChatMessage;
  isFirst: boolean;
  onDraft: (draft: Draft) => void;
}) {
  const { groupId, message, isFirst, onDraft } = props;
  const { authorId, text, createdAt, editedAt, replyTo, pending } = message;
  const isMine = authorId === useUid();
  return (
    <article
      className={styles.row}
      data-mine={isMine || undefined}
      data-first={isFirst || undefined}
    >
      {!isMine && <Box w={32}>{isFirst && <PersonPicture uid={authorId} size={32} />}</Box>}
      <Box className={styles.bubble}>
        <Author uid={authorId} isMine={isMine} isVisible={isFirst && !isMine} />
        {replyTo && <Quote groupId={groupId} messageId={replyTo} />}
        <Text className="text">{text}</Text>
        <Group gap={4} justify="flex-end" className={styles.meta}>
          {editedAt && <span>edited</span>}
          {pending ? (
            <>
              <Clock size={12} aria-hidden /> <span>sending</span>
            </>
          ) : (
            <time dateTime={createdAt.toISOString()} title={formatDateTime(createdAt)}>
              {formatTime(createdAt)}
            </time>
          )}
        </Group>
      </Box>
      <MessageMenu groupId={groupId} message={message} onDraft={onDraft} />
    </article>
  );
});

/** The author. Visible on the first message of a series; screen readers get it with every message. */
function Author({ uid, isMine, isVisible }: { uid: string; isMine: boolean; isVisible: boolean }) {
  const { name } = usePerson(uid);
  if (isVisible) return <PersonName uid={uid} />;
  return <VisuallyHidden>{isMine ? 'You' : name}</VisuallyHidden>;
}
