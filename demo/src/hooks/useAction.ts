import { useState } from 'react';
import { FirebaseError } from 'firebase/app';
import { notifications } from '@mantine/notifications';
import { isFiregroupsError } from 'firegroups';
import { authErrorMessage } from '../authErrorMessage.ts';
import { useOneAtATime } from './useOneAtATime.ts';

/** Messages for the error codes of Firestore listeners. */
const MESSAGES: Record<string, string> = {
  'permission-denied': 'Not found, or not visible to you.',
  unavailable: 'The server is not available. Try again.',
};

const UNKNOWN = 'Something went wrong. Reload the page.';

/** The message to show for an error. The SDK's messages say what to do next. An unknown error is a bug in the app. */
export function errorMessage(error: unknown): string {
  if (isFiregroupsError(error)) {
    const { message, retryAt } = error;
    return retryAt ? message.replace(retryAt.toISOString(), retryAt.toLocaleString()) : message;
  }
  if (!(error instanceof FirebaseError)) return UNKNOWN;
  if (error.code.startsWith('auth/')) return authErrorMessage(error);
  return MESSAGES[error.code] ?? UNKNOWN;
}

/** Logs an error if the message for the user does not describe it. */
export function logUnknownError(error: unknown): void {
  if (errorMessage(error) === UNKNOWN) console.error(error);
}

/** Shows an error in a notification. */
export function reportError(error: unknown): void {
  logUnknownError(error);
  notifications.show({
    color: 'danger',
    title: 'That didn’t work',
    message: errorMessage(error),
    // It may be the only sign that a write failed.
    autoClose: false,
  });
}

export interface Action {
  isRunning: boolean;
  /** Runs the action, and reports an error. Resolves with true on success. Does nothing while it runs already. */
  run: (act: () => Promise<unknown>, done?: string) => Promise<boolean>;
}

/** An action of a button. The button is busy while it runs, and an error is reported. */
export function useAction(): Action {
  const [isRunning, setRunning] = useState(false);
  const oneAtATime = useOneAtATime();
  const run: Action['run'] = async (act, done) => {
    const isDone = await oneAtATime(async () => {
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
    });
    return isDone ?? false;
  };
  return { isRunning, run };
}
