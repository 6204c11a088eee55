/** What both rules files share: the constants of the model, and who counts as signed in. */
import {
  ACCEPTED_ACCOUNTS,
  EXTRA_FIELDS,
  ID_PATTERN,
  IMAGE_TYPES,
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  LOCALE_PATTERN,
  NAME_HIDES,
  NAME_SHOWS,
  NOTIFICATION_CATALOG,
  PLATFORMS,
  TAG_FLAGS,
  UUID_PATTERN,
  VISIBILITIES,
  NOTIFY_LEVELS,
  VOTES,
  type AcceptedAccounts,
} from '@firegroups/model';
import { isValidExtra } from './extra.ts';

/** The pattern in the syntax of the rules. */
const inRules = (pattern: string) => pattern.replaceAll('\\u{', '\\x{');
/** The rules match a whole text. */
const containing = (pattern: string) => `(?s).*(${inRules(pattern)}).*`;

/** Security rules have no constants, so each becomes a function. */
type Constants = Record<string, Constant>;
type Constant = number | string | readonly string[] | Readonly<Record<string, number>>;

const FIRESTORE_CONSTANTS: Constants = {
  maxDisplayName: LIMITS.displayName,
  maxPhotoURL: LIMITS.photoURL,
  maxBio: LIMITS.bio,
  maxGroupTitle: LIMITS.groupTitle,
  maxGroupDescription: LIMITS.groupDescription,
  maxPostContent: LIMITS.postContent,
  maxCommentContent: LIMITS.commentContent,
  maxEventTitle: LIMITS.eventTitle,
  maxEventDescription: LIMITS.eventDescription,
  maxEventLocation: LIMITS.eventLocation,
  maxEventDaysAhead: LIMITS.eventDaysAhead,
  maxMessageText: LIMITS.messageText,
  maxImageSide: LIMITS.imageSide,
  maxDeviceToken: LIMITS.deviceToken,
  maxDeviceLocale: LIMITS.deviceLocale,
  maxUid: LIMITS.uid,
  maxOpenList: LIMITS.openList,
  maxLastCounted: LIMITS.lastCounted,
  maxOfAction: eachAction(({ most }) => most),
  hoursOfAction: eachAction(({ hours }) => hours),
  maxGroupList: LIMITS.groupList,
  idPattern: ID_PATTERN,
  uuidPattern: UUID_PATTERN,
  tagFlags: inRules(TAG_FLAGS),
  nameShows: containing(NAME_SHOWS),
  nameHides: containing(NAME_HIDES),
  localePattern: LOCALE_PATTERN,
  visibilities: VISIBILITIES,
  joinPolicies: JOIN_POLICIES,
  invitePolicies: INVITE_POLICIES,
  votes: VOTES,
  notifyLevels: NOTIFY_LEVELS,
  platforms: PLATFORMS,
  notificationTypes: Object.keys(NOTIFICATION_CATALOG),
};

const STORAGE_CONSTANTS: Constants = {
  maxImageBytes: LIMITS.imageBytes,
  imageTypes: IMAGE_TYPES,
  uuidPattern: UUID_PATTERN,
};

const IS_REGISTERED = `request.auth != null
    && request.auth.token.get(['firebase', 'sign_in_provider'], 'anonymous') != 'anonymous'`;

/** Who counts as signed in, in words and as a condition. A token without a provider proves no registered account. */
const SIGNED_IN: Record<AcceptedAccounts, [who: string, condition: string]> = {
  registered: ['has a registered account', IS_REGISTERED],
  'verified-email': [
    'has a registered account with a verified email address',
    `${IS_REGISTERED}
    && request.auth.token.get('email_verified', false) == true`,
  ],
  guests: ['has an account, including anonymous ones', 'request.auth != null'],
};

function isSignedIn(accepted: AcceptedAccounts): string {
  const [who, condition] = SIGNED_IN[accepted];
  return `
// Returns true iff the user ${who}. To accept other accounts, change
// \`accounts\` in firegroups.config.ts, and run \`npm run generate\`.
function isSignedIn() {
  return ${condition};
}`;
}

/** The generated lines of firestore.rules for a project that accepts these accounts; by default, for this one. */
export const firestoreRulesConstants = (accepted = ACCEPTED_ACCOUNTS) =>
  toFunctions(FIRESTORE_CONSTANTS) + isSignedIn(accepted) + isValidExtra(EXTRA_FIELDS);

/** The same for storage.rules. */
export const storageRulesConstants = (accepted = ACCEPTED_ACCOUNTS) =>
  toFunctions(STORAGE_CONSTANTS) + isSignedIn(accepted);

function toFunctions(constants: Constants): string {
  return Object.entries(constants)
    .map(([name, value]) => `function ${name}() { return ${literal(value)}; }`)
    .join('\n');
}

function literal(value: Constant): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\')}'`;
  if (isList(value)) return `[${value.map(literal).join(', ')}]`;
  const entries = Object.entries(value).map((entry) => entry.map(literal).join(': '));
  return `{ ${entries.join(', ')} }`;
}

/** `Array.isArray` does not recognize a list that is readonly. */
const isList = (value: object): value is readonly string[] => Array.isArray(value);

/** A number for each limited action. */
function eachAction(
  numberOf: (limit: { most: number; hours: number }) => number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(LIMITS.actions).map(([action, limit]) => [action, numberOf(limit)]),
  );
}
