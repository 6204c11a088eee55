import type { FunctionsModule } from '../harness/capturedEvents.ts';

let events = 0;

/** Delivers the deletion of an account to `onUserDeleted`, as the platform and the emulator send it. */
export function accountDeleted(functions: FunctionsModule, uid: string): () => Promise<void> {
  const { onUserDeleted } = functions as { onUserDeleted: (event: object) => Promise<void> };
  const event = {
    specversion: '1.0',
    id: `account-deletion-${events++}`,
    time: new Date().toISOString(),
    type: 'google.firebase.auth.user.v2.deleted',
    source: '//identitytoolkit.googleapis.com/projects/demo-faults',
    subject: `users/${uid}`,
    data: { oldValue: { uid } },
  };
  return () => onUserDeleted(event);
}
