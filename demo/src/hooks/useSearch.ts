import { useDebouncedValue } from '@mantine/hooks';

/** How long nobody may type before the server is asked, in milliseconds. */
const PAUSE = 250;

/**
 * What to search for of what is being typed: of the length that the SDK takes, and empty where there is no letter, digit or sign
 * yet, an accent that waits for its letter, say.
 */
export function useSearch(typed: string, longest: number): string {
  const [search] = useDebouncedValue(typed.trim().slice(0, longest), PAUSE);
  return /[^\p{M}\s]/u.test(search.normalize('NFKD')) ? search : '';
}
