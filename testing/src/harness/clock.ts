/**
 * The clock of a test (`Date.now` and `new Date()`), which is put forward where the platform would wait. Put it forward
 * by minutes only: after half an hour gRPC closes its connections as idle.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

// Clients of Google Cloud compute deadlines with `new Date()` and check them with `Date.now()`. So both have to agree, or
// each call fails as soon as the clock is a minute ahead.
globalThis.Date = new Proxy(Date, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [Date.now()] : args, newTarget) as Date,
});

/** How far a clock is ahead of the real time, in milliseconds. */
interface Clock {
  ahead: number;
}

const realNow = Date.now.bind(Date);
const sharedClock: Clock = { ahead: 0 };
const ownClocks = new AsyncLocalStorage<Clock>();
const currentClock = () => ownClocks.getStore() ?? sharedClock;

/** A clock for `withClock`. */
export const newClock = (): Clock => ({ ahead: 0 });

/** Runs something that has its own clock, so that others beside it keep theirs. */
export function withClock<T>(clock: Clock, run: () => T): T {
  return ownClocks.run(clock, run);
}

/** Puts the clock forward to `time`, if it is earlier. */
export function waitUntil(time: Date): void {
  const clock = currentClock();
  clock.ahead = Math.max(clock.ahead, time.getTime() - realNow());
  Date.now = () => realNow() + currentClock().ahead;
}

/** Puts the clock forward by a number of milliseconds. */
export function waitFor(milliseconds: number): void {
  waitUntil(new Date(Date.now() + milliseconds));
}

/** Stops the clock until it is put forward, however slow the machine is. */
export function stopClock(): void {
  const stoppedAt = Date.now();
  Date.now = () => stoppedAt;
}

/** Sets the shared clock to the real time, for the next test. */
export function resetClock(): void {
  sharedClock.ahead = 0;
  Date.now = realNow;
}
