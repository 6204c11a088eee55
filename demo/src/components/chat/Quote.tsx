import { Text } from '@mantine/core';
import { useDocumentData } from 'react-firebase-hooks/firestore';
import { messageRef } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import styles from './Quote.module.css';

/** The message that another one answers. It may be older than what is loaded, or deleted. */
export function Quote({ groupId, messageId }: { groupId: string; messageId: string }) {
  const [message, isLoading] = useDocumentData(messageRef(useFg(), groupId, messageId));
  return (
    <blockquote className={styles.quote}>
      {message && <Author uid={message.authorId} />}
      <Text size="sm" lineClamp={2}>
        {message?.text ?? (isLoading ? '…' : 'This message was deleted.')}
      </Text>
    </blockquote>
  );
}

function Author({ uid }: { uid: string }) {
  return (
    <Text size="xs" fw={600}>
      {usePerson(uid).name}
    </Text>
  );
}
