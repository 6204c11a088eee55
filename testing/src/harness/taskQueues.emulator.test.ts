import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getFunctions } from 'firebase-admin/functions';
import { HttpsError } from 'firebase-functions/https';
import { onTaskDispatched, type Request } from 'firebase-functions/tasks';
import { runTask } from './runTask.ts';
import { openTaskQueues, type TaskQueues } from './taskQueues.ts';

const MINUTE = 60_000;
let requests: Request[] = [];

const functions = {
  work: onTaskDispatched({ retryConfig: { maxAttempts: 5 } }, (request) => {
    requests.push(request);
    if ((request.data as { fails?: boolean }).fails) throw new HttpsError('aborted', 'Not now.');
  }),
};

let tasks: TaskQueues;
const enqueue = (...words: [data: object, options?: object]) =>
  getFunctions()
    .taskQueue('work')
    .enqueue(...words);
const fromNow = (minutes: number) => new Date(Date.now() + minutes * MINUTE);

beforeAll(async () => {
  tasks = await openTaskQueues();
  Object.assign(process.env, tasks.env, { METADATA_SERVER_DETECTION: 'none' });
  initializeApp({ projectId: 'demo-harness-tasks' });
});
beforeEach(() => {
  requests = [];
  tasks.clear();
});
afterAll(async () => {
  await deleteApp(getApp());
  tasks.close();
});

describe('openTaskQueues', () => {
  test('a task waits until it is taken', async () => {
    await enqueue({ n: 1 }, { id: 'one' });
    expect(tasks.due()).toMatchObject([{ id: 'one', queue: 'work', body: { data: { n: 1 } } }]);
    const [task] = tasks.takeDue();
    expect(tasks.waiting()).toEqual([]);
    expect(tasks.take(task!)).toBe(false);
  });

  test('`added` resolves when a task is added', async () => {
    const added = tasks.added();
    await enqueue({}, { id: 'one' });
    await added;
    expect(tasks.waiting()).toMatchObject([{ id: 'one' }]);
  });

  test('the id of a waiting task is refused', async () => {
    await enqueue({}, { id: 'one' });
    await expect(enqueue({}, { id: 'one' })).rejects.toMatchObject({
      code: 'functions/task-already-exists',
    });
    await enqueue({}, { id: 'two' });
    expect(tasks.waiting()).toHaveLength(2);
  });

  test('the id of a taken or deleted task is refused', async () => {
    await enqueue({}, { id: 'taken' });
    tasks.takeDue();
    await enqueue({}, { id: 'deleted' });
    await getFunctions().taskQueue('work').delete('deleted');
    for (const id of ['taken', 'deleted']) {
      await expect(enqueue({}, { id })).rejects.toMatchObject({
        code: 'functions/task-already-exists',
      });
    }
    expect(tasks.waiting()).toEqual([]);
  });

  test('the same id in another queue is another task', async () => {
    await enqueue({}, { id: 'one' });
    await getFunctions().taskQueue('play').enqueue({}, { id: 'one' });
    expect(tasks.waiting().map(({ queue }) => queue)).toEqual(['work', 'play']);
  });

  test('tasks without an id are all added', async () => {
    await enqueue({});
    await enqueue({});
    expect(tasks.due()).toHaveLength(2);
  });

  test('a task with a time is due at that time and not earlier', async () => {
    const scheduleTime = fromNow(10);
    await enqueue({ n: 1 }, { scheduleTime });
    expect(tasks.due()).toEqual([]);
    expect(tasks.due(new Date(scheduleTime.getTime() - 1))).toEqual([]);
    expect(tasks.due(scheduleTime)).toHaveLength(1);
    expect(tasks.nextDueAt()).toEqual(scheduleTime);
  });

  test('a task with a delay is due after the delay', async () => {
    expect(tasks.nextDueAt()).toBeNull();
    await enqueue({ n: 2 }, { scheduleDelaySeconds: 600 });
    await enqueue({ n: 1 }, { scheduleDelaySeconds: 60 });
    expect(tasks.due()).toEqual([]);
    expect(tasks.takeDue(fromNow(2)).map(({ body }) => body)).toEqual([{ data: { n: 1 } }]);
    expect(tasks.takeDue(fromNow(11)).map(({ body }) => body)).toEqual([{ data: { n: 2 } }]);
  });

  test('a task more than 30 days ahead is refused', async () => {
    const days = (n: number) => ({ scheduleTime: fromNow(n * 24 * 60) });
    await expect(enqueue({}, days(31))).rejects.toMatchObject({
      code: 'functions/invalid-argument',
    });
    await enqueue({}, days(29));
    expect(tasks.waiting()).toHaveLength(1);
  });

  test('the deletion of a missing task changes nothing', async () => {
    await enqueue({}, { id: 'one' });
    await getFunctions().taskQueue('work').delete('none');
    expect(tasks.waiting()).toHaveLength(1);
    await getFunctions().taskQueue('work').delete('one');
    expect(tasks.waiting()).toEqual([]);
  });
});

describe('runTask', () => {
  test('the function gets the data, the id and the number of retries', async () => {
    const data = { text: 'é', list: [1, { deep: true }] };
    await enqueue(data, { id: 'one' });
    await runTask(functions, tasks.takeDue()[0]!, 3);
    expect(requests).toMatchObject([{ data, id: 'one', queueName: 'work', retryCount: 3 }]);
    expect(requests[0]!.auth?.token.email).toMatch(/gserviceaccount/);
  });

  test('a function that fails rejects and can be run again', async () => {
    await enqueue({ fails: true }, { id: 'one' });
    const [task] = tasks.takeDue();
    await expect(runTask(functions, task!)).rejects.toThrow('one failed with 409');
    await expect(runTask(functions, task!, 1)).rejects.toThrow('Not now.');
    expect(requests.map(({ retryCount }) => retryCount)).toEqual([0, 1]);
  });

  test('a queue without a function rejects', async () => {
    await getFunctions().taskQueue('play').enqueue({});
    await expect(runTask(functions, tasks.takeDue()[0]!)).rejects.toThrow(
      'No function is exported',
    );
  });
});
