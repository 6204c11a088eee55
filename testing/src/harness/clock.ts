/**
 * The clock of a test, put forward where the platform would wait. By minutes only: after half an hour gRPC takes its
 * connection for an idle one.
 */

const realNow = Date.now.bind(Date);
let ahead = 0;

/** Makes it as late as `time`, if it is earlier. */
export function waitUntil(time: Date): void {
  ahead = Math.max(ahead, time.getTime() - realNow());
  Date.now = () => realNow() + ahead;
}

/** Makes it later by as many milliseconds. */
export function waitFor(milliseconds: number): void {
  waitUntil(new Date(Date.now() + milliseconds));
}

/** Has it stand still until it is put forward, however slow the machine is. */
export function stopClock(): void {
  const stoppedAt = Date.now();
  Date.now = () => stoppedAt;
}

/** Has the next test begin now. */
export function resetClock(): void {
  ahead = 0;
  Date.now = realNow;
}
