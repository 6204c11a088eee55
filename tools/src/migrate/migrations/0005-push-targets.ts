import { pushTargetsPath, type Device } from '@firegroups/model';
import type { Migration } from '../migration.ts';
import { updateDevices } from '../../../../functions/src/devices/targets.ts';
import { docAt, isOwn } from '../../../../functions/src/firestore/store.ts';

/** Gives users with a device a document of where chat messages are pushed to. Later, their devices and memberships update it. */
export const pushTargets: Migration = {
  name: '0005-push-targets',
  collections: [{ collection: 'devices', fields: ['userId'] }],
  change: async (device, { isDryRun }) => {
    if (!isOwn(device.ref)) return false;
    const { userId } = device.data() as Device;
    if ((await docAt(pushTargetsPath(userId)).get()).exists) return false;
    if (!isDryRun) await updateDevices(userId);
    return true;
  },
};
