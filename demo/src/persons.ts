/** Several people in one browser: a tab that was opened with `?person=` is that person's, with a session of its own. */

const KEY = 'person';

/** Whose tab this is; undefined for the browser's one user. */
export function personOfTab(): string | undefined {
  const asked = new URLSearchParams(location.search).get(KEY);
  if (asked) sessionStorage.setItem(KEY, asked);
  return sessionStorage.getItem(KEY) ?? undefined;
}

/** The address of a page for another person, to be opened in another tab. */
export function addressFor(person: string, path: string): string {
  return `${path}?${new URLSearchParams({ [KEY]: person }).toString()}`;
}
