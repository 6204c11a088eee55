import { Text } from '@mantine/core';
import { messageRef } from 'firegroups';
import { useFg } from '../../hooks/backend.ts';
import { useFound } from '../../hooks/useFound.ts';
import { usePerson } from '../../hooks/usePerson.ts';
import styles from './Quote.module.css';

const INSTEAD = {
  loading: '…',
  // The chat's own screen says what is wrong.
  failed: '…',
  gone: 'This message was deleted.',
  'not kept': 'This message is not kept on this device.',
};

/** The message that another one answers. It may be older than what is loaded, or deleted. */
export function Quote({ groupId, messageId }: { groupId: string; messageId: string }) {
  const found = useFound(messageRef(useFg(), groupId, messageId));
  const isThere = found.state === 'there';
  return (
    <blockquote className={styles.quote}>
      {isThere && <Author uid={found.data.authorId} />}
      <Text size="sm" lineClamp={2}>
        {isThere ? found.data.text : INSTEAD[found.state]}
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
