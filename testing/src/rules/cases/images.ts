/** The images that posts and messages name: an empty text beside one, and its size. */
import { LIMITS, messagePath, postPath, wallPostPath } from '@firegroups/model';
import { deleteField } from 'firebase/firestore';
import {
  createPost,
  sendMessage,
  updateContent,
  updateMessage,
  withFields,
  type ClientWrite,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { storedMessage, storedPost } from '../../fixtures/content.ts';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { write } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { allowed, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const IMAGE = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';
const SIZE = { imageWidth: 640, imageHeight: 480 };
const SIDES = ['imageWidth', 'imageHeight'] as const;

type Row = [isAllowed: boolean, detail: string, fields: Fields, stored?: Fields];

/** With the name of the field that holds the text. */
const creations = (text: string): Row[] => [
  [true, 'an empty text beside an image', { [text]: '', imageId: IMAGE }],
  [false, 'an empty text beside no image', { [text]: '', imageId: null }],
  [false, 'a blank text beside an image', { [text]: ' ', imageId: IMAGE }],
  [false, 'no text beside an image', { [text]: undefined, imageId: IMAGE }],
  [true, 'the size of its image', { imageId: IMAGE, ...SIZE }],
  [false, 'the size of no image', SIZE],
  ...SIDES.flatMap((side): Row[] => [
    [true, `the lowest ${side}`, { imageId: IMAGE, [side]: 1 }],
    [true, `the highest ${side}`, { imageId: IMAGE, [side]: LIMITS.imageSide }],
    [false, `the ${side} 0`, { imageId: IMAGE, [side]: 0 }],
    [false, `a higher ${side}`, { imageId: IMAGE, [side]: LIMITS.imageSide + 1 }],
    [false, `the ${side} 1.5`, { imageId: IMAGE, [side]: 1.5 }],
    [false, `a text as its ${side}`, { imageId: IMAGE, [side]: '640' }],
    [false, `null as its ${side}`, { imageId: IMAGE, [side]: null }],
    [false, `the ${side} of no image`, { [side]: 640 }],
  ]),
];

const withImage = { imageId: IMAGE, ...SIZE };
const none = { imageId: null, imageWidth: deleteField(), imageHeight: deleteField() };
const updatesOfPost: Row[] = [
  [true, 'an empty text beside its image', { content: '' }, withImage],
  [false, 'an empty text without an image', { content: '' }],
  [
    false,
    'no image beside an empty text',
    { ...none, content: undefined },
    { ...withImage, content: '' },
  ],
  [true, 'no image beside a text', none, withImage],
  [false, 'no image, but the size of the former one', { imageId: null }, withImage],
  [true, 'an image with its size', withImage],
  [true, 'another size', { imageId: IMAGE, imageWidth: 5 }, withImage],
  [false, 'a wrong size', { imageId: IMAGE, imageHeight: 0 }, withImage],
];
const updatesOfMessage: Row[] = [
  [true, 'an empty text beside its image', { text: '' }, withImage],
  [false, 'an empty text without an image', { text: '' }],
  [false, 'an image for its empty text', { text: '', imageId: IMAGE }],
  [false, 'a width for its image', { imageWidth: 5 }, withImage],
  [false, 'a height for its image', { imageHeight: 5 }, withImage],
];

const asMember = groupWith(GROUP, { [ACTOR]: 'member' });

function casesOf(what: string, rows: Row[], create: ClientWrite, update?: object): PolicyCase[] {
  return rows.map(([isAllowed, detail, fields, stored]) =>
    (isAllowed ? allowed : denied)({
      name: `${isAllowed ? 'allows' : 'refuses'} ${what} ${detail}`,
      by: ACTOR,
      given: { ...asMember, [create.path]: update ? { ...update, ...stored } : null },
      does: write(withFields(create, fields)),
    }),
  );
}

const post = postPath(GROUP, 'p1');
const wallPost = wallPostPath(ACTOR, 'p1');
const message = messagePath(GROUP, 'm1');

export const imagesOfContent: Policy = {
  of: 'images of posts and messages',
  cases: [
    ...casesOf('a post with', creations('content'), createPost(post, ACTOR)),
    ...casesOf('a wall post with', creations('content'), createPost(wallPost, ACTOR)),
    ...casesOf('a message with', creations('text'), sendMessage(message, ACTOR)),
    ...casesOf('an edit of a post to', updatesOfPost, updateContent(post), storedPost(ACTOR)),
    ...casesOf(
      'an edit of a message to',
      updatesOfMessage,
      updateMessage(message),
      storedMessage(ACTOR),
    ),
  ],
};
