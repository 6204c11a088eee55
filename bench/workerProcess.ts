/** Starts a worker and runs tasks in it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './worker.ts';

export interface WorkerProcess {
  /** Runs a task. Resolves when it is done. */
  run: (queue: Order['queue'], data: unknown) => Promise<void>;
  /** The peak memory so far, in MB. */
  peak: () => number;
  stop: () => void;
}

/** Starts a worker. `heap` is the size of its old generation in MB. Without a limit, Node.js would collect garbage late. */
export async function startWorker(heap: number): Promise<WorkerProcess> {
  const worker = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
    execArgv: [
      `--max-old-space-size=${heap}`,
      '--max-semi-space-size=1',
      '--conditions=firegroups-source',
      '--disable-warning=ExperimentalWarning',
    ],
  });
  await once(worker, 'message');
  const waiting = new Map<number, () => void>();
  let last: Report = { id: -1, peak: 0 };
  let tasks = 0;
  worker.on('message', (report: Report) => {
    last = report;
    waiting.get(report.id)?.();
  });
  const ended = new Promise<never>((_resolve, reject) => {
    worker.once('exit', (code) => {
      reject(new Error(`The worker ended with ${code}.`));
    });
  });
  // If it is stopped, nobody waits.
  ended.catch(() => {});
  return {
    run: (queue, data) => {
      const id = tasks++;
      const done = new Promise<void>((resolve) => waiting.set(id, resolve));
      worker.send({ id, queue, data } satisfies Order);
      return Promise.race([done, ended]);
    },
    peak: () => last.peak,
    stop: () => {
      worker.disconnect();
    },
  };
}
