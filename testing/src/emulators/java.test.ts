import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { CliError } from '../cli/cliError.ts';
import { OLDEST_JAVA, findJavaFolder } from './java.ts';

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'java-'));
});

/** Installs a JDK with a version. Returns its home. */
function install(home: string, version: string): string {
  const bin = join(machine, home, 'bin');
  mkdirSync(bin, { recursive: true });
  const script = `#!/bin/sh\necho 'openjdk version "${version}" 2025-01-01' >&2\n`;
  writeFileSync(join(bin, 'java'), script);
  chmodSync(join(bin, 'java'), 0o755);
  return join(machine, home);
}

const bin = (home: string) => join(home, 'bin');
const find = (env: NodeJS.ProcessEnv, folders: string[] = []) => findJavaFolder(env, folders);

describe('findJavaFolder', () => {
  test('takes JAVA_HOME first', () => {
    const [home, onPath] = [install('home', '21.0.2'), install('path', '25')];
    expect(find({ JAVA_HOME: home, PATH: bin(onPath) })).toBe(bin(home));
  });

  test('takes the first java on the PATH that is new enough', () => {
    const [old, recent] = [install('old', '17.0.15'), install('recent', '21')];
    expect(find({ PATH: [bin(old), bin(recent)].join(delimiter) })).toBe(bin(recent));
  });

  test.each([
    ['Linux', 'jvm/temurin-25'],
    ['macOS', 'jvm/temurin-25.jdk/Contents/Home'],
  ])(
    'finds one in the usual folders of %s if JAVA_HOME and the PATH have older ones',
    (_os, home) => {
      const old = install('old', '1.8.0_402');
      const recent = install(home, '25.0.3');
      install('jvm/java-17', '17.0.15');
      expect(find({ JAVA_HOME: old, PATH: bin(old) }, [join(machine, 'jvm')])).toBe(bin(recent));
    },
  );

  test('skips a java that does not run', () => {
    const broken = install('broken', '21');
    writeFileSync(join(bin(broken), 'java'), '#!/bin/sh\nexit 1\n');
    const works = install('works', '22-ea');
    expect(find({ PATH: [bin(broken), bin(works)].join(delimiter) })).toBe(bin(works));
  });

  test('says what to install if there is none', () => {
    expect(() => find({ PATH: machine }, [join(machine, 'nothing')])).toThrow(CliError);
    expect(() => find({ PATH: machine })).toThrow(
      `The emulators need Java ${OLDEST_JAVA} or later. Install a JDK`,
    );
  });

  test('names the older ones it found', () => {
    const old = install('old', '17.0.15');
    expect(() => find({ PATH: bin(old) })).toThrow(`(${join(bin(old), 'java')} is 17)`);
  });
});
