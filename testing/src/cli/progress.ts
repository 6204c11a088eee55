/** Shows the progress of long work: a bar on a terminal, otherwise a line for every tenth. */
import { SingleBar } from 'cli-progress';

export interface Progress {
  /** Adds finished steps, by default one. */
  add: (amount?: number) => void;
  end: () => void;
}

/** Shows the progress of `total` steps. */
export function showProgress(label: string, total: number): Progress {
  if (!process.stdout.isTTY) return plainProgress(label, total);
  const bar = new SingleBar({ format: `${label} {bar} {value}/{total}`, hideCursor: true });
  bar.start(total, 0);
  // Shows the cursor again, even if the program ends early.
  const end = () => {
    bar.stop();
  };
  process.once('exit', end);
  return {
    add: (amount = 1) => {
      bar.increment(amount);
    },
    end,
  };
}

function plainProgress(label: string, total: number): Progress {
  let done = 0;
  return {
    add: (amount = 1) => {
      const tenths = (count: number) => Math.floor((count / total) * 10);
      const before = tenths(done);
      done += amount;
      if (tenths(done) > before) console.log(`${label}: ${done} of ${total}`);
    },
    end: () => {},
  };
}
