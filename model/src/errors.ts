/** The reasons for which an operation can be refused. The error codes of the SDK are `firegroups/<reason>`. */
export type ErrorReason =
  | 'unauthenticated'
  | 'email-not-verified'
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
  | 'too-many'
  | 'not-configured'
  | 'unavailable';
