import { CliError } from './cliError.ts';

/** Parses an option's value as a whole number of at most nine digits. Throws a `CliError` that names the option. */
export function wholeNumber(name: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new CliError(`Invalid --${name}: "${value}". Use a whole number.`);
}
