/** Checks what a request contains, and reports every problem at once. */
import { UNPAIRED_SURROGATE } from '@firegroups/model';
import type { Context, Next } from 'hono';
import type * as z from 'zod';
import { HttpError, invalidInput } from './errors.ts';
import type { Env } from './logs.ts';
import type { OperationShape } from './operations.ts';

/**
 * Refuses a path or a query with bytes that are not UTF-8: they would be read as other text.
 *
 * @throws HttpError 400.
 */
export async function requireUtf8Address(c: Context<Env>, next: Next): Promise<void> {
  if (!isUtf8Address(c.env.incoming.url!)) {
    throw new HttpError(
      400,
      'invalid-argument',
      'The address is not valid. Percent-encode it as UTF-8.',
    );
  }
  await next();
}

function isUtf8Address(address: string): boolean {
  const encoded = address.match(/(?:%[\da-f]{2})+/gi) ?? [];
  try {
    for (const part of encoded) decodeURIComponent(part);
  } catch {
    return false;
  }
  // Node reads the address as Latin-1.
  return /^[!-~]*$/.test(address);
}

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
    ([, value]) => typeof value === 'string' && UNPAIRED_SURROGATE.test(value),
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
