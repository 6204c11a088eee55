/**
 * What is true of groups, with no Firebase in it: documents, limits, paths, the membership table, error reasons. Apart, so
 * that a browser does not carry what it never needs: the zod schemas (`@firegroups/model/schemas`) and each limit (`/limits`).
 */
export * from './appCheck.ts';
export * from './documents.ts';
export * from './errors.ts';
export * as LIMITS from './limits.ts';
export * from './membership.ts';
export * from './membershipRules.ts';
export * from './moment.ts';
export * from './notificationCatalog.ts';
export * from './notifications.ts';
export * from './notificationTypes.ts';
export * from './paths.ts';
export * from './patterns.ts';
export * from './text.ts';
