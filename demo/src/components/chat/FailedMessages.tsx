import { Alert, Button, Group, Text } from '@mantine/core';
import type { Outbox } from '../../hooks/useOutbox.ts';

/** Messages that could not be sent, with the reason. The user can send them again or discard them. */
export function FailedMessages({ outbox: { failed, send, discard } }: { outbox: Outbox }) {
  return failed.map(({ id, message, reason }) => (
    <Alert key={id} color="danger" mx="md" mb="xs" role="alert" title="Not sent">
      <Text className="text" lineClamp={3}>
        {message.text}
      </Text>
      <Text size="sm">{reason}</Text>
      <Group gap="xs" mt="xs">
        <Button
          size="xs"
          onClick={() => {
            discard(id);
            send(message);
          }}
        >
          Send again
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            discard(id);
          }}
        >
          Discard
        </Button>
      </Group>
    </Alert>
  ));
}
