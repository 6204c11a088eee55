/** A network between a client and an emulator, of which the test decides what comes through. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TcpLink {
  /** Host and port for the client. */
  host: string;
  /** Nothing comes through, and nobody is told: as where a phone is in a tunnel. */
  freeze: () => void;
  /** What the client sends goes through; nothing comes back. */
  deafen: () => void;
  /** Ends every connection and refuses new ones. */
  cut: () => void;
  /** All comes through again, to another host where one is named. */
  mend: (target?: string) => void;
  close: () => void;
}

/** Opens a link to `target`, host and port. */
export async function openTcpLink(target: string): Promise<TcpLink> {
  let to = target;
  let state: 'open' | 'frozen' | 'deaf' | 'cut' = 'open';
  const sockets = new Set<Socket>();
  const answering = new Set<Socket>();
  const keep = (socket: Socket, peer: Socket) => {
    sockets.add(socket);
    if (state === 'frozen' || (state === 'deaf' && answering.has(socket))) socket.pause();
    socket.on('data', (chunk) => peer.write(chunk));
    socket.on('error', () => {}); // It closes then, which tells the peer.
    socket.on('close', () => {
      sockets.delete(socket);
      answering.delete(socket);
      peer.destroy();
    });
  };
  const server = createServer((client) => {
    if (state === 'cut') {
      client.destroy();
      return;
    }
    const [host = '', port = ''] = to.split(':');
    const upstream = connect(Number(port), host);
    answering.add(upstream);
    keep(client, upstream);
    keep(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    state = 'cut';
    for (const socket of sockets) socket.destroy();
  };
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    freeze: () => {
      state = 'frozen';
      for (const socket of sockets) socket.pause();
    },
    deafen: () => {
      state = 'deaf';
      for (const socket of answering) socket.pause();
    },
    cut,
    mend: (target = to) => {
      to = target;
      state = 'open';
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      cut();
      server.close();
    },
  };
}
