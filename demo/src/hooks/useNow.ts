import { useState } from 'react';
import { useInterval } from '@mantine/hooks';
import { serverNow } from '../serverClock.ts';

const MINUTE = 60_000;

/** The current time, updated every minute, for texts like "5 minutes ago". */
export function useNow(): Date {
  const [now, setNow] = useState(serverNow);
  const tick = () => {
    setNow(serverNow());
  };
  useInterval(tick, MINUTE, { autoInvoke: true });
  return now;
}
