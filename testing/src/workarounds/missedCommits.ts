/**
 * https://github.com/firebase/firebase-tools/issues/5207 is the closest report: if a listener opens while a commit
 * happens, the Firestore emulator sometimes says that the listener is up to date and never sends that commit. Nothing
 * in the stream shows it. This file reconnects the listeners of a test or a hook that runs for longer than 30 seconds; after the
 * reconnect the SDK gets everything.
 *
 * A bug of ours that loses an update looks the same. So each reconnect is counted, and the run fails if there are more
 * than a few (reconnects.ts).
 *
 * Delete this file when the issue is closed and full runs no longer record reconnects.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { status as statuses } from '@grpc/grpc-js';
import { Http2SubchannelCall } from '@grpc/grpc-js/build/src/subchannel-call.js';
import { BROKEN_STREAM } from './garbledStreams.ts';
import { assertUsedByFirestore } from './grpc.ts';
import { RECONNECT_DELAY, RECONNECT_WARNING, recordReconnect } from './reconnects.ts';

assertUsedByFirestore('build/src/subchannel-call.js', Http2SubchannelCall);

/** True if a console line is about a stream that a workaround broke. */
export const isAboutBrokenStream = (line: unknown[]): boolean =>
  [BROKEN_STREAM, RECONNECT_WARNING].some((text) => line.join(' ').includes(text));

/** The call's private reference to its request. */
interface CallState {
  http2Stream: { sentHeaders: Record<string, unknown> };
}

const openListeners = new Set<Http2SubchannelCall>();
const startRead = Reflect.get(Http2SubchannelCall.prototype, 'startRead');
Http2SubchannelCall.prototype.startRead = function () {
  const { sentHeaders } = (this as unknown as CallState).http2Stream;
  if (String(sentHeaders[':path']).endsWith('/Listen')) openListeners.add(this);
  startRead.call(this);
};

let timer: NodeJS.Timeout | undefined;
const restart = () => {
  clearInterval(timer);
  timer = setInterval(() => {
    if (openListeners.size > 0) recordReconnect(expect.getState().currentTestName ?? 'a hook');
    for (const call of openListeners) call.cancelWithStatus(statuses.UNAVAILABLE, BROKEN_STREAM);
    openListeners.clear();
  }, RECONNECT_DELAY);
};
beforeAll(restart);
beforeEach(restart);
afterEach(() => {
  clearInterval(timer);
  for (const call of openListeners) if (call.getStatus()) openListeners.delete(call);
});
afterAll(() => {
  clearInterval(timer);
});
