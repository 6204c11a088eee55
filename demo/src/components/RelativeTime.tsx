import { Text } from '@mantine/core';
import { useNow } from '../hooks/useNow.ts';
import { formatDateTime, formatRelativeTime } from '../format.ts';

/** A time in the past, relative to now: "5 minutes ago". */
export function RelativeTime({ time }: { time: Date }) {
  const now = useNow();
  return (
    <Text
      component="time"
      dateTime={time.toISOString()}
      title={formatDateTime(time)}
      size="xs"
      c="dimmed"
    >
      {formatRelativeTime(time, now)}
    </Text>
  );
}
