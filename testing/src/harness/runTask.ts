/** Runs a task as Cloud Tasks would. */
import type { FunctionsModule } from './capturedEvents.ts';
import type { Task } from './taskQueues.ts';

type RequestHandler = (request: object, response: object) => Promise<void>;

/**
 * Calls the HTTP handler of the function that the task's queue belongs to. The request does not use the network, so the
 * function runs in the asynchronous context of the caller (ioHooks.ts). Rejects if the function answers with an error.
 * The platform would then call it again with `retryCount` + 1.
 */
export async function runTask(
  functions: FunctionsModule,
  task: Task,
  retryCount = 0,
): Promise<void> {
  const handle = functions[task.queue] as RequestHandler | undefined;
  if (!handle) throw new Error(`No function is exported for the queue ${task.queue}.`);
  const headers: Record<string, string> = {
    ...lowerCased(task.headers),
    authorization: `Bearer ${serviceAccountToken()}`,
    'x-cloudtasks-queuename': task.queue,
    'x-cloudtasks-taskname': task.id,
    'x-cloudtasks-taskretrycount': String(retryCount),
    'x-cloudtasks-taskexecutioncount': String(retryCount),
    'x-cloudtasks-tasketa': String(task.scheduledAt.getTime() / 1000),
  };
  const request = {
    method: 'POST',
    headers,
    // A copy, because the function may change it.
    body: structuredClone(task.body),
    header: (name: string) => headers[name.toLowerCase()],
  };
  let status = 200;
  let answer: unknown;
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    send: (body: unknown) => {
      answer = body;
      return response;
    },
    end: () => response,
  };
  await handle(request, response);
  if (status >= 300) throw new Error(`${task.id} failed with ${status}: ${JSON.stringify(answer)}`);
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]));
}

/** An unsigned token. On the platform it is verified before the function gets it. */
function serviceAccountToken(): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const email = 'tasks@demo-harness.iam.gserviceaccount.com';
  return `${part({ alg: 'RS256' })}.${part({ sub: 'tasks', email })}.${part({})}`;
}
