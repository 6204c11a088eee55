import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { CliError } from '../cli/cliError.ts';
import { findChromium } from './chromium.ts';

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'chromium-'));
});

/** Puts a browser on the machine. Returns its path. */
function install(file: string, exitCode = 0): string {
  const path = join(machine, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('findChromium', () => {
  test('prefers CHROME_PATH', () => {
    const configured = install('configured/my-browser');
    const onPath = install('bin/chromium');
    expect(findChromium({ CHROME_PATH: configured, PATH: dirname(onPath) }, [])).toBe(configured);
  });

  test('throws if CHROME_PATH cannot be run, even if there is another browser', () => {
    const [configured, onPath] = [install('configured/broken', 1), install('bin/chromium')];
    const find = () => findChromium({ CHROME_PATH: configured, PATH: dirname(onPath) }, []);
    expect(find).toThrow(
      new CliError(
        `CHROME_PATH is ${configured}, which cannot be run. Set it to a Chromium, or unset it.`,
      ),
    );
  });

  test('takes the first browser on the PATH, whatever its name', () => {
    const chrome = install('first/google-chrome');
    const chromium = install('second/chromium');
    const path = [dirname(chrome), dirname(chromium)].join(delimiter);
    expect(findChromium({ PATH: path }, [])).toBe(chrome);
  });

  test('takes one of the usual files if none on the PATH can be run', () => {
    const broken = install('bin/chromium', 1);
    const usual = install('Applications/Chromium.app/Contents/MacOS/Chromium');
    expect(findChromium({ PATH: dirname(broken) }, [join(machine, 'none'), usual])).toBe(usual);
  });

  test('returns undefined if there is no browser', () => {
    expect(findChromium({ PATH: machine }, [join(machine, 'none')])).toBeUndefined();
  });
});
