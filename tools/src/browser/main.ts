/** `npm run browser`: prints the path of the Chromium that browser tests and screenshots use, or how to install one. */
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { requireChromium } from '../../../testing/src/browser/chromium.ts';

await runMain(() => {
  console.log(requireChromium());
  return 0;
});
