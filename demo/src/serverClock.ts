/**
 * The server's time. The clock of a device may be hours wrong, and the rules compare an event's time with the server's clock.
 */

/** How far the device's clock may be off before it matters, in milliseconds. The answer's time has whole seconds. */
const TOLERANCE = 5000;
/** The app does not wait longer for the time, in milliseconds. */
const TIMEOUT = 4000;

let offset = 0;

/** The current time, as the server has it. Without a connection at the start, it is the device's time. */
export function serverNow(): Date {
  return new Date(Date.now() + offset);
}

/** Asks Firebase Hosting for the time. Never throws: offline, the device's clock has to do. */
export async function syncServerClock(): Promise<void> {
  try {
    const sentAt = Date.now();
    // The service worker does not answer a HEAD request from its cache.
    const signal = AbortSignal.timeout(TIMEOUT);
    const { headers } = await fetch('/', { method: 'HEAD', cache: 'no-store', signal });
    const middle = (sentAt + Date.now()) / 2;
    const answeredAt = Date.parse(headers.get('date') ?? '');
    const age = Number(headers.get('age') ?? 0) * 1000;
    const difference = answeredAt + age - middle;
    offset = Math.abs(difference) > TOLERANCE ? difference : 0;
  } catch {
    // The page was opened offline.
  }
}
