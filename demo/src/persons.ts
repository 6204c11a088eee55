/** Several people in one browser: a tab that was opened for somebody is theirs, with a session and a cache of its own. */

const KEY = 'as';

/**
 * Whose tab this is, by their e-mail; `undefined` for the browser's one user. `isNew` where the address says it, which it does
 * once: signed out, the tab stays signed out.
 */
export function personOfTab(): { email: string | undefined; isNew: boolean } {
  const address = new URL(location.href);
  const asked = address.searchParams.get(KEY);
  if (asked) {
    sessionStorage.setItem(KEY, asked);
    address.searchParams.delete(KEY);
    history.replaceState(null, '', address);
  }
  return { email: sessionStorage.getItem(KEY) ?? undefined, isNew: asked !== null };
}

/** The address of a page for somebody, to be opened in another tab. */
export function addressFor(email: string, path: string): string {
  return `${path}?${new URLSearchParams({ [KEY]: email }).toString()}`;
}
