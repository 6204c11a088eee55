/** What `npm run repair` and `npm run migrate` share: their options, the choice of the project, and the connection to it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { initializeApp } from 'firebase-admin/app';
import { hasStatus } from '../../functions/src/firestore/grpcStatus.ts';
import { CliError } from '../../testing/src/cli/cliError.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

/** Firestore's status codes: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;

export interface ProjectOptions {
  isDryRun: boolean;
  project: string | undefined;
}

/** Reads `--dry-run` and `--project`. Throws a `CliError` with the usage of the command if there is any other argument. */
export function projectOptions(command: string, args?: string[]): ProjectOptions {
  try {
    const { values } = parseArgs({
      ...(args && { args }),
      options: { 'dry-run': { type: 'boolean', default: false }, project: { type: 'string' } },
    });
    return { isDryRun: values['dry-run'], project: values.project };
  } catch (error) {
    // The first sentence says what is wrong. The rest is advice about `--`, which does not apply to npm scripts.
    const [problem] = (error as Error).message.split('. ');
    throw new CliError(`${problem}. Use: npm run ${command} [-- --dry-run] [--project <id>]`);
  }
}

/**
 * Returns the project to work on: the option, else GCLOUD_PROJECT, else the default in .firebaserc. Throws a `CliError` if
 * none is set, if the id is malformed, or if it is a project of the emulators and FIRESTORE_EMULATOR_HOST is not set.
 */
function chooseProject(option: string | undefined, env = process.env, folder = ROOT): string {
  const project = option ?? env['GCLOUD_PROJECT'] ?? defaultProject(folder);
  if (!project) throw new CliError('No project is set. Name one with --project <id>.');
  if (!/^[a-z][a-z0-9.:-]*$/.test(project)) {
    throw new CliError(
      `"${project}" is not a project id. Use lower-case letters, digits and hyphens; begin with a letter.`,
    );
  }
  if (project.startsWith('demo-') && !env['FIRESTORE_EMULATOR_HOST']) {
    throw new CliError(
      `${project} exists only on the emulators. Set FIRESTORE_EMULATOR_HOST to the address that \`npm start\` prints, or name another project with --project <id>.`,
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

/** Initializes the Admin SDK for the project, and prints the project's id and the emulator's address. */
export function openProject({ project: option }: ProjectOptions): void {
  const projectId = chooseProject(option);
  const emulator = process.env['FIRESTORE_EMULATOR_HOST'];
  // The emulator needs no credentials, so the SDK need not look for them on the network.
  if (emulator) process.env['METADATA_SERVER_DETECTION'] ??= 'none';
  initializeApp({ projectId });
  console.log(`Project ${projectId}${emulator ? `, on the emulator at ${emulator}` : ''}`);
}

/** Turns a refusal by Firestore or missing credentials into a `CliError` that says what to do. Returns other errors as they are. */
export function explainError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CliError) return error;
  const isRefused = hasStatus(error, PERMISSION_DENIED, UNAUTHENTICATED);
  if (!isRefused && !/credential|GOOGLE_APPLICATION/i.test(error.message)) return error;
  return new CliError(
    `Firestore denied access: ${error.message}\nUse an account that may write to the project's Firestore: run \`gcloud auth application-default login\`, or set GOOGLE_APPLICATION_CREDENTIALS.`,
  );
}
