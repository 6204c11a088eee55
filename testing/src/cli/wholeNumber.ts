import { CliError } from './cliError.ts';

/** The value of an option that takes a whole number of up to nine digits. Throws a `CliError` that names it otherwise. */
export function wholeNumber(name: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new CliError(`--${name} takes a whole number, not "${value}".`);
}
