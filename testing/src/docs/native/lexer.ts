/** The words of the snippets in docs/native.md: what Swift, Kotlin and Dart have in common, and no more. */

export type Language = 'swift' | 'kotlin' | 'dart';
export const LANGUAGES: readonly Language[] = ['swift', 'kotlin', 'dart'];

/** A piece of a text literal: as it stands, or the source of an expression that is put in. */
export type TextPart = string | { source: string };

export interface Token {
  kind: 'name' | 'number' | 'sign' | 'text' | 'end';
  text: string;
  /** Of a text literal. */
  parts: TextPart[];
  startsLine: boolean;
  line: number;
}

const WORDS: [Token['kind'], RegExp][] = [
  ['name', /[A-Za-z_]\w*/y],
  ['number', /\d+/y],
  ['sign', /->|=>|==|!=|!!|\?\.|\?\[|[{}()[\],:.;=!?<>]/y],
];
const QUOTE: Record<Language, string> = { swift: '"', kotlin: '"', dart: "'" };
const INSERTION: Record<Language, RegExp> = {
  swift: /\\\((.+?)\)/y,
  kotlin: /\$\{(.+?)\}|\$(\w+)/y,
  dart: /\$\{(.+?)\}|\$(\w+)/y,
};
const ESCAPE: Record<Language, RegExp> = {
  swift: /\\u\{([0-9A-Fa-f]+)\}/y,
  kotlin: /\\u([0-9A-Fa-f]{4})/y,
  dart: /\\u\{([0-9A-Fa-f]+)\}/y,
};

/** Cuts a snippet into tokens, the last of kind `end`. Throws for what none of its words is. */
export function tokensOf(language: Language, source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let startsLine = true;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found;
  };
  const add = (kind: Token['kind'], text: string, parts: TextPart[] = []) => {
    tokens.push({ kind, text, parts, startsLine, line });
    startsLine = false;
  };
  const readText = (): TextPart[] => {
    const parts: TextPart[] = [];
    while (source[at] !== QUOTE[language]) {
      const insertion = match(INSERTION[language]);
      if (insertion) {
        parts.push({ source: insertion[1] ?? insertion[2]! });
        continue;
      }
      const escape = match(ESCAPE[language]);
      if (escape) {
        parts.push(String.fromCodePoint(parseInt(escape[1]!, 16)));
        continue;
      }
      const plain = match(/[^\\$"'\n]+/y);
      if (!plain) throw new Error(`Line ${line}: a text that is not understood.`);
      parts.push(plain[0]);
    }
    at++;
    return parts;
  };

  while (at < source.length) {
    const blank = match(/[ \t]+|\n/y);
    if (blank) {
      if (blank[0] === '\n') line++;
      startsLine ||= blank[0] === '\n';
      continue;
    }
    if (source[at] === QUOTE[language]) {
      at++;
      add('text', '', readText());
      continue;
    }
    const kind = WORDS.find(([, pattern]) => {
      pattern.lastIndex = at;
      return pattern.test(source);
    });
    if (!kind) throw new Error(`Line ${line}: ${source[at]!} is no word of a ${language} snippet.`);
    add(kind[0], match(kind[1])![0]);
  }
  startsLine = true;
  add('end', '');
  return tokens;
}
