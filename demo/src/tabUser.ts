/** Several users in one browser: a tab that was opened for a user has its own session and cache. */

const KEY = 'as';

/**
 * The email of the user that this tab was opened for, or undefined for the browser's main user. `isNew` is true only for the
 * first page of the tab, whose address names the user. A tab that was signed out stays signed out.
 */
export function readTabUser(): { email: string | undefined; isNew: boolean } {
  const url = new URL(location.href);
  const email = url.searchParams.get(KEY);
  if (email) {
    sessionStorage.setItem(KEY, email);
    url.searchParams.delete(KEY);
    history.replaceState(null, '', url);
  }
  return { email: sessionStorage.getItem(KEY) ?? undefined, isNew: email !== null };
}

/** The URL of a page that opens in a new tab as another user. */
export function urlAsUser(email: string, path: string): string {
  return `${path}?${new URLSearchParams({ [KEY]: email }).toString()}`;
}
