/** The tests' own prefix of collection ids: FIREGROUPS_PREFIX. Tests name documents by their paths in the model. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPrefix, withoutPrefix } from '@firegroups/model';
import { instance } from '../../../functions/src/instance.ts';
import { ROOT } from '../cli/root.ts';

export const { prefix: PREFIX } = instance();

/** The path in the database of a path in the model. */
export const stored = (path: string): string => withPrefix(PREFIX, path);

/** The path in the model of a path in the database. Paths of other collections stay as they are. */
export const modelPath = (path: string): string => withoutPrefix(PREFIX, path) ?? path;

/** Where the emulators' configuration puts the rules and indexes with the prefix. */
export const PREFIXED_FOLDER = join(ROOT, '.firegroups/rules');

/** The project's rules, with the prefix. */
export const readRules = (file = 'firestore.rules'): string =>
  readFileSync(join(PREFIX === '' ? ROOT : PREFIXED_FOLDER, file), 'utf8');
