/**
 * Finds the processes of a run by an environment variable that child processes inherit. firebase-tools starts its Java
 * processes detached, so neither the process tree nor the process group contains them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** The environment variable that holds the id of a run. */
export const RUN_VARIABLE = 'FIREGROUPS_RUN';

/** Returns the ids of all processes of a run except this one. The oldest comes first. */
export function processesOfRun(run: string, variable = RUN_VARIABLE): number[] {
  const entry = `${variable}=${run}`;
  const ids = process.platform === 'linux' ? findInProc(entry) : findByPs(entry);
  return ids.filter((id) => id !== process.pid).sort((a, b) => a - b);
}

/** Kills all processes of a run. */
export function killRun(run: string): void {
  for (const id of processesOfRun(run)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function findInProc(entry: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(entry);
      } catch {
        return false; // The process has ended or belongs to another user.
      }
    })
    .map(Number);
}

function findByPs(entry: string): number[] {
  return execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.split(' ').includes(entry))
    .map((line) => parseInt(line, 10));
}
