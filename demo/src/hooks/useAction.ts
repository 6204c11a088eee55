import { useCallback, useState } from 'react';
import { notifications } from '@mantine/notifications';
import { isFiregroupsError } from 'firegroups';

/** What to tell the user of an error. The SDK's messages say what to do next; anything else is a mistake of the app. */
export function sentenceFor(error: unknown): string {
  if (isFiregroupsError(error)) return error.message;
  console.error(error);
  return 'Something went wrong. Load the page again.';
}

/** Shows an error in the corner of the screen. */
export function reportError(error: unknown): void {
  notifications.show({
    color: 'danger',
    title: 'That did not work',
    message: sentenceFor(error),
    // It may be the only word on something that was written.
    autoClose: false,
  });
}

export interface Action {
  isRunning: boolean;
  /** Does it and tells of a failure; resolves with true where it went well. */
  run: (act: () => Promise<unknown>, done?: string) => Promise<boolean>;
}

/** Something that a button does: it is busy meanwhile, and a failure is shown. */
export function useAction(): Action {
  const [isRunning, setRunning] = useState(false);
  const run = useCallback(async (act: () => Promise<unknown>, done?: string) => {
    setRunning(true);
    try {
      await act();
      if (done) notifications.show({ message: done });
      return true;
    } catch (error) {
      reportError(error);
      return false;
    } finally {
      setRunning(false);
    }
  }, []);
  return { isRunning, run };
}
