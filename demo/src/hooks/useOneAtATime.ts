import { useRef } from 'react';

/** Runs an action, unless it is still running: then it resolves with undefined. So a double click acts once. */
export function useOneAtATime(): <Result>(
  act: () => Promise<Result>,
) => Promise<Result | undefined> {
  const isRunning = useRef(false);
  return async (act) => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    try {
      return await act();
    } finally {
      isRunning.current = false;
    }
  };
}
