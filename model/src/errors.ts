/** Why something is refused: the closed list that the SDK's error codes are made of. */
export const ERROR_REASONS = [
  'unauthenticated',
  'invalid-argument',
  'not-found',
  'not-a-member',
  'permission-denied',
  'already-member',
  'already-invited',
  'already-requested',
  'banned',
  'creator-must-transfer',
  'event-over',
  'unavailable',
] as const;
export type ErrorReason = (typeof ERROR_REASONS)[number];
