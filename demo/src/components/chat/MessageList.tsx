import { Fragment, useEffect, useRef, useState } from 'react';
import { Button, EmptyState, Text } from '@mantine/core';
import { ArrowDown, MessageCircle } from 'lucide-react';
import type { Chat } from 'firegroups';
import { useUid } from '../../hooks/backend.ts';
import type { Draft } from '../../routes/group/Chat.tsx';
import { dayOf } from '../../words.ts';
import { MessageItem } from './MessageItem.tsx';
import styles from './MessageList.module.css';

/** So near to an edge, in pixels, one is at it. */
const NEAR = 80;

// The window's content is laid out from the bottom (see the style): its scroll position is 0 there and negative above, so
// what comes in at the top moves nothing, and who is at the bottom stays there.
const isAtBottom = (window: HTMLElement) => window.scrollTop > -NEAR;
const isAtTop = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) =>
  scrollHeight - clientHeight + scrollTop < NEAR;

/** The messages, oldest at the top. Scrolling up loads what was before. */
export function MessageList(props: {
  groupId: string;
  chat: Chat;
  loadOlder: () => void;
  onDraft: (draft: Draft) => void;
}) {
  const { groupId, chat, loadOlder, onDraft } = props;
  const { messages, hasMore } = chat;
  const uid = useUid();
  const scrolled = useRef<HTMLDivElement>(null);
  // Up to which message the user has come; what is newer waits below the window's edge.
  const [seenId, setSeenId] = useState<string>();

  const last = messages.at(-1);
  const lastId = last?.id;
  const isMine = last?.authorId === uid;
  useEffect(() => {
    if (isMine) scrolled.current!.scrollTop = 0;
    if (isAtBottom(scrolled.current!)) setSeenId(lastId);
  }, [lastId, isMine]);

  // A page that does not fill the window cannot be scrolled: then the one before is loaded at once.
  useEffect(() => {
    if (hasMore && isAtTop(scrolled.current!)) loadOlder();
  }, [messages, hasMore, loadOlder]);

  const onScroll = () => {
    if (isAtBottom(scrolled.current!)) setSeenId(lastId);
    if (hasMore && isAtTop(scrolled.current!)) loadOlder();
  };

  return (
    <div className={styles.frame}>
      <div
        ref={scrolled}
        className={styles.window}
        onScroll={onScroll}
        role="log"
        aria-label="Messages"
        tabIndex={0}
      >
        <div>
          {!hasMore && messages.length === 0 && <Silence />}
          {messages.map((message, i) => {
            const previous = messages[i - 1];
            const day = dayOf(message.createdAt);
            const isNewDay = !previous || dayOf(previous.createdAt) !== day;
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
          className={styles.news}
          size="xs"
          radius="xl"
          leftSection={<ArrowDown size={14} aria-hidden />}
          onClick={() => {
            scrolled.current!.scrollTop = 0;
          }}
        >
          New messages
        </Button>
      )}
    </div>
  );
}

function Silence() {
  return (
    <EmptyState
      py="xl"
      variant="light"
      icon={<MessageCircle aria-hidden />}
      title="Nobody has written yet"
      description="Say hello: everybody in the group can read it."
    />
  );
}
