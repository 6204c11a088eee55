/** Chat messages. */
import { LIMITS, chatSummaryPath, messagePath } from '@firegroups/model';
import {
  remove,
  sendMessage,
  updateMessage,
  withFields,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { contentCases } from '../contentCases.ts';
import { storedFields } from '../documentCases.ts';
import { extraField } from '../extra.ts';
import {
  allFixed,
  exactly,
  fixed,
  idOrNull,
  imageId,
  now,
  optional,
  textBesideImage,
  type FieldKinds,
} from '../fields.ts';
import { get, list, write, writeOnly } from '../operations.ts';
import { PEOPLE, groupOf, isJoined } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { allDenied, personCase, twins, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const messageFields = (authorId: string): FieldKinds => ({
  authorId: exactly(authorId),
  text: { ...textBesideImage(LIMITS.messageText), stored: 'Old' },
  replyTo: fixed(idOrNull(LIMITS.id)),
  imageId: fixed(imageId()),
  ...allFixed(extraField('messages')),
  createdAt: fixed(now()),
  // A new message has not been edited.
  editedAt: { ...optional(now()), good: [null], bad: [new Date(0), 'now', 0] },
});

const path = messagePath(GROUP, 'm1');
const edit = (changed: Fields) => write(withFields(updateMessage(path), changed));

export const messages: Policy = {
  of: 'groups/{groupId}/messages/{messageId}',
  cases: [
    ...contentCases({
      noun: 'message',
      collection: `groups/${GROUP}/messages`,
      fieldsOf: messageFields,
      create: sendMessage,
      updates: {
        edit: {
          update: (at) => updateMessage(at),
          can: (person, isAuthor) => isJoined(person) && isAuthor,
        },
      },
    }),
    ...twins(
      ACTOR,
      { ...groupWith(GROUP, { [ACTOR]: 'member' }), [path]: storedFields(messageFields(ACTOR)) },
      ['an edit that changes the text', edit({})],
      ['an edit that leaves the text as it is', edit({ text: 'Old' })],
      ['an edit whose editedAt is null', edit({ editedAt: null })],
    ),
  ],
};

const summary = chatSummaryPath(GROUP);
const ofPush = `groups/${GROUP}/summaries/push`;
const stored = { [summary]: { last: null, recent: [] }, [ofPush]: {} };

export const summaries: Policy = {
  of: 'groups/{groupId}/summaries/{summaryId}',
  cases: [
    ...PEOPLE.flatMap((person) => {
      const given = { ...groupOf(person), ...stored };
      return [
        personCase(person, isJoined(person), 'get the summary of the chat', given, get(summary)),
        personCase(person, false, 'get another summary', given, get(ofPush)),
        personCase(person, false, 'list summaries', given, list(`groups/${GROUP}/summaries`)),
      ];
    }),
    ...allDenied(
      ACTOR,
      { ...groupWith(GROUP, { [ACTOR]: 'creator' }), ...stored },
      {
        'nobody can delete a summary': writeOnly(remove(summary)),
        'nobody can write a summary': writeOnly({
          kind: 'set',
          path: summary,
          fields: { last: null, recent: [] },
        }),
      },
    ),
  ],
};
