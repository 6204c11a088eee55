/** A network link between a client and an emulator. The test can break it. */
import { connect, createServer, type Socket } from 'node:net';
import { listenLocally } from './listenLocally.ts';

export interface TcpLink {
  /** Host and port for the client. */
  host: string;
  /** Stops all data without an error, like the network of a phone in a tunnel. */
  freeze: () => void;
  /** Stops the data to the client. The client's data still gets through. */
  deafen: () => void;
  /** Closes all connections and refuses new ones. */
  cut: () => void;
  /** Lets all data through again. New connections go to `target`, if it is given. */
  restore: (target?: string) => void;
  close: () => void;
}

/** Opens a link to `target` (host and port). */
export async function openTcpLink(target: string): Promise<TcpLink> {
  let to = target;
  let state: 'open' | 'frozen' | 'deaf' | 'cut' = 'open';
  const sockets = new Set<Socket>();
  const answering = new Set<Socket>();
  const connectTo = (socket: Socket, peer: Socket) => {
    sockets.add(socket);
    if (state === 'frozen' || (state === 'deaf' && answering.has(socket))) socket.pause();
    socket.on('data', (chunk) => peer.write(chunk));
    socket.on('error', () => {}); // The socket then closes, which closes the peer.
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
    connectTo(client, upstream);
    connectTo(upstream, client);
  });
  const host = await listenLocally(server);
  const cut = () => {
    state = 'cut';
    for (const socket of sockets) socket.destroy();
  };
  return {
    host,
    freeze: () => {
      state = 'frozen';
      for (const socket of sockets) socket.pause();
    },
    deafen: () => {
      state = 'deaf';
      for (const socket of answering) socket.pause();
    },
    cut,
    restore: (target = to) => {
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
