/** The texts of the sample data. */

export const GROUP_IDEAS = [
  {
    title: 'Chess club',
    description: 'Wednesdays at seven, beginners are welcome. We bring the boards.',
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'members',
    size: 14,
  },
  {
    title: 'Trail runners',
    description: 'Slow kilometres in good company. Pick a route, say when, and go.',
    visibility: 'public',
    joinPolicy: 'open',
    invitePolicy: 'members',
    size: 20,
  },
  {
    title: 'Sourdough bakers',
    description: 'Starters, flour, and what went wrong this time.',
    visibility: 'public',
    joinPolicy: 'open',
    invitePolicy: 'members',
    size: 9,
  },
  {
    title: 'Book circle',
    description: 'One book a month. We are twelve at most, so ask a member for an invite.',
    visibility: 'public',
    joinPolicy: 'invite_only',
    invitePolicy: 'members',
    size: 11,
  },
  {
    title: 'Élan climbing crew',
    description: 'Indoor in winter, rock from May on.',
    visibility: 'public',
    joinPolicy: 'approval',
    invitePolicy: 'admins',
    size: 8,
  },
  {
    title: 'Board game night',
    description: 'Every second Friday at a member’s place.',
    visibility: 'private',
    joinPolicy: 'approval',
    invitePolicy: 'members',
    size: 7,
  },
  {
    title: 'Elm Street neighbors',
    description: 'Ladders to lend, parcels to fetch, and the summer party.',
    visibility: 'private',
    joinPolicy: 'invite_only',
    invitePolicy: 'admins',
    size: 13,
  },
] as const;

export const POST_LINES = [
  'Welcome! Introduce yourself below: what brings you here?',
  'Who can bring the big table on Saturday? It needs two people and a van.',
  'The photos from last time are in the usual place. Thanks, everyone, it was fun!',
  'New house rule: the last one to arrive makes the coffee.',
  'I have two spare tickets for next month. First come, first served.',
  'A summary for everyone who missed it: we talked, we ate, we laughed.',
];

export const COMMENT_LINES = [
  'Count me in.',
  'Great idea!',
  'I can help with that.',
  'Same here, thank you.',
  'Could we do it a week later?',
  'See you there 🙂',
];

export const WALL_LINES = [
  'New here. Hello, everyone!',
  'Looking for company on Sunday mornings.',
  'Away until the end of the month, but you can still write to me.',
];

export const EVENT_IDEAS = [
  { title: 'Monthly meeting', location: 'Town hall, room 2' },
  { title: 'Summer party', location: 'The garden behind the school' },
  { title: 'Beginners’ evening', location: 'Café Central' },
  { title: 'Day trip', location: 'Main station, platform 4' },
];

export const CHAT_OPENERS = [
  'Hi all!',
  'Good morning.',
  'Quick question:',
  'By the way,',
  'Same here.',
  'Thanks!',
  'Ha, yes.',
  'Sorry, late reply.',
];

export const CHAT_LINES = [
  'who is in this week?',
  'I can bring snacks and something to drink.',
  'I will be ten minutes late, start without me.',
  'that was a great evening, thanks for having us.',
  'could someone send me the address again?',
  'I found my notes from last time, pictures follow.',
  'we should do that more often.',
  'does anyone have a spare one that I could borrow?',
  'my sister would like to come along, is that all right?',
  'next Thursday does not work for me, but Friday would.',
  'I have never been so tired and so happy.',
  'let us keep it simple this time.',
  'who else is stuck in traffic?',
  'I booked the room until ten.',
  'count me in!',
  'not this time, I have a cold.',
  'the weather looks fine for the weekend.',
  'I changed my mind, I am coming.',
  'can we start half an hour earlier?',
  'welcome to everyone who is new here 👋',
  'I read it twice and still do not get the ending.',
  'see you all there.',
];
