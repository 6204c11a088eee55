/**
 * https://github.com/firebase/firebase-tools/issues/8654, seen by SDK users as
 * https://github.com/firebase/firebase-js-sdk/issues/6724: if a listener opens while a commit happens, the Firestore
 * emulator sometimes garbles the frames of the Listen stream. gRPC reads a length out of the middle of a message. It
 * then either reports a message that is too large, which the SDK takes for an exhausted server and leaves alone for 30
 * to 90 seconds, or waits for bytes that never come. This file makes gRPC treat a garbled stream as a broken
 * connection: the SDK reconnects at once.
 *
 * Delete this file when the issue is closed and the tests in test/sdk pass ten times without it.
 */
import { status as statuses } from '@grpc/grpc-js';
import { StreamDecoder } from '@grpc/grpc-js/build/src/stream-decoder.js';
import { Http2SubchannelCall } from '@grpc/grpc-js/build/src/subchannel-call.js';
import { assertUsedByFirestore } from './grpc.ts';

assertUsedByFirestore('build/src/stream-decoder.js', StreamDecoder);
assertUsedByFirestore('build/src/subchannel-call.js', Http2SubchannelCall);

/** The size limit of a document, in bytes. No message is larger. */
const MAX_MESSAGE_LENGTH = 1_048_576;
/** The length of the frame of an empty message, in bytes. */
const FRAME_LENGTH = 5;
/** The status text of a stream that this file broke. */
export const BROKEN_STREAM = 'The emulator broke this stream.';

/** The decoder's private state of the message that it reads. */
interface DecoderState {
  maxReadMessageLength: number;
  readCompressFlag: Buffer;
}

const write = Reflect.get(StreamDecoder.prototype, 'write');
StreamDecoder.prototype.write = function (data) {
  const state = this as unknown as DecoderState;
  state.maxReadMessageLength = MAX_MESSAGE_LENGTH;
  const messages = write.call(this, data);
  const flags = [...messages.map((message) => message[0]), state.readCompressFlag[0]];
  // The emulator never compresses, and never sends an empty message.
  if (flags.some((flag) => flag !== 0) || messages.some(({ length }) => length === FRAME_LENGTH))
    throw new Error(BROKEN_STREAM);
  return messages;
};

const cancelWithStatus = Reflect.get(Http2SubchannelCall.prototype, 'cancelWithStatus');
Http2SubchannelCall.prototype.cancelWithStatus = function (status, details) {
  // gRPC itself cancels with this status. A status that the server sends takes another path.
  if (status === statuses.RESOURCE_EXHAUSTED)
    cancelWithStatus.call(this, statuses.UNAVAILABLE, BROKEN_STREAM);
  else cancelWithStatus.call(this, status, details);
};
