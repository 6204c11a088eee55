/** All limits as JSON, for clients in other languages: docs/native/vectors/limits.json. */
import { LIMITS } from '@firegroups/model';
import { format } from 'prettier';

export const LIMITS_FILE = 'docs/native/vectors/limits.json';

/** The content of the file. */
export const limitsFile = (): Promise<string> =>
  format(JSON.stringify(LIMITS), { parser: 'json', printWidth: 100 });
