import { useState } from 'react';
import { useInterval } from '@mantine/hooks';

const MINUTE = 60_000;

/** The time, anew with each minute: for words like "5 minutes ago", which change while they are looked at. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  const tick = () => {
    setNow(new Date());
  };
  useInterval(tick, MINUTE, { autoInvoke: true });
  return now;
}
