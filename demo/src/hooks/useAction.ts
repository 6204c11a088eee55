import { useCallback, useState } from 'react';
import { FirebaseError } from 'firebase/app';
import { notifications } from '@mantine/notifications';
import { isFiregroupsError } from 'firegroups';

/** What Firestore itself says of lists and documents that are listened to, by its codes. */
const SENTENCES: Record<string, string> = {
  'permission-denied': 'It is not there, or not yours to see.',
  unavailable: 'The server is busy or out of reach. Try again.',
};

const UNKNOWN = 'Something went wrong. Load the page again.';

/** What to tell the user of an error. The SDK's messages say what to do next; what is not known is a mistake of the app. */
export function sentenceFor(error: unknown): string {
  if (isFiregroupsError(error)) return error.message;
  const known = error instanceof FirebaseError ? SENTENCES[error.code] : undefined;
  return known ?? UNKNOWN;
}

/** Has the console tell of an error that the user's sentence says nothing of. */
export function logUnknown(error: unknown): void {
  if (sentenceFor(error) === UNKNOWN) console.error(error);
}

/** Shows an error in the corner of the screen. */
export function reportError(error: unknown): void {
  logUnknown(error);
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
