/** Builds the package, prints the size of what it exports, and fails where something is over its limit. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildPackage } from '../build.ts';
import { Failure, runMain } from '../failure.ts';

interface Measured {
  name: string;
  passed: boolean;
  size: number;
  sizeLimit: number;
}

await runMain(async () => {
  await buildPackage();
  const { resolve } = createRequire(import.meta.url);
  const program = join(dirname(resolve('size-limit/package.json')), 'bin.js');
  const limits = join(import.meta.dirname, 'sizeLimits.ts');
  const { stdout } = spawnSync(process.execPath, [program, '--json', '--config', limits], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const measured = JSON.parse(stdout) as Measured[];
  console.log('Bytes, minified and gzipped, without Firebase:\n');
  for (const { name, passed, size, sizeLimit } of measured) {
    const verdict = passed ? '' : `  over by ${size - sizeLimit}`;
    console.log(`  ${name.padEnd(28)}${String(size).padStart(5)} of ${sizeLimit}${verdict}`);
  }
  const over = measured.filter(({ passed }) => !passed).map(({ name }) => name);
  if (over.length === 0) return 0;
  throw new Failure(`Over the limit: ${over.join(', ')}. What to do: docs/package.md.`);
});
