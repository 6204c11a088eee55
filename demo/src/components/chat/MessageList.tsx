import { Fragment, useEffect, useRef, useState } from 'react';
import { Button, EmptyState, Text } from '@mantine/core';
import { ArrowDown, MessageCircle } from 'lucide-react';
import type { Chat } from 'firegroups';
import { useUid } from '../../hooks/backend.ts';
import { formatDay } from '../../format.ts';
import type { Draft } from './draft.ts';
import { MessageItem } from './MessageItem.tsx';
import styles from './MessageList.module.css';

/** The user counts as at an edge if it is closer than this, in pixels. */
const EDGE_DISTANCE = 80;

// The list is laid out from the bottom (see the CSS): its scroll position is 0 there and negative above. Older messages at the
// top do not move the content, and a user at the bottom stays there.
const isAtBottom = (list: HTMLElement) => list.scrollTop > -EDGE_DISTANCE;
const isAtTop = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) =>
  scrollHeight - clientHeight + scrollTop < EDGE_DISTANCE;

/** The messages, oldest at the top. Scrolling up loads older ones. */
export function MessageList(props: {
  groupId: string;
  chat: Chat;
  loadOlder: () => void;
  onDraft: (draft: Draft) => void;
}) {
  const { groupId, chat, loadOlder, onDraft } = props;
  const { messages, hasMore } = chat;
  const uid = useUid();
  const list = useRef<HTMLDivElement>(null);
  // The newest message that the user has scrolled to. Newer ones are below the visible part.
  const [seenId, setSeenId] = useState<string>();

  const last = messages.at(-1);
  const lastId = last?.id;
  const isMine = last?.authorId === uid;
  useEffect(() => {
    if (isMine) list.current!.scrollTop = 0;
    if (isAtBottom(list.current!)) setSeenId(lastId);
  }, [lastId, isMine]);

  // A page that does not fill the list cannot be scrolled. Load the next one at once.
  useEffect(() => {
    if (hasMore && isAtTop(list.current!)) loadOlder();
  }, [messages, hasMore, loadOlder]);

  const onScroll = () => {
    if (isAtBottom(list.current!)) setSeenId(lastId);
    if (hasMore && isAtTop(list.current!)) loadOlder();
  };

  return (
    <div className={styles.frame}>
      <div
        ref={list}
        className={styles.list}
        onScroll={onScroll}
        role="log"
        aria-label="Messages"
        tabIndex={0}
      >
        <div>
          {!hasMore && messages.length === 0 && <NoMessages />}
          {messages.map((message, i) => {
            const previous = messages[i - 1];
            const day = formatDay(message.createdAt);
            const isNewDay = !previous || formatDay(previous.createdAt) !== day;
            return (
              <Fragment key={message.id}>
                {isNewDay && (
                  <Text size="xs" c="dimmed" ta="center" my="sm">
                    {day}
                  </Text>
                )}
                <MessageItem
                  groupId={groupId}
                  message={message}
                  isFirst={isNewDay || previous.authorId !== message.authorId}
                  onDraft={onDraft}
                />
              </Fragment>
            );
          })}
        </div>
      </div>
      {seenId && seenId !== lastId && (
        <Button
          className={styles.newMessages}
          size="xs"
          radius="xl"
          leftSection={<ArrowDown size={14} aria-hidden />}
          onClick={() => {
            list.current!.scrollTop = 0;
          }}
        >
          New messages
        </Button>
      )}
    </div>
  );
}

function NoMessages() {
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<MessageCircle aria-hidden />}
      title="No messages yet"
      description="Say hello. Everyone in the group can read it."
    />
  );
}
