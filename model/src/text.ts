/** What text counts as empty, and how names are folded for search. */

const BLANK = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Returns true iff nothing in `text` would show on a screen: white space, control and format characters, and the
 * letters that Unicode draws as nothing. Wider than the rules' own check, which knows ASCII white space only.
 */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * Folds a name for prefix search: compatibility-decomposed (NFKD), marks dropped, lower case, so that "eva" finds "Éva".
 * Functions store the result beside the name; a search folds what the user typed the same way.
 */
export function foldForSearch(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
