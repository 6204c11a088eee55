/**
 * Cloud Tasks, as far as the Admin SDK's `taskQueue(name).enqueue` and `delete` speak to it. Tasks wait in memory until
 * the harness takes them; nothing is dispatched by itself. The official emulator dispatches at once, whatever the time.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf } from './eventReceiver.ts';

/** A task that waits. */
export interface Task {
  /** Its full name, under which no other task may come for a long time. */
  name: string;
  id: string;
  /** The name of the function. */
  queue: string;
  /** The body of the request that the platform makes for it. */
  body: unknown;
  headers: Record<string, string>;
  scheduledAt: Date;
}

/** The queues of every project. */
export interface TaskQueues {
  /** What the Admin SDK reads to find them, before its first use of a queue. */
  env: { CLOUD_TASKS_EMULATOR_HOST: string };
  /** Every task that waits, the first due first. */
  waiting(): Task[];
  /** Resolves when the next task is added. */
  added(): Promise<void>;
  /** Those whose time has come, or will have come at a given time. */
  due(at?: Date): Task[];
  /** When the next task is due; null if none waits. */
  nextDueAt(): Date | null;
  /** Takes those that are due out of the queues; their names stay used. */
  takeDue(at?: Date): Task[];
  /** Takes one out, due or not. Returns whether it was there. */
  take(task: Task): boolean;
  /** Forgets every task and every name. */
  clear(): void;
  close(): void;
}

interface CreateTask {
  task: {
    name?: string;
    scheduleTime?: string;
    httpRequest: { body: string; headers?: Record<string, string> };
  };
}

const PATH = /^\/(projects\/[^/]+\/locations\/[^/]+\/queues\/([^/]+)\/tasks)(?:\/([^/]+))?$/;
const DAY = 24 * 60 * 60 * 1000;

/** Opens the queues on a free port. A queue need not be made before it is used. */
export async function openTaskQueues(): Promise<TaskQueues> {
  const tasks = new Map<string, Task>();
  const usedNames = new Set<string>();
  let unnamed = 0;
  let waitingForOne: (() => void)[] = [];

  const create = (parent: string, queue: string, { task }: CreateTask): Answer => {
    const name = task.name ?? `${parent}/${unnamed++}`;
    if (usedNames.has(name)) return refuse(409, 'ALREADY_EXISTS', 'The name was used before.');
    const now = new Date();
    const scheduledAt = task.scheduleTime ? new Date(task.scheduleTime) : now;
    if (scheduledAt.getTime() > now.getTime() + 30 * DAY) {
      return refuse(400, 'INVALID_ARGUMENT', 'A task is scheduled for 30 days ahead at most.');
    }
    usedNames.add(name);
    tasks.set(name, {
      name,
      id: name.slice(parent.length + 1),
      queue,
      body: JSON.parse(Buffer.from(task.httpRequest.body, 'base64').toString()),
      headers: task.httpRequest.headers ?? {},
      scheduledAt,
    });
    for (const resolve of waitingForOne) resolve();
    waitingForOne = [];
    return { status: 200, body: { name, scheduleTime: scheduledAt.toISOString() } };
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const [, parent, queue, id] = PATH.exec(request.url ?? '') ?? [];
    if (request.method === 'POST' && parent && queue && !id) {
      return create(parent, queue, JSON.parse((await bodyOf(request)).toString()) as CreateTask);
    }
    if (request.method === 'DELETE' && parent && id) {
      if (tasks.delete(`${parent}/${id}`)) return { status: 200, body: {} };
      return refuse(404, 'NOT_FOUND', 'The task does not wait.');
    }
    return refuse(501, 'UNIMPLEMENTED', `${request.method ?? ''} ${request.url ?? ''}`);
  };
  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: unknown) => refuse(400, 'INVALID_ARGUMENT', String(error)))
      .then((said) => {
        send(response, said);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const waiting = () =>
    [...tasks.values()].sort((a, b) => a.scheduledAt.getTime() - b.scheduledAt.getTime());
  const due = (at = new Date()) => waiting().filter(({ scheduledAt }) => scheduledAt <= at);
  const take = ({ name }: Task) => tasks.delete(name);
  return {
    env: { CLOUD_TASKS_EMULATOR_HOST: `127.0.0.1:${(server.address() as AddressInfo).port}` },
    waiting,
    added: () => new Promise((resolve) => waitingForOne.push(resolve)),
    due,
    nextDueAt: () => waiting()[0]?.scheduledAt ?? null,
    takeDue: (at) => due(at).filter(take),
    take,
    clear: () => {
      tasks.clear();
      usedNames.clear();
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Answer {
  status: number;
  body: object;
}

function refuse(code: number, status: string, message: string): Answer {
  return { status: code, body: { error: { code, status, message } } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
