/**
 * What is true of groups, with no Firebase in it: documents, limits, paths, the membership table, error reasons. The
 * zod schemas live apart, in `@firegroups/model/schemas`, so that a browser that never validates a whole document does
 * not carry zod.
 */
export * from './appCheck.ts';
export * from './documents.ts';
export * from './errors.ts';
export * from './limits.ts';
export * from './membership.ts';
export type { MembershipAuthority, MembershipRule, MembershipStatus } from './membershipRules.ts';
export * from './notifications.ts';
export * from './paths.ts';
export * from './text.ts';
