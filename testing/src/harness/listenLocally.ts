import type { AddressInfo, Server } from 'node:net';

/** Lets a server listen on a free port of this machine only. Returns host and port. */
export async function listenLocally(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
