/**
 * Finds the processes of one run by a mark in their environment, which a child inherits whatever becomes of its parent:
 * firebase-tools starts its Java emulators detached, so neither the process tree nor the group leads to them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** The environment variable that marks the processes of a run. */
export const RUN_MARK = 'FIREGROUPS_RUN';

/** The ids of all processes of the run, this process excepted; oldest first. */
export function processesOfRun(run: string, variable = RUN_MARK): number[] {
  const mark = `${variable}=${run}`;
  const ids = process.platform === 'linux' ? markedOnLinux(mark) : markedByPs(mark);
  return ids.filter((id) => id !== process.pid).sort((a, b) => a - b);
}

/** Ends every process of the run at once. */
export function killRun(run: string): void {
  for (const id of processesOfRun(run)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function markedOnLinux(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(mark);
      } catch {
        return false; // It has ended meanwhile, or belongs to somebody else.
      }
    })
    .map(Number);
}

function markedByPs(mark: string): number[] {
  return execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.split(' ').includes(mark))
    .map((line) => parseInt(line, 10));
}
