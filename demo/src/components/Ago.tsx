import { Text } from '@mantine/core';
import { useNow } from '../hooks/useNow.ts';
import { fullTime, sinceOrDay } from '../words.ts';

/** When something was, for people ("5 minutes ago") and for machines. */
export function Ago({ time }: { time: Date }) {
  const now = useNow();
  return (
    <Text
      component="time"
      dateTime={time.toISOString()}
      title={fullTime(time)}
      size="xs"
      c="dimmed"
    >
      {sinceOrDay(time, now)}
    </Text>
  );
}
