/**
 * The Firestore emulator garbles a Listen stream now and then, where it answers a new listener while it tells of a commit. gRPC
 * takes most of that for a message larger than it may be, which is to the SDK an exhausted server that it leaves alone for 30 to
 * 90 seconds; for the rest it waits for an end that never comes. In the tests a garbled stream is a broken connection: the SDK
 * connects again at once, and misses nothing. Nothing but grpc-js sees the bytes, so this reaches into it.
 */
import { status as statuses } from '@grpc/grpc-js';
import { StreamDecoder } from '@grpc/grpc-js/build/src/stream-decoder.js';
import { Http2SubchannelCall } from '@grpc/grpc-js/build/src/subchannel-call.js';

/** No message is as large, in bytes: a document is not. */
const TOO_LARGE = 1_048_576;
const GARBLED = 'The emulator garbled this stream.';

/** Whether a line that Firestore printed is about a garbled stream. */
export const isAboutGarbledStream = (line: unknown[]): boolean => line.join(' ').includes(GARBLED);

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
    throw new Error(GARBLED);
  return messages;
};

const cancelWithStatus = Reflect.get(Http2SubchannelCall.prototype, 'cancelWithStatus');
Http2SubchannelCall.prototype.cancelWithStatus = function (status, details) {
  // Of grpc-js's own accord, that is; a server's status comes another way.
  if (status === statuses.RESOURCE_EXHAUSTED)
    cancelWithStatus.call(this, statuses.UNAVAILABLE, GARBLED);
  else cancelWithStatus.call(this, status, details);
};
