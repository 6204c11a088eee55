/** What of an error may be logged: its message may name people. */
export function errorCause(error: unknown): {
  error: string;
  code?: unknown;
  at?: string | undefined;
} {
  if (!(error instanceof Error)) return { error: typeof error };
  // The stack begins with the message, a line of which may look like one of the stack's own.
  const lines = error.stack?.replace(error.message, '').split('\n');
  const at = lines?.find((line) => line.trimStart().startsWith('at '));
  return { error: error.name, ...('code' in error && { code: error.code }), at: at?.trim() };
}
