import { createHash } from 'node:crypto';

/** Returns the id of the device with a token of Firebase Cloud Messaging. */
export const deviceIdOf = (token: string): string =>
  createHash('sha256').update(token).digest('hex');
