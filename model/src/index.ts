/**
 * Facts about groups, without Firebase: documents, limits, paths, the membership table, the notification catalog, error
 * reasons. The zod schemas (`@firegroups/model/schemas`) and the limits (`@firegroups/model/limits`) are modules of
 * their own, so that a browser loads only what it needs.
 */
export * from './accounts.ts';
export * from './appCheck.ts';
export * from './documents.ts';
export * from './errors.ts';
export type { ExtraKind } from './config/extraOptions.ts';
export * from './extra.ts';
export * from './imageFiles.ts';
export * from './images.ts';
export * as LIMITS from './limits.ts';
export * from './membership.ts';
export * from './membershipRules.ts';
export * from './moment.ts';
export * from './names.ts';
export * from './notificationCatalog.ts';
export * from './notifications.ts';
export * from './notificationTypes.ts';
export * from './ownPaths.ts';
export * from './parameters.ts';
export * from './paths.ts';
export * from './patterns.ts';
export * from './prefix.ts';
export * from './text.ts';
