import { chatSummaryPath, messagesPath } from '@firegroups/model';
import type { Migration } from '../migration.ts';
import { collectionAt, docAt, isOwn } from '../../../../functions/src/firestore/store.ts';
import { rebuildSummary } from '../../../../functions/src/messages/summarize.ts';

/** Summarizes the chats that had messages before functions wrote summaries. Later, each message updates the summary. */
export const chatSummaries: Migration = {
  name: '0006-chat-summaries',
  collections: [{ collection: 'groups', fields: ['deletedAt'] }],
  change: async (group, { isDryRun }) => {
    if (!isOwn(group.ref) || group.get('deletedAt') !== undefined) return false;
    if ((await docAt(chatSummaryPath(group.id)).get()).exists) return false;
    const { empty } = await collectionAt(messagesPath(group.id)).limit(1).get();
    // If a message comes in the meantime, its function writes the summary.
    if (!empty && !isDryRun) await rebuildSummary(group.id);
    return !empty;
  },
};
