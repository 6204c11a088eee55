import { useState } from 'react';
import { Skeleton } from '@mantine/core';
import type { ChatMessage } from 'firegroups';
import { Composer } from '../../components/chat/Composer.tsx';
import { FailedMessages } from '../../components/chat/FailedMessages.tsx';
import { MessageList } from '../../components/chat/MessageList.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Failed } from '../../components/Problem.tsx';
import { useGroup } from '../../hooks/group.ts';
import { useChat } from '../../hooks/useChat.ts';
import { useOutbox } from '../../hooks/useOutbox.ts';
import { useReadMark } from '../../hooks/useReadMark.ts';
import styles from './Chat.module.css';

/** What the field at the bottom is for: something new, an answer, or one's own message again. */
export type Draft = { kind: 'new' } | { kind: 'reply' | 'edit'; message: ChatMessage };

export function Component() {
  const { groupId } = useGroup();
  return <ChatOf key={groupId} groupId={groupId} />;
}

function ChatOf({ groupId }: { groupId: string }) {
  const { state: chat, error, loadOlder } = useChat(groupId);
  const [draft, setDraft] = useState<Draft>({ kind: 'new' });
  const outbox = useOutbox(groupId);
  useReadMark(groupId, chat?.messages.at(-1)?.id);
  // Whose membership has ended is led out by the group's own screen.
  if (error) return error.reason === 'not-a-member' ? null : <Failed error={error} />;
  const done = () => {
    setDraft({ kind: 'new' });
  };
  return (
    <div className={styles.chat}>
      {chat ? (
        <MessageList groupId={groupId} chat={chat} loadOlder={loadOlder} onDraft={setDraft} />
      ) : (
        <Loading flex={1} p="md" justify="flex-end">
          <Skeleton h={48} w="55%" radius="lg" />
          <Skeleton h={64} w="70%" radius="lg" />
          <Skeleton h={48} w="40%" radius="lg" ml="auto" />
        </Loading>
      )}
      <FailedMessages outbox={outbox} />
      <Composer groupId={groupId} draft={draft} outbox={outbox} onDone={done} />
    </div>
  );
}
