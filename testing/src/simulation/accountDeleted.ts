import type { FunctionsModule } from '../harness/capturedEvents.ts';

/** The functions that Authentication calls after the deletion of an account. */
interface AccountTriggers {
  /** Gets the event as the platform and the emulator send it. */
  onUserDeleted: (event: object) => Promise<void>;
  onAccountDeleted: { run: (user: { uid: string }, context: object) => Promise<void> };
}

let events = 0;

/** Returns the delivery of the deletion of an account to each function, by its name. */
export function accountDeletedEvents(
  functions: FunctionsModule,
  uid: string,
): Record<keyof AccountTriggers, () => Promise<void>> {
  const { onUserDeleted, onAccountDeleted } = functions as unknown as AccountTriggers;
  const event = {
    specversion: '1.0',
    id: `account-deletion-${events++}`,
    time: new Date().toISOString(),
    type: 'google.firebase.auth.user.v2.deleted',
    source: '//identitytoolkit.googleapis.com/projects/demo-faults',
    subject: `users/${uid}`,
    data: { oldValue: { uid } },
  };
  return {
    onUserDeleted: () => onUserDeleted(event),
    onAccountDeleted: () => onAccountDeleted.run({ uid }, {}),
  };
}
