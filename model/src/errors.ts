/** Why something was refused: a closed list. The SDK's error codes are made of it: `firegroups/<reason>`. */
export type ErrorReason =
  | 'unauthenticated'
  | 'invalid-argument'
  | 'not-found'
  | 'not-a-member'
  | 'permission-denied'
  | 'already-member'
  | 'already-invited'
  | 'already-requested'
  | 'banned'
  | 'creator-must-transfer'
  | 'event-over'
  | 'not-configured'
  | 'unavailable';
