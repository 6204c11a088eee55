/**
 * docs/native.md as data. Its tables name operations and queries; its code has a snippet for each, in each language,
 * under a comment that is the row's first cell. Code whose fence says `not-replayed` is passed over.
 */
import { LANGUAGES, type Language } from './lexer.ts';
import { parse, type Statement } from './parser.ts';

/** A row of a table whose first column is `operation` or `query`: its cells by the head of their column, as plain text. */
export type Row = Record<string, string>;
export type Snippets = Partial<Record<Language, Statement[]>>;

export interface Page {
  operations: Row[];
  queries: Row[];
  /** By the comment that each has above it. */
  snippets: Map<string, Snippets>;
}

/** Reads the page. Throws where it has not the form that it should, or code that is not understood. */
export function readPage(markdown: string): Page {
  const lines = markdown.split('\n');
  return {
    operations: rowsOf(lines, 'operation'),
    queries: rowsOf(lines, 'query'),
    snippets: snippetsOf(lines),
  };
}

function rowsOf(lines: string[], first: string): Row[] {
  const rows: Row[] = [];
  let heads: string[] | null = null;
  for (const line of lines) {
    const cells = cellsOf(line);
    if (!cells) heads = null;
    else if (!heads) heads = cells;
    else if (heads[0] === first && !/^-+$/.test(cells[0]!)) {
      rows.push(Object.fromEntries(heads.map((head, i) => [head, cells[i]!])));
    }
  }
  return rows;
}

function cellsOf(line: string): string[] | null {
  if (!line.startsWith('|')) return null;
  return line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.replaceAll('`', '').trim());
}

function snippetsOf(lines: string[]): Map<string, Snippets> {
  const snippets = new Map<string, Snippets>();
  for (const language of LANGUAGES) {
    for (const [label, source] of sourcesOf(lines, language)) {
      const known = snippets.get(label) ?? {};
      if (known[language]) throw new Error(`${label} is there twice in ${language}.`);
      try {
        snippets.set(label, { ...known, [language]: parse(language, source) });
      } catch (error) {
        throw new Error(`The snippet of ${label} is not understood.`, { cause: error });
      }
    }
  }
  return snippets;
}

function* sourcesOf(lines: string[], language: Language): Generator<[string, string]> {
  let label: string | null = null;
  let source: string[] = [];
  let isInside = false;
  for (const line of lines) {
    const isFence = line.startsWith('```');
    const isNew = isInside && line.startsWith('// ');
    if ((isFence || isNew) && label) {
      yield [label, source.join('\n')];
      label = null;
    }
    if (isFence) isInside = line === `\`\`\`${language}`;
    else if (isNew) [label, source] = [line.slice(3), []];
    else if (isInside && label) source.push(line);
    else if (isInside && line !== '') throw new Error(`${line}: which operation is it?`);
  }
}
