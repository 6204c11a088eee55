/** The constants that the security rules take from the model. */
import {
  ID_PATTERN,
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  NOTIFICATION_TYPES,
  PLATFORMS,
  UUID_PATTERN,
  VISIBILITIES,
  VOTES,
} from '@firegroups/model';

/** Security rules know no constants: each is a function that returns one. */
type Constants = Record<string, number | string | readonly string[]>;

const OF_FIRESTORE: Constants = {
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
  notificationTypes: NOTIFICATION_TYPES,
};

const OF_STORAGE: Constants = { maxImageBytes: LIMITS.imageBytes, uuidPattern: UUID_PATTERN };

/** The generated block's lines in firestore.rules. */
export const firestoreRulesConstants = () => functionsOf(OF_FIRESTORE);

/** Likewise in storage.rules. */
export const storageRulesConstants = () => functionsOf(OF_STORAGE);

function functionsOf(constants: Constants): string {
  return Object.entries(constants)
    .map(([name, value]) => `function ${name}() { return ${literal(value)}; }`)
    .join('\n');
}

function literal(value: number | string | readonly string[]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  return `[${value.map(literal).join(', ')}]`;
}
