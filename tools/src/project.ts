/** What the commands that work on a project's data share: their options, which project is meant, and the way to it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { initializeApp } from 'firebase-admin/app';
import { hasStatus } from '../../functions/src/firestore/grpcStatus.ts';
import { CliError } from '../../testing/src/cli/cliError.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

/** Firestore's codes: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

export interface ProjectOptions {
  isDryRun: boolean;
  project: string | undefined;
}

/** Reads `--dry-run` and `--project`. Throws a `CliError` that says how the command is used where there is anything else. */
export function projectOptions(command: string, args?: string[]): ProjectOptions {
  try {
    const { values } = parseArgs({
      ...(args && { args }),
      options: { 'dry-run': { type: 'boolean', default: false }, project: { type: 'string' } },
    });
    return { isDryRun: values['dry-run'], project: values.project };
  } catch (error) {
    // Node's own words, up to the advice that follows them.
    const [what] = (error as Error).message.split('. ');
    throw new CliError(`${what}. Use: npm run ${command} [-- --dry-run] [--project <id>]`);
  }
}

/**
 * The project that is meant: the option, else GCLOUD_PROJECT, else the default of .firebaserc. Throws a `CliError` where
 * there is none, or where it lives on emulators and none are known.
 */
function projectNamed(option: string | undefined, env = process.env, folder = ROOT): string {
  const project = option ?? env['GCLOUD_PROJECT'] ?? defaultProject(folder);
  if (!project) throw new CliError('Say which project: --project <id>.');
  if (!/^[a-z][a-z0-9.:-]*$/.test(project)) {
    throw new CliError(`"${project}" is no project's id: those have a-z, 0-9 and hyphens.`);
  }
  if (project.startsWith('demo-') && !env['FIRESTORE_EMULATOR_HOST']) {
    throw new CliError(
      `${project} is on the emulators alone: set FIRESTORE_EMULATOR_HOST to the address that \`npm start\` shows, or say which project with --project <id>.`,
    );
  }
  return project;
}

function defaultProject(folder: string): string | undefined {
  const file = join(folder, '.firebaserc');
  if (!existsSync(file)) return undefined;
  const { projects } = JSON.parse(readFileSync(file, 'utf8')) as {
    projects?: { default?: string };
  };
  return projects?.default;
}

/** Sets up the Admin SDK for the project, and says where that is. */
export function openProject({ project: option }: ProjectOptions): void {
  const projectId = projectNamed(option);
  const emulator = process.env['FIRESTORE_EMULATOR_HOST'];
  // The emulator asks for no account: none has to be searched on the network.
  if (emulator) process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  initializeApp({ projectId });
  console.log(`Project ${projectId}${emulator ? `, on the emulator at ${emulator}` : ''}`);
}

/** What to tell of an error: a `CliError` with what to do where the project could not be reached, else the error itself. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CliError) return error;
  const isRefused = hasStatus(error, PERMISSION_DENIED, UNAUTHENTICATED);
  if (!isRefused && !/credential|GOOGLE_APPLICATION/i.test(error.message)) return error;
  return new CliError(
    `Firestore does not let us in: ${error.message}\nRun \`gcloud auth application-default login\`, or set GOOGLE_APPLICATION_CREDENTIALS, with an account that may write to the project's Firestore.`,
  );
}
