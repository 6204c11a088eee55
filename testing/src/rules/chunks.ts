import type { Policy, PolicyCase } from './policyCase.ts';

const CASES = 25;

/**
 * The cases in chunks of the same path. The emulator's coverage is reset and read for each: over all of them at once,
 * with every value that it ever saw, it would be hundreds of megabytes.
 */
export function chunksOf(policies: readonly Policy[]): PolicyCase[][] {
  return policies.flatMap(({ cases }) =>
    Array.from({ length: Math.ceil(cases.length / CASES) }, (_, i) =>
      cases.slice(i * CASES, (i + 1) * CASES),
    ),
  );
}
