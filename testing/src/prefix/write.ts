import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';
import { indexesFor } from './indexes.ts';
import { rulesFor, type Target } from './rules.ts';

/**
 * Writes the rules and indexes for a target to a folder, and returns their paths.
 *
 * @throws CliError if the folder is that of a Firebase project, whose own files it could overwrite.
 */
export function writeTarget(target: Target, folder: string): string[] {
  if (existsSync(join(folder, 'firebase.json'))) {
    throw new CliError(
      `${folder} has a firebase.json, so these files could overwrite its rules and indexes. Name another folder.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const files = {
    'firestore.rules': rulesFor(read('firestore.rules'), target),
    'storage.rules': rulesFor(read('storage.rules'), target),
    'firestore.indexes.json': indexesFor(read('firestore.indexes.json'), target.prefix),
  };
  return Object.entries(files).map(([file, text]) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return path;
  });
}
