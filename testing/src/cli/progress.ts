/** Shows how far long work has come: a bar on a terminal, a plain line every tenth elsewhere. */
import { SingleBar } from 'cli-progress';

export interface Progress {
  /** So much more is done. */
  add: (amount?: number) => void;
  end: () => void;
}

/** Starts to show the progress of `total` steps. */
export function showProgress(label: string, total: number): Progress {
  if (!process.stdout.isTTY) return plainProgress(label, total);
  const bar = new SingleBar({ format: `${label} {bar} {value}/{total}`, hideCursor: true });
  bar.start(total, 0);
  // It gives back the cursor, also where the program ends early.
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
