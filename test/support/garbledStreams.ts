/**
 * The Firestore emulator garbles a Listen stream now and then, where it answers a new listener while it tells of a commit,
 * whatever version of gRPC the client has. The SDK takes "Received message larger than max" for an exhausted server: it
 * misses nothing, but connects again only after 30 to 90 seconds. In the tests it connects again at once.
 */
import { disableNetwork, enableNetwork, setLogLevel, type Firestore } from 'firebase/firestore';

/** Whether a line that Firestore printed is about a garbled stream. */
export const isAboutGarbledStream = (line: unknown[]): boolean =>
  /Received message larger than max|maximum backoff delay/.test(line.join(' '));

/** Has those who are online connect again when a stream was garbled; keeps Firestore's other errors off the console. */
export function reconnectWhenGarbled(online: () => Iterable<Firestore>): void {
  setLogLevel('error');
  const { error } = console;
  console.error = (...line: unknown[]) => {
    if (!String(line[0]).includes('@firebase/firestore')) error(...line);
    else if (isAboutGarbledStream(line)) for (const firestore of online()) reconnect(firestore);
  };
}

function reconnect(firestore: Firestore): void {
  void disableNetwork(firestore).then(() => enableNetwork(firestore));
}
