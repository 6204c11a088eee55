/**
 * `npm start`: runs the emulators with sample data and the demo until Ctrl-C.
 * Options: `--empty` leaves the sample data out. `--seed N` creates other sample data; the default seed is 7.
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
import { recordSuite } from '../../../testing/src/emulators/suite.ts';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { seedData } from '../sample/seedData.ts';
import { SAMPLE_PASSWORD, planSample, type SamplePlan } from '../sample/plan.ts';
import { withEmulators } from '../../../testing/src/emulators/withEmulators.ts';
import { wholeNumber } from '../../../testing/src/cli/wholeNumber.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: { empty: { type: 'boolean', default: false }, seed: { type: 'string', default: '7' } },
  });
  const plan = values.empty ? null : planSample(wholeNumber('seed', values.seed));
  await buildFunctions();
  await buildDemo();
  const options = { only: ALL_EMULATORS, ui: true, log: console.log, logFile: EMULATORS_LOG };
  return withEmulators(options, async (emulators, stopped) => {
    // The SDK would log each listener that ends when its client is closed.
    setLogLevel('silent');
    const start = async () => {
      if (plan) await seedData(plan, hostsFrom());
      await recordSuite(emulators.env['FIREBASE_EMULATOR_HUB']!);
      printAddresses(emulators, plan);
      return stopped;
    };
    const code = await Promise.race([start(), stopped]);
    console.log('\nStopping …');
    return code === 130 ? 0 : code;
  });
});

function printAddresses({ ports, hasUi, hasStorage }: Emulators, plan: SamplePlan | null): void {
  const lines = [
    ['Demo', `http://127.0.0.1:${ports.hosting}`],
    ['Firestore', `127.0.0.1:${ports.firestore}`],
    ['Auth', `127.0.0.1:${ports.auth}`],
    ['Functions', `127.0.0.1:${ports.functions}`],
    ...(hasStorage ? [['Storage', `127.0.0.1:${ports.storage}`]] : []),
    ['HTTP API', `http://127.0.0.1:${ports.functions}/${PROJECT_ID}/us-central1/api`],
    ...(hasUi ? [['Emulator UI', `http://127.0.0.1:${ports.ui}`]] : []),
    ['Project id', PROJECT_ID],
    ['Log', EMULATORS_LOG],
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
