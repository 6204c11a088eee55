/**
 * `npm start`: the emulators with sample data and the demo, until Ctrl-C.
 * Options: `--empty` without sample data; `--seed N` other sample data (7 unless told otherwise).
 */
import { parseArgs } from 'node:util';
import { setLogLevel } from 'firebase/firestore';
import { buildFunctions } from '../build.ts';
import { hostsFrom } from '../../../testing/src/clients/client.ts';
import { buildDemo } from '../demo.ts';
import {
  EMULATORS_LOG,
  PROJECT_ID,
  startEmulators,
  type Emulators,
} from '../../../testing/src/emulators/emulators.ts';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { createSample } from '../sample/create.ts';
import { SAMPLE_PASSWORD, planSample, type SamplePlan } from '../sample/plan.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { wholeNumber } from '../../../testing/src/cli/wholeNumber.ts';

await runMain(async () => {
  const { values } = parseArgs({
    options: { empty: { type: 'boolean', default: false }, seed: { type: 'string', default: '7' } },
  });
  const plan = values.empty ? null : planSample(wholeNumber('seed', values.seed));
  const told = untilStopped();
  await buildFunctions();
  await buildDemo();
  console.log('Starting the emulators …');
  const started = startEmulators({
    only: ['auth', 'firestore', 'functions', 'hosting', 'storage'],
    ui: true,
    log: console.log,
    logFile: EMULATORS_LOG,
  });
  const emulators = await Promise.race([started, told]);
  if (typeof emulators === 'number') return emulators;
  try {
    // The Admin SDK finds the emulators by the environment alone.
    Object.assign(process.env, emulators.env);
    // A listener that ends with its client is nothing to report.
    setLogLevel('silent');
    const created = plan ? createSample(plan, hostsFrom()) : Promise.resolve();
    const code = await Promise.race([
      created
        .then(() => {
          tellWhereEverythingIs(emulators, plan);
        })
        .then(() => told),
      told,
      emulators.broken,
    ]);
    console.log('\nStopping …');
    return code === 130 ? 0 : code;
  } finally {
    await emulators.stop();
  }
});

function tellWhereEverythingIs(
  { ports, hasUi, hasStorage }: Emulators,
  plan: SamplePlan | null,
): void {
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
  for (const [name = '', where = ''] of lines) console.log(`  ${name.padEnd(12)} ${where}`);
  if (plan) {
    const [first, second] = plan.people;
    const messages = plan.groups.reduce((sum, group) => sum + group.messages.length, 0);
    console.log(
      `\n${plan.people.length} people, ${plan.groups.length} groups, ${messages} messages. ` +
        `Sign in as ${first?.email} or ${second?.email}, password ${SAMPLE_PASSWORD}.`,
    );
  }
  console.log(
    'Open the demo in a browser; change it with hot reload: npm run dev (in another terminal).',
  );
  console.log('See the main job done by real clients: npm run story (in another terminal).');
  console.log('Stop with Ctrl-C.');
}
