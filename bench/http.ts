/**
 * `npm run bench:http`: compares a message sent through the warm HTTP API with one sent by the SDK, and measures how long a
 * new instance takes to its first message. The API is measured as built, on Firestore Lite, and with the full Firestore SDK.
 */
import { setLogLevel } from 'firebase/firestore';
import { createGroup, sendMessage } from 'firegroups';
import { startApi, type ApiServer } from '../testing/src/http/server.ts';
import { buildFullApi, buildFunctions } from '../tools/src/build.ts';
import { hostsFrom, registerPerson, type Person } from '../testing/src/clients/client.ts';
import { EMULATORS_LOG, PROJECT_ID } from '../testing/src/emulators/emulators.ts';
import { withEmulators } from '../testing/src/emulators/withEmulators.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { measure, type Measurement } from './compare.ts';

const MESSAGES = 25;
const ROUNDS = 10;
const STARTS = 6;
const LITE = 'functions';
const FULL = 'functions/lib/fullIndex.js';

await runMain(async () => {
  await buildFunctions();
  await buildFullApi();
  const options = {
    only: ['auth', 'firestore'] as const,
    log: console.log,
    logFile: EMULATORS_LOG,
  };
  return withEmulators(options, async (_emulators, stopped) => {
    setLogLevel('silent');
    return Promise.race([compare(), stopped]);
  });
});

async function compare(): Promise<number> {
  const account = { name: 'Ann', email: `${Date.now()}@example.com`, password: 'secret' };
  const ann = await registerPerson(hostsFrom(), account);
  const groupId = await createGroup(ann.fg, { title: 'Chess club' });
  await compareMessages(ann, groupId);
  await compareStarts(ann, groupId);
  await ann.close();
  return 0;
}

async function compareMessages(ann: Person, groupId: string): Promise<void> {
  const [lite, full] = await Promise.all([
    startApi(PROJECT_ID, { source: LITE }),
    startApi(PROJECT_ID, { source: FULL }),
  ]);
  const token = await ann.fg.auth.currentUser!.getIdToken();
  const times = async (write: () => Promise<unknown>) => {
    for (let n = 0; n < MESSAGES; n++) await write();
  };
  const variants = [
    {
      name: 'sendMessage of the SDK',
      run: () => times(() => sendMessage(ann.fg, groupId, { text: 'Hello' }).sent),
    },
    { name: 'POST /group/message', run: () => times(() => post(lite, token, groupId)) },
    {
      name: 'the same, with the full Firestore SDK',
      run: () => times(() => post(full, token, groupId)),
    },
  ];
  const measured = await measure('Rounds of messages', variants, ROUNDS);
  printTimes(measured, MESSAGES);
  for (const server of [lite, full]) server.process.kill();
}

async function compareStarts(ann: Person, groupId: string): Promise<void> {
  const token = await ann.fg.auth.currentUser!.getIdToken();
  const start = (source: string) => async () => {
    const server = await startApi(PROJECT_ID, { source });
    await post(server, token, groupId);
    server.process.kill();
  };
  const variants = [
    { name: 'a new instance to its first message', run: start(LITE) },
    { name: 'the same, with the full Firestore SDK', run: start(FULL) },
  ];
  printTimes(await measure('Starts', variants, STARTS), 1);
}

async function post({ url }: ApiServer, token: string, groupId: string): Promise<void> {
  const response = await fetch(`${url}/group/message`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ groupId, text: 'Hello' }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  await response.arrayBuffer();
}

/** Prints the time per repetition and the ratio to the first variant. */
function printTimes(measured: readonly Measurement[], repetitions: number): void {
  for (const { name, median, lowest, highest } of measured) {
    const milliseconds = (seconds: number) => ((seconds * 1000) / repetitions).toFixed(1);
    console.log(
      `${name.padEnd(38)} ${milliseconds(median).padStart(7)} ms ` +
        `(${milliseconds(lowest)} to ${milliseconds(highest)}), ` +
        `${(median / measured[0]!.median).toFixed(2)} of the first row`,
    );
  }
}
