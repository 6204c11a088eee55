/** Runs a command of the repository in its own process, on the emulator of this test run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';

export interface Command {
  process: ChildProcess;
  /** Resolves when the output contains the text, or when the process has ended. */
  untilPrinted: (text: string) => Promise<void>;
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
  let onOutput = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      onOutput();
    });
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
  const untilPrinted = (text: string) =>
    new Promise<void>((resolve) => {
      onOutput = () => {
        if (output.includes(text)) resolve();
      };
      onOutput();
      void ended.then(() => {
        resolve();
      });
    });
  return { process: child, untilPrinted, ended };
}
