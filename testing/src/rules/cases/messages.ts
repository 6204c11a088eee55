/** Chat messages. */
import { LIMITS, messagePath } from '@firegroups/model';
import { doc, serverTimestamp, updateDoc } from 'firebase/firestore';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import {
  createdDocument,
  documentCases,
  storedDocument,
  type UpdatableSpec,
} from '../documentCases.ts';
import {
  exactly,
  filledText,
  fixed,
  idOrNull,
  imageId,
  now,
  optional,
  type Fields,
} from '../fields.ts';
import { twins, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith, isJoinedAsker } from '../worlds.ts';

const edited = { text: 'Better', editedAt: serverTimestamp() };

const messageFields = (authorId: string): Fields => ({
  authorId: exactly(authorId),
  text: { ...filledText(LIMITS.messageText), stored: 'Old' },
  replyTo: fixed(idOrNull(LIMITS.id)),
  imageId: fixed(imageId()),
  createdAt: fixed(now()),
  // A new message has not been edited.
  editedAt: { ...optional(now()), good: [null], bad: [new Date(0), 'now', 0] },
});

const message: UpdatableSpec = {
  what: 'a message',
  by: ACTOR,
  given: (groupId) => groupWith(groupId, { [ACTOR]: 'member' }),
  path: (groupId, id = 'm1') => messagePath(groupId, id),
  fields: messageFields(ACTOR),
  hasClientId: true,
  update: edited,
};

const stored = (groupId: string) => ({ [messagePath(groupId, 'm1')]: storedDocument(message) });
const edit =
  (change: object): PolicyCase['does'] =>
  (firestore, groupId) =>
    updateDoc(doc(firestore, messagePath(groupId, 'm1')), { ...edited, ...change });

export const messages: Policy = {
  of: 'groups/{groupId}/messages/{messageId}',
  cases: [
    ...contentCases({
      what: 'a message',
      collection: (groupId) => `groups/${groupId}/messages`,
      stored: (authorId) => storedDocument({ fields: messageFields(authorId) }),
      created: (authorId) => createdDocument({ fields: messageFields(authorId) }),
      operations: {
        edit: { change: edited, who: (asker, isAuthor) => isJoinedAsker(asker) && isAuthor },
      },
    }),
    ...documentCases(message),
    ...twins(
      { by: ACTOR, given: (groupId) => ({ ...message.given(groupId), ...stored(groupId) }) },
      ['an edit that changes the text', edit({})],
      ['an edit that leaves the text as it is', edit({ text: 'Old' })],
      ['an edit that denies that it is one', edit({ editedAt: null })],
    ),
  ],
};
