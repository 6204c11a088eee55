/** Tells the story step by step, with the time that each takes. */

/** How long a step may take, in milliseconds, before it counts as failed. */
const PATIENCE = 30_000;

export interface Reporter {
  /** Runs a step and prints its sentence with its time; throws what it throws, after printing that. */
  step: <T>(sentence: string, play: () => Promise<T>) => Promise<T>;
  /** Prints the summary. */
  end: () => void;
}

/** A teller that prints to `print`. */
export function newReporter(print: (line: string) => void): Reporter {
  const times: number[] = [];
  return {
    step: async (sentence, play) => {
      const start = performance.now();
      const took = () => Math.round(performance.now() - start);
      try {
        const result = await withPatience(play());
        times.push(took());
        print(`  ✓ ${sentence.padEnd(68)} ${String(took()).padStart(6)} ms`);
        return result;
      } catch (error) {
        print(`  ✗ ${sentence}: ${error instanceof Error ? error.message : String(error)}`);
        throw error;
      }
    },
    end: () => {
      const total = times.reduce((sum, time) => sum + time, 0);
      print(`\n${times.length} steps, all as they should be, in ${(total / 1000).toFixed(1)} s.`);
    },
  };
}

async function withPatience<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`nothing came for ${PATIENCE / 1000} s`));
    }, PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
