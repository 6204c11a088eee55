/**
 * `npm run story`: real clients act out the main job against the emulators, those of `npm start` where they run. Exit
 * code 1 where a step does not go as it should.
 */
import { setLogLevel } from 'firebase/firestore';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { playStory } from './scenario.ts';
import { findStage } from './environment.ts';
import { newReporter } from './reporter.ts';

await runMain(async () => {
  // A refusal is part of the story: the SDK need not log it.
  setLogLevel('silent');
  const told = untilStopped();
  const stage = await Promise.race([findStage(console.log), told]);
  if (typeof stage === 'number') return stage;
  const teller = newReporter(console.log);
  try {
    const story = playStory(stage.hosts, teller).then(
      () => {
        teller.end();
        return 0;
      },
      () => 1, // The teller has printed what went wrong.
    );
    return await Promise.race([story, told, stage.broken]);
  } finally {
    await stage.close();
  }
});
