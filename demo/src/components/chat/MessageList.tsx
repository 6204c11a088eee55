import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, EmptyState, Text } from '@mantine/core';
import { ArrowDown, MessageCircle } from 'lucide-react';
import type { Chat } from 'firegroups';
import type { Draft } from '../../routes/group/Chat.tsx';
import { dayOf } from '../../words.ts';
import { MessageItem } from './MessageItem.tsx';
import styles from './MessageList.module.css';

/** So near to an edge, in pixels, one is at it. */
const NEAR = 80;

/** The messages, oldest at the top. Scrolling up loads what was before; who is at the bottom stays there. */
export function MessageList(props: {
  groupId: string;
  chat: Chat;
  loadOlder: () => void;
  onDraft: (draft: Draft) => void;
}) {
  const { groupId, chat, loadOlder, onDraft } = props;
  const { messages, exhausted } = chat;
  const list = useRef<HTMLDivElement>(null);
  const isAtBottom = useRef(true);
  const [hasNews, setNews] = useState(false);
  const before = useRef<{ firstId?: string | undefined; lastId?: string | undefined }>({});

  const toBottom = () => {
    list.current!.scrollTop = list.current!.scrollHeight;
    setNews(false);
  };

  const firstId = messages[0]?.id;
  const lastId = messages.at(-1)?.id;
  useLayoutEffect(() => {
    const isNew = before.current.lastId !== lastId;
    before.current = { firstId, lastId };
    // What comes in above the window leaves it where it is: that is the browser's doing (`overflow-anchor`).
    if (isAtBottom.current) toBottom();
    else if (isNew) setNews(true);
  }, [messages, firstId, lastId]);

  // A page that does not fill the window cannot be scrolled: then the one before is loaded at once.
  const wantsOlder = () => !exhausted && list.current!.scrollTop < NEAR;
  useEffect(() => {
    if (wantsOlder()) loadOlder();
  });

  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current!;
    isAtBottom.current = scrollHeight - scrollTop - clientHeight < NEAR;
    if (isAtBottom.current) setNews(false);
    if (wantsOlder()) loadOlder();
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
        {exhausted && messages.length === 0 && (
          <EmptyState
            py="xl"
            variant="light"
            icon={<MessageCircle aria-hidden />}
            title="Nobody has written yet"
            description="Say hello: everybody in the group can read it."
          />
        )}
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
      {hasNews && (
        <Button
          className={styles.news}
          size="xs"
          radius="xl"
          leftSection={<ArrowDown size={14} aria-hidden />}
          onClick={toBottom}
        >
          New messages
        </Button>
      )}
    </div>
  );
}
