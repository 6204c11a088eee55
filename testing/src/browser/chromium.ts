/** Finds a Chromium, or a browser based on it, for the browser tests and the screenshots. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { CliError } from '../cli/cliError.ts';

/** The commands of the browsers. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

/** The usual files of the browsers, in addition to the PATH. */
const BROWSER_FILES = [
  ...COMMANDS.map((command) => join('/usr/bin', command)),
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/snap/bin/chromium',
  ...['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    MAC_APPS.map((name) => join(folder, `${name}.app/Contents/MacOS`, name)),
  ),
];

/** What to do if no browser is found. */
export const HOW_TO_GET_ONE =
  'Install Chromium or Google Chrome (Debian: `apt-get install chromium`; anywhere: ' +
  '`npx playwright install chromium`), or set CHROME_PATH to one.';

/**
 * Returns the path of a browser that can be run: CHROME_PATH, the first one on the PATH, or one of `files`. The last of
 * these is the one that Playwright installs. Returns undefined if there is none. Throws a `CliError` if CHROME_PATH
 * cannot be run.
 */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  files: readonly string[] = [...BROWSER_FILES, chromium.executablePath()],
): string | undefined {
  const configured = env['CHROME_PATH'];
  if (configured && !canRun(configured)) {
    throw new CliError(
      `CHROME_PATH is ${configured}, which cannot be run. Set it to a Chromium, or unset it.`,
    );
  }
  if (configured) return configured;
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  return [...onPath, ...files].find(canRun);
}

/** Like {@link findChromium}, but throws a `CliError` that says how to get a browser if there is none. */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  throw new CliError(`No Chromium was found. ${HOW_TO_GET_ONE}`);
}

/** Asks the browser for its version. A file alone proves nothing: on Ubuntu it may only say what to install. */
function canRun(file: string): boolean {
  if (!existsSync(file)) return false;
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
