/** `npm run browser`: prints the Chromium that the browser tests and the screenshots run in, or how to get one. */
import { runMain } from '../failure.ts';
import { requireChromium } from './chromium.ts';

await runMain(() => {
  console.log(requireChromium());
  return 0;
});
