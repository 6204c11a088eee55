import { LIMITS, compareMoments, devicePath, type Device } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { createHash } from 'node:crypto';
import type { Migration } from '../migration.ts';
import { database, docAt, pathOrNullOf } from '../../../../functions/src/firestore/store.ts';

/** A device as it was stored before, at `users/{uid}/devices/{deviceId}`. */
type FormerDevice = Pick<Device<Timestamp>, 'token' | 'platform' | 'updatedAt'>;

/**
 * Moves the devices of users to `devices/{sha256(token)}`, so that a token has one owner: the one who registered it last.
 * The language of a device is not known, so it is English until the app registers the device again.
 */
export const devicesByToken: Migration = {
  name: '0003-devices-by-token',
  collections: [{ collection: 'devices', fields: ['token', 'platform', 'updatedAt'] }],
  change: async (former, { isDryRun }) => {
    const userId = /^users\/([^/]+)\/devices\/[^/]+$/.exec(pathOrNullOf(former.ref) ?? '')?.[1];
    if (userId === undefined) return false;
    const { token, platform, updatedAt } = former.data() as FormerDevice;
    // The rules let no client store such a device, but it can be a document of the project's own.
    if (typeof token !== 'string' || !(updatedAt instanceof Timestamp)) return false;
    if (isDryRun) return true;
    const id = createHash('sha256').update(token).digest('hex');
    const ref = docAt(devicePath(id));
    await database().runTransaction(async (transaction) => {
      const current = (await transaction.get(ref)).data() as Device<Timestamp> | undefined;
      const isNewer = !current || compareMoments(updatedAt, current.updatedAt) > 0;
      const device: Device<Timestamp> = { userId, token, platform, locale: 'en', updatedAt };
      if (isNewer && token.length <= LIMITS.deviceToken) transaction.set(ref, device);
      transaction.delete(former.ref);
    });
    return true;
  },
};
