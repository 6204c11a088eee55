import { FieldValue } from 'firebase-admin/firestore';
import type { Migration } from '../migration.ts';
import { database, pathOrNullOf } from '../../../../functions/src/firestore/store.ts';

/** Replaces `muted` of memberships: a member who muted a group gets `notify: 'none'`, unless they chose since. */
export const notifyInsteadOfMuted: Migration = {
  name: '0004-notify-instead-of-muted',
  collections: [{ collection: 'members', fields: ['muted', 'notify'] }],
  change: async (member, { isDryRun }) => {
    if (!/^groups\/[^/]+\/members\/[^/]+$/.test(pathOrNullOf(member.ref) ?? '')) return false;
    if (member.get('muted') === undefined) return false;
    if (isDryRun) return true;
    await database().runTransaction(async (transaction) => {
      const { muted, notify } = (await transaction.get(member.ref)).data() ?? {};
      if (muted === undefined) return;
      const isSilent = muted === true && notify === undefined;
      const change = { muted: FieldValue.delete(), ...(isSilent && { notify: 'none' }) };
      transaction.update(member.ref, change);
    });
    return true;
  },
};
