import { Group, Text } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { useOnline } from '../hooks/useOnline.ts';
import styles from './OfflineNote.module.css';

/** Says that there is no connection, as long as there is none. */
export function OfflineNote() {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <Group className={styles.note} gap="xs" wrap="nowrap">
          <CloudOff size={16} aria-hidden />
          <Text size="sm">
            You are offline. What you write is sent when the connection is back.
          </Text>
        </Group>
      )}
    </div>
  );
}
