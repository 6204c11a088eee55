import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { newClock, resetClock, stopClock, waitFor, waitUntil, withClock } from './clock.ts';

const HOUR = 60 * 60 * 1000;
const realNow = Date.now();
/** How far `Date.now` is ahead, in whole hours. */
const hoursAhead = () => Math.round((Date.now() - realNow) / HOUR);

afterEach(resetClock);

describe('the shared clock', () => {
  test('moves to a later time, never back', () => {
    waitUntil(new Date(realNow + 2 * HOUR));
    waitUntil(new Date(realNow + HOUR));
    expect(hoursAhead()).toBe(2);
  });

  test('stops until it is put forward', async () => {
    stopClock();
    const stoppedAt = Date.now();
    await wait(5);
    expect(Date.now()).toBe(stoppedAt);
    waitFor(HOUR);
    expect(hoursAhead()).toBe(1);
  });
});

describe('withClock', () => {
  test('puts only its own clock forward, whatever runs at the same time', async () => {
    const [one, other] = [newClock(), newClock()];
    await Promise.all([
      withClock(one, async () => {
        waitFor(HOUR);
        await wait(5);
        expect(hoursAhead()).toBe(1);
      }),
      withClock(other, async () => {
        await wait(1);
        expect(hoursAhead()).toBe(0);
        waitFor(3 * HOUR);
      }),
    ]);
    expect(hoursAhead()).toBe(0);
    expect(withClock(other, hoursAhead)).toBe(3);
  });
});
