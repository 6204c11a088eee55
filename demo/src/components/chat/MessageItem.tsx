import { memo } from 'react';
import { Box, Group, Text, VisuallyHidden } from '@mantine/core';
import { Clock } from 'lucide-react';
import type { ChatMessage } from 'firegroups';
import { useUid } from '../../hooks/backend.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import type { Draft } from '../../routes/group/Chat.tsx';
import { clockTime, fullTime } from '../../words.ts';
import { PersonName, PersonPicture } from '../Person.tsx';
import { MessageMenu } from './MessageMenu.tsx';
import { Quote } from './Quote.tsx';
import styles from './MessageItem.module.css';

/** One message: one's own at the right, others' at the left with picture and name where somebody begins to speak. */
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
        <Author uid={authorId} isMine={isMine} isShown={isFirst && !isMine} />
        {replyTo && <Quote groupId={groupId} messageId={replyTo} />}
        <Text className="text">{text}</Text>
        <Group gap={4} justify="flex-end" className={styles.meta}>
          {editedAt && <span>edited</span>}
          {pending ? (
            <>
              <Clock size={12} aria-hidden /> <span>sending</span>
            </>
          ) : (
            <time dateTime={createdAt.toISOString()} title={fullTime(createdAt)}>
              {clockTime(createdAt)}
            </time>
          )}
        </Group>
      </Box>
      <MessageMenu groupId={groupId} message={message} onDraft={onDraft} />
    </article>
  );
});

/** Who speaks: shown where somebody begins to, and told to screen readers in every message, which have no sides. */
function Author({ uid, isMine, isShown }: { uid: string; isMine: boolean; isShown: boolean }) {
  const { name } = usePerson(uid);
  if (isShown) return <PersonName uid={uid} />;
  return <VisuallyHidden>{isMine ? 'You' : name}</VisuallyHidden>;
}
