/** Checks what a request contains, and reports every problem at once. */
import type { Context } from 'hono';
import type * as z from 'zod';
import { invalidInput } from './errors.ts';
import type { OperationShape } from './operations.ts';

/**
 * Refuses input that its schema does not accept, and text with half a surrogate pair.
 *
 * @throws HttpError 400 that names each field.
 */
export function refuseInvalidInput(result: {
  success: boolean;
  data?: unknown;
  error?: z.ZodError;
}): void {
  const problems = {
    ...(result.error && schemaProblems(result.error)),
    ...brokenText(result.data),
  };
  if (Object.keys(problems).length > 0) throw invalidInput(problems);
}

function schemaProblems({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [key, 'unknown field'])
        : [[String(issue.path[0] ?? 'body'), issue.message]],
    ),
  );
}

/** Half a surrogate pair is not a character: Firestore would store different text than was sent. */
function brokenText(input: unknown): Record<string, string> {
  const broken = Object.entries(Object(input) as object).filter(
    ([, value]) => typeof value === 'string' && /\p{Surrogate}/u.test(value),
  );
  return Object.fromEntries(
    broken.map(([name]) => [name, 'expected text without unpaired surrogates']),
  );
}

/** Returns the checked input of a request, which its route has validated. */
export function inputOf<Shape extends OperationShape>(
  c: Context,
  { method }: Shape,
): z.output<Shape['input']> {
  const target = method === 'GET' ? 'query' : 'json';
  return c.req.valid(target as never);
}
