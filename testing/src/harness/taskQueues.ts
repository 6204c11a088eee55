/**
 * A fake of Cloud Tasks for the Admin SDK's `taskQueue(name).enqueue` and `delete`. Tasks wait in memory until a test
 * takes them. Nothing is dispatched automatically. The official emulator ignores a task's time and dispatches at once.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { bodyOf } from './eventReceiver.ts';
import { listenLocally } from './listenLocally.ts';

export interface Task {
  /** The full name. It cannot be used again. */
  name: string;
  id: string;
  /** The name of the function. */
  queue: string;
  /** The body of the request to the function. */
  body: unknown;
  headers: Record<string, string>;
  scheduledAt: Date;
}

export interface TaskQueues {
  /** The Admin SDK's environment variable. Set it before the first use of a queue. */
  env: { CLOUD_TASKS_EMULATOR_HOST: string };
  /** All waiting tasks, sorted by their time. */
  waiting(): Task[];
  /** Resolves when the next task is added. */
  added(): Promise<void>;
  /** The tasks that are due now, or at a given time. */
  due(at?: Date): Task[];
  /** The time of the next task, or null if none waits. */
  nextDueAt(): Date | null;
  /** Removes the due tasks from the queues. Their names stay used. */
  takeDue(at?: Date): Task[];
  /** Removes a task, due or not. Returns false if it was not there. */
  take(task: Task): boolean;
  /** Deletes all tasks and used names. */
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

/** Opens the queues on a free port. A queue exists when it is first used. */
export async function openTaskQueues(): Promise<TaskQueues> {
  const tasks = new Map<string, Task>();
  const usedNames = new Set<string>();
  let unnamed = 0;
  let waitingForOne: (() => void)[] = [];

  const create = (parent: string, queue: string, { task }: CreateTask): Answer => {
    const name = task.name ?? `${parent}/${unnamed++}`;
    if (usedNames.has(name)) return refuse(409, 'ALREADY_EXISTS', 'The name was already used.');
    const now = new Date();
    const scheduledAt = task.scheduleTime ? new Date(task.scheduleTime) : now;
    if (scheduledAt.getTime() > now.getTime() + 30 * DAY) {
      return refuse(400, 'INVALID_ARGUMENT', 'A task can be scheduled at most 30 days ahead.');
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
      return refuse(404, 'NOT_FOUND', 'The task is not waiting.');
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
  const address = await listenLocally(server);

  const waiting = () =>
    [...tasks.values()].sort((a, b) => a.scheduledAt.getTime() - b.scheduledAt.getTime());
  const due = (at = new Date()) => waiting().filter(({ scheduledAt }) => scheduledAt <= at);
  const take = ({ name }: Task) => tasks.delete(name);
  return {
    env: { CLOUD_TASKS_EMULATOR_HOST: address },
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
