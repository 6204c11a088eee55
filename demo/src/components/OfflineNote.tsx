import { Badge, Group, Text } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { useOnline } from '../hooks/useOnline.ts';

/** Tells the user while they are offline. */
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
            Changes are sent when you reconnect.
          </Text>
        </Group>
      )}
    </div>
  );
}
