import { useState } from 'react';
import { Skeleton } from '@mantine/core';
import { Composer } from '../../components/chat/Composer.tsx';
import type { Draft } from '../../components/chat/draft.ts';
import { FailedMessages } from '../../components/chat/FailedMessages.tsx';
import { MessageList } from '../../components/chat/MessageList.tsx';
import { Loading } from '../../components/Loading.tsx';
import { LoadError } from '../../components/LoadError.tsx';
import { useGroup } from '../../hooks/group.ts';
import { useChat } from '../../hooks/useChat.ts';
import { useOutbox } from '../../hooks/useOutbox.ts';
import { useReadMark } from '../../hooks/useReadMark.ts';
import styles from './Chat.module.css';

export function Component() {
  const { groupId } = useGroup();
  return <GroupChat key={groupId} groupId={groupId} />;
}

function GroupChat({ groupId }: { groupId: string }) {
  const { state: chat, error, loadOlder } = useChat(groupId);
  const [draft, setDraft] = useState<Draft>({ kind: 'new' });
  const outbox = useOutbox(groupId);
  useReadMark(groupId, chat?.messages.at(-1)?.id);
  // If the membership has ended, `GroupLayout` redirects the user.
  if (error) return error.reason === 'not-a-member' ? null : <LoadError error={error} />;
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
