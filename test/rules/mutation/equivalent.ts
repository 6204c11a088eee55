/** Mutants that no request can tell from the rules, by name, each with the reason. One that is gone or dies fails the run. */
export const EQUIVALENT: Record<string, string> = {};
