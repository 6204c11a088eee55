/** Finds a Chromium, or a browser built on it, for the browser tests and the screenshots. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CliError } from '../cli/cliError.ts';
import { filesOnPath, findFile } from '../emulators/findFile.ts';

/** What the browsers are called as commands. */
const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

const MAC_APPS = ['Chromium', 'Google Chrome', 'Microsoft Edge'];

/** Where browsers are installed, whatever the PATH says. */
const BROWSER_FILES = [
  ...COMMANDS.map((command) => join('/usr/bin', command)),
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/snap/bin/chromium',
  ...['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
    MAC_APPS.map((name) => join(folder, `${name}.app/Contents/MacOS`, name)),
  ),
];

/** What to do if there is none. */
export const HOW_TO_GET_ONE =
  'Install Chromium or Google Chrome (Debian: `apt-get install chromium`; anywhere: ' +
  '`npx playwright install chromium`), or set CHROME_PATH to one.';

/**
 * Returns the path of a browser that can be run: CHROME_PATH, else the first on the PATH, else one of `files`. The last of
 * them is the one that Playwright keeps for itself. Undefined if there is none; throws a `CliError` if CHROME_PATH
 * names nothing that runs.
 */
export function findChromium(
  env: NodeJS.ProcessEnv = process.env,
  files: readonly string[] = [...BROWSER_FILES, chromium.executablePath()],
): string | undefined {
  const candidates = [...filesOnPath(env, COMMANDS), ...files];
  return findFile({ env, variable: 'CHROME_PATH', candidates, works: canRun });
}

/** The same, but throws a `CliError` that says how to get one if there is none. */
export function requireChromium(): string {
  const found = findChromium();
  if (found) return found;
  throw new CliError(`No Chromium was found. ${HOW_TO_GET_ONE}`);
}

/** Asks it for its version: a file that is there may be no more than a hint of what to install, as Ubuntu's is. */
function canRun(file: string): boolean {
  if (!existsSync(file)) return false;
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
