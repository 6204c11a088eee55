/**
 * `npm start`: runs the emulators with sample data and the demo until Ctrl-C.
 * Options: `--keep` keeps the data when it stops, and starts with what was kept. `--empty` leaves the sample data out.
 * `--seed N` creates other sample data; the default seed is 7.
 */
import { parseArgs } from 'node:util';
import { setLogLevel } from 'firebase/firestore';
import { buildFunctions } from '../build.ts';
import { hostsFrom } from '../../../testing/src/clients/client.ts';
import { buildDemo } from '../buildDemo.ts';
import {
  ALL_EMULATORS,
  EMULATORS_LOG,
  PROJECT_ID,
  type Emulators,
} from '../../../testing/src/emulators/emulators.ts';
import { findSuite, recordSuite } from '../../../testing/src/emulators/suite.ts';
import { DATA_FOLDER, findKeptData, keepData } from '../../../testing/src/emulators/keptData.ts';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { seedData } from '../sample/seedData.ts';
import { SAMPLE_PASSWORD, planSample, type SamplePlan } from '../sample/plan.ts';
import { withEmulators } from '../../../testing/src/emulators/withEmulators.ts';
import { wholeNumber } from '../../../testing/src/cli/wholeNumber.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      keep: { type: 'boolean', default: false },
      empty: { type: 'boolean', default: false },
      seed: { type: 'string', default: '7' },
    },
  });
  if (values.keep && (await findSuite({})))
    throw new CliError(
      '`npm start` already runs in this folder. Stop it first, or start without --keep.',
    );
  const importFrom = values.keep ? findKeptData() : undefined;
  const isEmpty = values.empty || importFrom !== undefined;
  const plan = isEmpty ? null : planSample(wholeNumber('seed', values.seed));
  await buildFunctions();
  await buildDemo();
  const logs = { log: console.log, logFile: EMULATORS_LOG };
  const options = { only: ALL_EMULATORS, ui: true, importFrom, ...logs };
  let isUp = false as boolean;
  const run = withEmulators(options, async (emulators, stopped) => {
    isUp = true;
    // The SDK would log each listener that ends when its client is closed.
    setLogLevel('silent');
    const hub = emulators.env['FIREBASE_EMULATOR_HUB']!;
    let isComplete = false as boolean;
    emulators.broken.catch(() => {
      if (values.keep) console.error('The data of this run is lost.');
    });
    const start = async () => {
      if (plan) await seedData(plan, hostsFrom());
      isComplete = true;
      await recordSuite(hub);
      printAddresses(emulators, plan, values.keep);
      return stopped;
    };
    const code = await Promise.race([start(), stopped]);
    if (values.keep && isComplete) {
      console.log(`\nKeeping the data in ${DATA_FOLDER} …`);
      await keepData(hub);
    } else if (values.keep) console.log('\nThe sample data is incomplete, so it is not kept.');
    console.log('\nStopping …');
    return code === 130 ? 0 : code;
  });
  return run.catch((error: unknown) => {
    if (importFrom && !isUp)
      console.error(
        `\nIf the error below is about the kept data, replace ${DATA_FOLDER} with ${DATA_FOLDER}.old, or delete it.`,
      );
    throw error;
  });
});

function printAddresses(
  { ports, hasUi, hasStorage }: Emulators,
  plan: SamplePlan | null,
  isKept: boolean,
): void {
  const lines = [
    ['Demo', `http://127.0.0.1:${ports.hosting}`],
    ['Firestore', `127.0.0.1:${ports.firestore}`],
    ['Auth', `127.0.0.1:${ports.auth}`],
    ['Functions', `127.0.0.1:${ports.functions}`],
    ...(hasStorage ? [['Storage', `127.0.0.1:${ports.storage}`]] : []),
    ['HTTP API', `http://127.0.0.1:${ports.functions}/${PROJECT_ID}/us-central1/firegroups-api`],
    ...(hasUi ? [['Emulator UI', `http://127.0.0.1:${ports.ui}`]] : []),
    ['Project id', PROJECT_ID],
    ['Log', EMULATORS_LOG],
    ...(isKept ? [['Data', `${DATA_FOLDER} (written when you stop)`]] : []),
  ];
  console.log('\nfiregroups is up.\n');
  for (const [name = '', value = ''] of lines) console.log(`  ${name.padEnd(12)} ${value}`);
  if (plan) {
    const [first, second] = plan.people;
    const messages = plan.groups.reduce((sum, group) => sum + group.messages.length, 0);
    console.log(
      `\n${plan.people.length} people, ${plan.groups.length} groups, ${messages} messages. ` +
        `Sign in as ${first?.email} or ${second?.email}, password ${SAMPLE_PASSWORD}.`,
    );
  }
  console.log(
    'Open the demo in a browser. To change it with hot reload, run npm run dev in another terminal.',
  );
  console.log(
    'To watch real clients create a group and chat, run npm run story in another terminal.',
  );
  console.log('To stop, press Ctrl-C.');
}
