import { appendFileSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';
import { PREFIX } from './stored.ts';

/**
 * Writes the functions' environment files with the prefix to a folder `env` in this folder, and returns its path. The emulator
 * reads the declarations of functions without its own environment, so only a file tells them the prefix.
 */
export function writeFunctionsEnv(folder: string): string {
  const own = join(ROOT, 'functions');
  const env = join(folder, 'env');
  rmSync(env, { recursive: true, force: true });
  mkdirSync(env, { recursive: true });
  for (const file of readdirSync(own).filter((name) => name.startsWith('.env'))) {
    copyFileSync(join(own, file), join(env, file));
  }
  appendFileSync(join(env, '.env.local'), `\nFIREGROUPS_PREFIX=${PREFIX}\n`);
  return env;
}
