import { describe, expect, test } from '@jest/globals';
import { ClientDuplexStreamImpl } from '@grpc/grpc-js/build/src/call.js';
import { StreamDecoder } from '@grpc/grpc-js/build/src/stream-decoder.js';
import { BROKEN_STREAM } from './garbledStreams.ts';
import { assertUsedByFirestore } from './grpc.ts';
import './lateDocuments.ts';

describe('assertUsedByFirestore', () => {
  test('a class that the Firestore SDK uses passes', () => {
    expect(() => {
      assertUsedByFirestore('build/src/call.js', ClientDuplexStreamImpl);
    }).not.toThrow();
  });

  test('a class of another copy of grpc-js fails', () => {
    const ofAnotherCopy = { name: ClientDuplexStreamImpl.name };
    expect(() => {
      assertUsedByFirestore('build/src/call.js', ofAnotherCopy);
    }).toThrow(/Set the version of @grpc\/grpc-js in testing\/package.json/);
  });
});

describe('a Listen stream', () => {
  const frame = (flag: number, length: number, body: string) => {
    const header = Buffer.from([flag, 0, 0, 0, 0]);
    header.writeUInt32BE(length, 1);
    return Buffer.concat([header, Buffer.from(body)]);
  };

  test('that is intact is read', () => {
    const [message] = new StreamDecoder(-1).write(frame(0, 5, 'hello'));
    expect(message!.subarray(5).toString()).toBe('hello');
  });

  test.each([
    ['starts a frame with a byte of another', frame(7, 5, 'hello')],
    ['has an empty message', frame(0, 0, '')],
    ['waits for a compressed message', frame(1, 1000, 'hello')],
  ])('that %s is broken', (_what, data) => {
    expect(() => new StreamDecoder(-1).write(data)).toThrow(BROKEN_STREAM);
  });

  test('with a message longer than any document is broken', () => {
    expect(() => new StreamDecoder(-1).write(frame(0, 50_000_000, 'hello'))).toThrow();
  });
});

describe('a document that the emulator sends with a time at which it said that there is none', () => {
  const time = (seconds: number, nanos = 0) => ({ seconds: String(seconds), nanos });
  const absent = [
    { documentDelete: { document: 'things/a' } },
    { targetChange: { targetIds: [], readTime: time(10, 5) } },
  ];
  const updateTimeAfter = (updateTime: object) => {
    const stream = new ClientDuplexStreamImpl(
      () => Buffer.of(),
      () => ({}),
    );
    const document = { name: 'things/a', updateTime };
    for (const response of [...absent, { documentChange: { document } }]) stream.push(response);
    return document.updateTime;
  };

  test('gets a time after it', () => {
    expect(updateTimeAfter(time(10, 5))).toEqual(time(10, 6));
    expect(updateTimeAfter(time(9, 7))).toEqual(time(10, 6));
  });

  test('keeps its time if that is later', () => {
    expect(updateTimeAfter(time(10, 6))).toEqual(time(10, 6));
  });
});
