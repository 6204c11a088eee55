/** Decides which text is blank, and folds names for search. */

const BLANK = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Returns true iff nothing in `text` is visible: it has only white space, control and format characters, and characters
 * that Unicode renders as nothing. The rules check less: they know only ASCII white space.
 */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * Folds a name for prefix search: NFKD, combining marks removed, lower case, trimmed, so that "eva" finds "Éva".
 * Functions store the result next to the name. A search folds its input in the same way.
 */
export function foldForSearch(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
