/** What both rules files share: the constants of the model, and who counts as signed in. */
import {
  ID_PATTERN,
  IMAGE_TYPES,
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  NOTIFICATION_CATALOG,
  PLATFORMS,
  UUID_PATTERN,
  VISIBILITIES,
  VOTES,
} from '@firegroups/model';

/** Security rules have no constants, so each becomes a function. */
type Constants = Record<string, number | string | readonly string[]>;

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
  maxDeviceToken: LIMITS.deviceToken,
  maxUid: LIMITS.uid,
  maxOpenList: LIMITS.openList,
  idPattern: ID_PATTERN,
  uuidPattern: UUID_PATTERN,
  visibilities: VISIBILITIES,
  joinPolicies: JOIN_POLICIES,
  invitePolicies: INVITE_POLICIES,
  votes: VOTES,
  platforms: PLATFORMS,
  notificationTypes: Object.keys(NOTIFICATION_CATALOG),
};

const STORAGE_CONSTANTS: Constants = {
  maxImageBytes: LIMITS.imageBytes,
  imageTypes: IMAGE_TYPES,
  uuidPattern: UUID_PATTERN,
};

const IS_SIGNED_IN = `
// Returns true iff the user has a real account. A token without a provider proves none. If a project accepts guests, or
// only verified addresses, change this text in tools/src/generate/rulesConstants.ts and run \`npm run generate\`.
function isSignedIn() {
  return request.auth != null
    && request.auth.token.get(['firebase', 'sign_in_provider'], 'anonymous') != 'anonymous';
}`;

/** The generated lines of firestore.rules. */
export const firestoreRulesConstants = () => toFunctions(FIRESTORE_CONSTANTS) + IS_SIGNED_IN;

/** The generated lines of storage.rules. */
export const storageRulesConstants = () => toFunctions(STORAGE_CONSTANTS) + IS_SIGNED_IN;

function toFunctions(constants: Constants): string {
  return Object.entries(constants)
    .map(([name, value]) => `function ${name}() { return ${literal(value)}; }`)
    .join('\n');
}

function literal(value: number | string | readonly string[]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  return `[${value.map(literal).join(', ')}]`;
}
