import type { Policy, PolicyCase } from './policyCase.ts';

const CASES_PER_CHUNK = 25;

/**
 * The cases in chunks of the same path. Coverage is reset before each chunk and read after it. A report on all cases at
 * once lists every value that the emulator saw, and has hundreds of megabytes.
 */
export function chunksOf(policies: readonly Policy[]): PolicyCase[][] {
  return policies.flatMap(({ cases }) =>
    Array.from({ length: Math.ceil(cases.length / CASES_PER_CHUNK) }, (_, i) =>
      cases.slice(i * CASES_PER_CHUNK, (i + 1) * CASES_PER_CHUNK),
    ),
  );
}
