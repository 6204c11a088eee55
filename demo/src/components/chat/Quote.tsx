import { Text } from '@mantine/core';
import { messageRef } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { useDocumentState } from '../../hooks/useDocumentState.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import styles from './Quote.module.css';

const PLACEHOLDERS = {
  loading: '…',
  // The chat screen shows the error.
  failed: '…',
  'not-found': 'This message was deleted.',
  offline: 'This message is not available offline.',
};

/** The message that a reply refers to. It may be older than the loaded messages, or deleted. */
export function Quote({ groupId, messageId }: { groupId: string; messageId: string }) {
  const quoted = useDocumentState(messageRef(useFg(), groupId, messageId));
  const isLoaded = quoted.state === 'loaded';
  return (
    <blockquote className={styles.quote}>
      {isLoaded && <Author uid={quoted.data.authorId} />}
      <Text size="sm" lineClamp={2}>
        {isLoaded ? quoted.data.text : PLACEHOLDERS[quoted.state]}
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
