/** A process that handles fan-out pages, like an instance of the queue's function. */
import type { FanOutTask } from '../functions/src/notifications/fanOut.ts';

/** Sent after each page, and once before the first one. */
export interface Report {
  id: number;
  /** The peak memory of the process, in MB. */
  peak: number;
}

await import('../functions/src/index.ts');
const { runFanOutPage } = await import('../functions/src/notifications/fanOut.ts');

const report = (id: number) => {
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send!({ id, peak } satisfies Report);
};

process.on('message', ({ id, data }: { id: number; data: FanOutTask }) => {
  void runFanOutPage(data).then(() => {
    report(id);
  });
});
process.on('disconnect', () => process.exit());
report(-1);
