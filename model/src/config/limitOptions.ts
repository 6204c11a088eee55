/**
 * What each limit in firegroups.config.ts limits, and the values that it can have. `npm run generate` writes the constants of
 * limits.ts, their comments and the tables of the documentation from it.
 */
import { searchText } from '../fixedLimits.ts';
import { drawnSide } from '../imageFiles.ts';

/** The values that a whole number can have. */
export interface Bounds {
  min: number;
  max: number;
}

/** A limit: what it limits, its unit, its bounds and the reason for them. The generated comment is `text`, then "in" and `unit`. */
export interface LimitOption extends Bounds {
  text: string;
  unit: string;
  why: string;
}

/**
 * `max` is what search keeps of a name. Two names of this length fit twice into the 4,096 bytes of a push. One fits into the 1,500
 * bytes that Firestore indexes of a value.
 */
const NAME = {
  unit: 'characters',
  min: 30,
  max: searchText,
  why: 'the sample data needs 30; search keeps 200 characters of a name',
} as const;

/** JSON can write a character as six bytes, so 10,000 fit into the 64 KiB of a request to the HTTP API. */
const TEXT = {
  unit: 'characters',
  min: 100,
  max: 10_000,
  why: 'the sample data needs 100; a body of the HTTP API has room for 10,000',
} as const;

export const LIMIT_OPTIONS = {
  displayName: { text: 'The name of a user', ...NAME },
  photoURL: { text: 'The address of a photo that is elsewhere', ...TEXT },
  bio: { text: 'What users write about themselves', ...TEXT },
  groupTitle: { text: 'The title of a group', ...NAME },
  groupDescription: { text: 'The description of a group', ...TEXT },
  postContent: { text: 'The text of a post', ...TEXT },
  commentContent: { text: 'The text of a comment', ...TEXT },
  eventTitle: { text: 'The title of an event', ...NAME },
  eventDescription: { text: 'The description of an event', ...TEXT },
  eventLocation: { text: 'The place of an event', ...NAME },
  messageText: { text: 'The text of a chat message', ...TEXT },
  eventDaysAhead: {
    text: 'How far in the future an event can be',
    unit: 'days',
    min: 30,
    max: 36_525,
    why: 'the sample data needs 30; 36,525 days are a hundred years',
  },
  openList: {
    text: 'The highest `limit` of a query for a list that every user may read (users, public groups, walls)',
    unit: 'documents',
    min: 20,
    max: 1000,
    why: 'the SDK asks for 20 by default; one request can read this many profiles, groups or posts',
  },
  groupList: {
    text: 'The highest `limit` of a query or count inside a group',
    unit: 'documents',
    min: 100,
    max: 10_000,
    why: 'a chat needs two pages of 50; one request can read this many documents',
  },
  cooldownMinutes: {
    text: 'How long a user cannot be invited again after an invite has ended, or join or ask again after a request has ended',
    unit: 'minutes',
    min: 1,
    max: 10_080,
    why: '10,080 minutes are a week; to keep a user out for longer, ban the user',
  },
  imageSide: {
    text: 'The highest `imageWidth` and `imageHeight` of a post or message',
    unit: 'pixels',
    min: drawnSide,
    max: 65_535,
    why: 'the SDK resizes images to 2,048 pixels; a JPEG can have 65,535',
  },
  imageMiB: {
    text: 'The largest size of an image',
    unit: 'MiB',
    min: 1,
    max: 100,
    why: 'a phone keeps the whole file in memory during the upload',
  },
} as const satisfies Record<string, LimitOption>;

/** The limited actions. An account can take each one at most `most` times in a window of `hours`. */
export const ACTION_OPTIONS = {
  groups: 'Creating a group',
  invites: 'Inviting a user',
  requests: 'Asking to join a group, or joining an open one',
  events: 'Creating an event',
  comments: "Commenting on another user's wall",
} as const;

/** The bounds of every action. The tests need 3. Nobody takes 10,000 actions by hand. 8,760 hours are a year. */
export const ACTION_BOUNDS = {
  most: { min: 3, max: 10_000 },
  hours: { min: 1, max: 8760 },
} as const satisfies Record<string, Bounds>;
