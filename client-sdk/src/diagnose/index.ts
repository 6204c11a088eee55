/**
 * What is needed after a refusal alone, and loaded then: `attempt.ts` does it, and nothing else imports more than types of it.
 * It imports nothing of the SDK but types either, since what both need is loaded at first (docs/decisions/0015).
 */
export { diagnoseMembership } from './membership.ts';
export { diagnoseGroupCreation, diagnoseWrite } from './writes.ts';
