/** The HTTP server that gets the events of a Firestore emulator. capturedEvents.ts reads them. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { listenLocally } from './listenLocally.ts';

/** One event as the emulator sent it. */
export interface Delivery {
  triggerId: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface EventReceiver {
  /** Host and port. */
  address: string;
  /** Calls `onEvent` for every event of the project from now on. It replaces an earlier one. */
  receive: (projectId: string, onEvent: (delivery: Delivery) => void) => void;
  close(): void;
}

const PATH = /^\/functions\/projects\/([^/]+)\/triggers\/([^/]+)$/;

/** Opens the server on a free port. */
export async function openEventReceiver(): Promise<EventReceiver> {
  const receivers = new Map<string, (delivery: Delivery) => void>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const [, projectId = '', triggerId = ''] = PATH.exec(request.url ?? '') ?? [];
      receivers.get(projectId)?.({
        triggerId: decodeURIComponent(triggerId),
        headers: request.headers,
        body,
      });
      // The emulator sends the next event after this answer.
      response.end('{}');
    });
  });
  return {
    address: await listenLocally(server),
    receive: (projectId, onEvent) => void receivers.set(projectId, onEvent),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Reads the body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
