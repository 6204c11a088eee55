/** Returns what may be logged of an error. Its message may name people. */
export function errorCause(error: unknown): {
  error: string;
  code?: unknown;
  at?: string | undefined;
} {
  if (!(error instanceof Error)) return { error: typeof error };
  // The stack begins with the message, and a line of the message can look like a line of the stack.
  const lines = error.stack?.replace(error.message, '').split('\n');
  const at = lines?.find((line) => line.trimStart().startsWith('at '));
  return { error: error.name, ...('code' in error && { code: error.code }), at: at?.trim() };
}
