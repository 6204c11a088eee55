/** The constants that firestore.rules takes from the model. */
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
const CONSTANTS: Record<string, number | string | readonly string[]> = {
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

/** The generated block's lines. */
export function rulesConstants(): string {
  return Object.entries(CONSTANTS)
    .map(([name, value]) => `function ${name}() { return ${literal(value)}; }`)
    .join('\n');
}

function literal(value: number | string | readonly string[]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `'${value}'`;
  return `[${value.map(literal).join(', ')}]`;
}
