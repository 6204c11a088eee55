/**
 * The limits that the documentation names. In text, a limit is between two comments, which a page does not show:
 * `<!--limit:bio-->500<!--/-->`. In code, a comment at the end of the line names them: `let most = 50 // LIMITS.openList`.
 */
import { globSync } from 'node:fs';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { limitNamed } from '../../../testing/src/docs/limitNamed.ts';

const IN_TEXT = /(<!--limit:([\w.]+)-->)[^<]*(<!--\/-->)/g;
const IN_CODE = /\d+(\D* \/\/ LIMITS\.([\w.]+))$/gm;

/** Every page of the documentation. Decisions keep the numbers of the time when they were made. */
export const documentation = (): string[] =>
  globSync(['*.md', 'client-sdk/*.md', 'docs/**/*.md'], {
    cwd: ROOT,
    exclude: ['docs/api/**', 'docs/decisions/**'],
  }).sort();

/** Returns the page with the current limits. Throws a `CliError` for a limit that does not exist. */
export const withLimits = (file: string, text: string): string =>
  text
    .replace(IN_TEXT, (_all, open: string, name: string, close: string) => {
      return open + inWords(name, limitOf(file, name)) + close;
    })
    .replace(IN_CODE, (_all, rest: string, name: string) => String(limitOf(file, name)) + rest);

function limitOf(file: string, name: string): number {
  const value = limitNamed(name);
  if (value !== undefined) return value;
  throw new CliError(
    `${file} names the limit ${name}, which does not exist. Name one of model/src/limits.ts.`,
  );
}

function inWords(name: string, value: number): string {
  if (!name.endsWith('.hours')) return value.toLocaleString('en-US');
  return value === 1 ? 'an hour' : `${value} hours`;
}
