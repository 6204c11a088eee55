import { Badge, Group, Text } from '@mantine/core';
import { CloudOff } from 'lucide-react';
import { useOnline } from '../hooks/useOnline.ts';

/** A note that shows while the user is offline. */
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
