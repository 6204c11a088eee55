import { Badge, Group, Text } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { useOnline } from '../hooks/useOnline.ts';

/** Says that there is no connection, as long as there is none. */
export function OfflineNote() {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <Group gap="xs" wrap="nowrap">
          <Badge color="gray.8" miw="fit-content" leftSection={<CloudOff size={14} aria-hidden />}>
            Offline
          </Badge>
          <Text size="sm" visibleFrom="md">
            What you write is sent when the connection is back.
          </Text>
        </Group>
      )}
    </div>
  );
}
