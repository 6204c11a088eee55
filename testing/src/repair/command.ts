/** The repository's commands as processes, against the emulator of this run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';

export interface Command {
  process: ChildProcess;
  /** Resolves when it has said that, or has ended. */
  hasSaid: (words: string) => Promise<void>;
  ended: Promise<{ code: number | null; output: string }>;
}

export function runCommand(
  name: 'repair' | 'migrate',
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Command {
  const program = join(ROOT, `tools/src/${name}/main.ts`);
  const child = spawn(process.execPath, ['--conditions=firegroups-source', program, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let heard = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      heard();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
  const hasSaid = (words: string) =>
    new Promise<void>((resolve) => {
      heard = () => {
        if (output.includes(words)) resolve();
      };
      heard();
      void ended.then(() => {
        resolve();
      });
    });
  return { process: child, hasSaid, ended };
}
