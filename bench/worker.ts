/** A process that does nothing but tell pages, as an instance of the queue's function does. */
import type { FanOutTask } from '../functions/src/notifications/fanOut.ts';

/** What the worker says when a page is told, and once before the first one. */
export interface Report {
  id: number;
  /** The most memory that the process has had, in MB. */
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
