import { useState } from 'react';
import { useInterval } from '@mantine/hooks';

const MINUTE = 60_000;

/** The current time, updated every minute, for texts like "5 minutes ago". */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  const tick = () => {
    setNow(new Date());
  };
  useInterval(tick, MINUTE, { autoInvoke: true });
  return now;
}
