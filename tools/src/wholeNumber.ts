import { Failure } from './failure.ts';

/** The value of an option that takes a whole number of up to nine digits. Throws a `Failure` that names it otherwise. */
export function wholeNumber(name: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Failure(`--${name} takes a whole number, not "${value}".`);
}
