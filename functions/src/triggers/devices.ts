import type { Device } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Change, FirestoreEvent } from 'firebase-functions/firestore';
import { updateDevices } from '../devices/targets.ts';

/** Runs when a device is registered, registered again or removed. */
export async function deviceWritten(
  event: FirestoreEvent<Change<DocumentSnapshot> | undefined>,
): Promise<void> {
  const { before, after } = event.data!;
  const owners = [before, after].flatMap(
    (device) => (device.data() as Device | undefined)?.userId ?? [],
  );
  for (const uid of new Set(owners)) await updateDevices(uid);
}
