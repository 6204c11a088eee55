/**
 * The codes of the Firestore errors that the functions handle: https://grpc.github.io/grpc/core/md_doc_statuscodes.html
 */
export const GRPC = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  FAILED_PRECONDITION: 9,
} as const;

/** Returns true iff `error` has one of these codes. */
export function hasStatus(error: unknown, ...codes: number[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(error.code as number);
}
