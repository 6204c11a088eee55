import { useDebouncedValue } from '@mantine/hooks';
import { cut } from '../text.ts';

/** How long to wait after the last key press, in milliseconds. */
const DEBOUNCE = 250;

/**
 * The search text for what the user is typing, cut to the length that the SDK accepts. Empty while the input has no letter,
 * digit or symbol, for example only a combining accent.
 */
export function useSearch(typed: string, maxLength: number): string {
  const [search] = useDebouncedValue(cut(typed.trim(), maxLength), DEBOUNCE);
  return /[^\p{M}\s]/u.test(search.normalize('NFKD')) ? search : '';
}
