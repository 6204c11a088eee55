/**
 * The HTTP server to which a Firestore emulator delivers events in place of the functions emulator. It hands them over
 * as they came; what they mean is capturedEvents.ts's.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One event as the emulator sent it. */
export interface Delivery {
  triggerId: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Where the events arrive. */
export interface EventReceiver {
  /** Host and port. */
  address: string;
  /** Has `take` called with every event of the project from now on, in place of whoever took them before. */
  receive: (projectId: string, take: (delivery: Delivery) => void) => void;
  close(): void;
}

const PATH = /^\/functions\/projects\/([^/]+)\/triggers\/([^/]+)$/;

/** Opens the server on a free port. */
export async function openEventReceiver(): Promise<EventReceiver> {
  const takers = new Map<string, (delivery: Delivery) => void>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [, projectId = '', triggerId = ''] = PATH.exec(request.url ?? '') ?? [];
      takers.get(projectId)?.({
        triggerId: decodeURIComponent(triggerId),
        headers: request.headers,
        body,
      });
      // The emulator sends nothing further before it has this answer.
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    receive: (projectId, take) => void takers.set(projectId, take),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Reads the whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
