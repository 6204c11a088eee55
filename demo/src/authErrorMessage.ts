import { FirebaseError } from 'firebase/app';

const MESSAGES: Record<string, string> = {
  'auth/email-already-in-use': 'An account with this email already exists. Sign in instead.',
  'auth/invalid-credential': 'Wrong email or password.',
  'auth/invalid-email': 'Enter a valid email address.',
  'auth/network-request-failed': 'Could not reach the server. Check your connection and try again.',
  'auth/too-many-requests': 'Too many attempts. Wait a few minutes and try again.',
  'auth/user-disabled': 'This account is disabled.',
  'auth/user-not-found': 'Wrong email or password.',
  'auth/weak-password': 'Choose a password with at least 6 characters.',
  'auth/wrong-password': 'Wrong email or password.',
};

/** The message to show for an error of Firebase Authentication. Throws any other error again. */
export function authErrorMessage(error: unknown): string {
  if (!(error instanceof FirebaseError)) throw error;
  return MESSAGES[error.code] ?? error.message;
}
