/**
 * Two faults of the Firestore emulator, where it opens a listener at the moment of a commit. It garbles the stream: gRPC takes
 * most of that for a message larger than it may be, which is to the SDK an exhausted server that it leaves alone for 30 to 90
 * seconds; for the rest it waits for an end that never comes. Or it tells the listener that it is current, and never of that
 * commit. In the tests a garbled stream is a broken connection, and so is every stream where a test waits for long: the SDK
 * connects again at once, and misses nothing. Nothing but grpc-js sees the bytes, so this reaches into it.
 */
import { afterEach, beforeEach } from '@jest/globals';
import { status as statuses } from '@grpc/grpc-js';
import { StreamDecoder } from '@grpc/grpc-js/build/src/stream-decoder.js';
import { Http2SubchannelCall } from '@grpc/grpc-js/build/src/subchannel-call.js';

/** How long a test may wait before its clients connect again, in milliseconds; hardly one takes as long. */
const PATIENCE = 20_000;
/** No message is as large, in bytes: a document is not. */
const TOO_LARGE = 1_048_576;
const BROKEN = 'The emulator broke this stream.';
/** Printed, so that a listener that misses something by our own fault does not go unseen. */
export const IMPATIENT = 'A test waits for long: its clients connect again.';

/** Whether a line on the console is about a stream that the emulator broke. */
export const isAboutBrokenStream = (line: unknown[]): boolean =>
  [BROKEN, IMPATIENT].some((words) => line.join(' ').includes(words));

/** What the decoder knows of the message that it is in. */
interface Decoding {
  maxReadMessageLength: number;
  readCompressFlag: Buffer;
}

const write = Reflect.get(StreamDecoder.prototype, 'write');
StreamDecoder.prototype.write = function (data) {
  const decoding = this as unknown as Decoding;
  decoding.maxReadMessageLength = TOO_LARGE;
  const messages = write.call(this, data);
  const flags = [...messages.map((message) => message[0]), decoding.readCompressFlag[0]];
  // The emulator neither compresses nor sends empty messages; five bytes are the frame of one.
  if (flags.some((flag) => flag !== 0) || messages.some(({ length }) => length === 5))
    throw new Error(BROKEN);
  return messages;
};

const cancelWithStatus = Reflect.get(Http2SubchannelCall.prototype, 'cancelWithStatus');
Http2SubchannelCall.prototype.cancelWithStatus = function (status, details) {
  // Of grpc-js's own accord, that is; a server's status comes another way.
  if (status === statuses.RESOURCE_EXHAUSTED)
    cancelWithStatus.call(this, statuses.UNAVAILABLE, BROKEN);
  else cancelWithStatus.call(this, status, details);
};

/** What a call knows of its request. */
interface Calling {
  http2Stream: { sentHeaders: Record<string, unknown> };
}

const listening = new Set<Http2SubchannelCall>();
const startRead = Reflect.get(Http2SubchannelCall.prototype, 'startRead');
Http2SubchannelCall.prototype.startRead = function () {
  const { sentHeaders } = (this as unknown as Calling).http2Stream;
  if (String(sentHeaders[':path']).endsWith('/Listen')) listening.add(this);
  startRead.call(this);
};

let impatience: NodeJS.Timeout;
beforeEach(() => {
  impatience = setInterval(() => {
    if (listening.size > 0) console.warn(IMPATIENT);
    for (const call of listening) call.cancelWithStatus(statuses.UNAVAILABLE, BROKEN);
    listening.clear();
  }, PATIENCE);
});
afterEach(() => {
  clearInterval(impatience);
  for (const call of listening) if (call.getStatus()) listening.delete(call);
});
