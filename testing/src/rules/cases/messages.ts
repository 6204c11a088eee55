/** Chat messages. */
import { LIMITS, messagePath } from '@firegroups/model';
import {
  sendMessage,
  updateMessage,
  withFields,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import { documentCases, storedFields } from '../documentCases.ts';
import {
  exactly,
  filledText,
  fixed,
  idOrNull,
  imageId,
  now,
  optional,
  type FieldKinds,
} from '../fields.ts';
import { write } from '../operations.ts';
import { isJoined } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { twins, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const messageFields = (authorId: string): FieldKinds => ({
  authorId: exactly(authorId),
  text: { ...filledText(LIMITS.messageText), stored: 'Old' },
  replyTo: fixed(idOrNull(LIMITS.id)),
  imageId: fixed(imageId()),
  createdAt: fixed(now()),
  // A new message has not been edited.
  editedAt: { ...optional(now()), good: [null], bad: [new Date(0), 'now', 0] },
});

const path = messagePath(GROUP, 'm1');
const message = {
  what: 'a message',
  by: ACTOR,
  given: groupWith(GROUP, { [ACTOR]: 'member' }),
  fields: messageFields(ACTOR),
  create: (id = 'm1') => [sendMessage(messagePath(GROUP, id), ACTOR)],
  hasClientId: true,
  update: updateMessage(path),
};
const edit = (changed: Fields) => write(withFields(message.update, changed));

export const messages: Policy = {
  of: 'groups/{groupId}/messages/{messageId}',
  cases: [
    ...contentCases({
      noun: 'message',
      collection: `groups/${GROUP}/messages`,
      stored: (authorId) => storedFields(messageFields(authorId)),
      create: sendMessage,
      updates: {
        edit: {
          update: updateMessage,
          can: (person, isAuthor) => isJoined(person) && isAuthor,
        },
      },
    }),
    ...documentCases(message),
    ...twins(
      ACTOR,
      { ...message.given, [path]: storedFields(message.fields) },
      ['an edit that changes the text', edit({})],
      ['an edit that leaves the text as it is', edit({ text: 'Old' })],
      ['an edit whose editedAt is null', edit({ editedAt: null })],
    ),
  ],
};
