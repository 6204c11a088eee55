/** `npm run browser`: prints the Chromium that the browser tests and the screenshots run in, or how to get one. */
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { requireChromium } from '../../../testing/src/browser/chromium.ts';

await runMain(() => {
  console.log(requireChromium());
  return 0;
});
