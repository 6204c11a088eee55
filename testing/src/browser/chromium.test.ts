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

/** Puts a browser on the machine; returns its file. */
function install(file: string, exitCode = 0): string {
  const path = join(machine, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('findChromium', () => {
  test('takes CHROME_PATH first', () => {
    const configured = install('configured/my-browser');
    const onPath = install('bin/chromium');
    expect(findChromium({ CHROME_PATH: configured, PATH: dirname(onPath) }, [])).toBe(configured);
  });

  test('says so where CHROME_PATH names nothing that runs, though there is another', () => {
    const [configured, onPath] = [install('configured/broken', 1), install('bin/chromium')];
    const find = () => findChromium({ CHROME_PATH: configured, PATH: dirname(onPath) }, []);
    expect(find).toThrow(new CliError(`CHROME_PATH is ${configured}, which cannot be run.`));
  });

  test('takes the first on the PATH, whatever it is called', () => {
    const chrome = install('first/google-chrome');
    const chromium = install('second/chromium');
    const path = [dirname(chrome), dirname(chromium)].join(delimiter);
    expect(findChromium({ PATH: path }, [])).toBe(chrome);
  });

  test('takes a usual file where the PATH has none that runs', () => {
    const broken = install('bin/chromium', 1);
    const usual = install('Applications/Chromium.app/Contents/MacOS/Chromium');
    expect(findChromium({ PATH: dirname(broken) }, [join(machine, 'none'), usual])).toBe(usual);
  });

  test('finds none where there is none', () => {
    expect(findChromium({ PATH: machine }, [join(machine, 'none')])).toBeUndefined();
  });
});
