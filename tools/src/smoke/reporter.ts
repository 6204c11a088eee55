/** Prints the steps of the smoke scenario with their times. */

/** After this time, in milliseconds, a step counts as failed. */
const STEP_TIMEOUT = 30_000;

export interface Reporter {
  /** Runs a step and prints its sentence with its time. If the step throws, prints the error and rethrows it. */
  step: <T>(sentence: string, run: () => Promise<T>) => Promise<T>;
  /** Prints the summary. */
  end: () => void;
}

/** Creates a reporter that prints with `print`. */
export function newReporter(print: (line: string) => void): Reporter {
  const times: number[] = [];
  return {
    step: async (sentence, run) => {
      const start = performance.now();
      const elapsed = () => Math.round(performance.now() - start);
      try {
        const result = await withTimeout(run());
        times.push(elapsed());
        print(`  ✓ ${sentence.padEnd(68)} ${String(elapsed()).padStart(6)} ms`);
        return result;
      } catch (error) {
        print(`  ✗ ${sentence}: ${error instanceof Error ? error.message : String(error)}`);
        throw error;
      }
    },
    end: () => {
      const total = times.reduce((sum, time) => sum + time, 0);
      print(`\n${times.length} steps passed in ${(total / 1000).toFixed(1)} s.`);
    },
  };
}

async function withTimeout<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`timed out after ${STEP_TIMEOUT / 1000} s`));
    }, STEP_TIMEOUT);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
