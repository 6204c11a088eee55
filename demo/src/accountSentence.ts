import { FirebaseError } from 'firebase/app';

const SENTENCES: Record<string, string> = {
  'auth/email-already-in-use': 'There is an account with this e-mail already: sign in with it.',
  'auth/invalid-credential': 'E-mail and password do not go together.',
  'auth/invalid-email': 'This is no e-mail address.',
  'auth/network-request-failed': 'No connection. Try again.',
  'auth/too-many-requests': 'That was too often. Wait a few minutes.',
  'auth/user-disabled': 'This account is closed.',
  'auth/user-not-found': 'E-mail and password do not go together.',
  'auth/weak-password': 'Take a password of six characters or more.',
  'auth/wrong-password': 'E-mail and password do not go together.',
};

/** What to tell the user where Firebase Authentication refuses. What is no such refusal is thrown again. */
export function accountSentence(error: unknown): string {
  if (!(error instanceof FirebaseError)) throw error;
  return SENTENCES[error.code] ?? error.message;
}
