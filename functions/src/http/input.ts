/** Reading what a request brings: its form first, then every field, all faults at once. */
import type * as z from 'zod';
import { HttpError, invalidInput } from './errors.ts';
import type { OperationShape } from './operations.ts';

/** The largest body, in bytes. */
export const BODY_BYTES = 64 * 1024;

/** What is read of a request; Hono's. */
interface Incoming {
  header: (name: string) => string | undefined;
  queries: () => Record<string, string[]>;
  text: () => Promise<string>;
}

/** Returns the checked input of a request; throws a `HttpError` that names each fault. */
export async function inputOf<Shape extends OperationShape>(
  request: Incoming,
  { method, input }: Shape,
): Promise<z.output<Shape['input']>> {
  const given = method === 'GET' ? queryOf(request) : await bodyOf(request);
  const { success, data, error } = input.safeParse(given);
  const faults = { ...(error && faultsOf(error)), ...unencodable(given) };
  if (!success || Object.keys(faults).length > 0) throw invalidInput(faults);
  return data as z.output<Shape['input']>;
}

async function bodyOf(request: Incoming): Promise<unknown> {
  const type = request.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new HttpError(415, 'unsupported-media-type', 'Send the body as application/json.');
  }
  try {
    return JSON.parse(await request.text());
  } catch {
    throw new HttpError(400, 'invalid-argument', 'The body is not JSON: mend it.');
  }
}

/** A query's parameters, each once: one that is given twice stays a list, which no field takes. */
function queryOf(request: Incoming): Record<string, unknown> {
  const given = Object.entries(request.queries());
  return Object.fromEntries(given.map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

function faultsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [key, 'expected no such field'])
        : [[String(issue.path[0] ?? 'body'), issue.message]],
    ),
  );
}

/** Half a surrogate pair is no character: Firestore would store another text than was sent. */
function unencodable(given: unknown): Record<string, string> {
  const broken = Object.entries(Object(given) as object).filter(
    ([, value]) => typeof value === 'string' && /\p{Surrogate}/u.test(value),
  );
  return Object.fromEntries(broken.map(([name]) => [name, 'expected whole characters']));
}
