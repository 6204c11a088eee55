/**
 * Rules for another prefix of collection ids, or for another database, made from the hand-written ones. It uses the parse tree of
 * Firebase's own parser, so text in comments and strings stays as it is.
 */
import { parseForESLint } from '@firebase/eslint-plugin-security-rules/parser';
import { CliError } from '../cli/cliError.ts';

/** A node of the parse tree, as antlr makes it. */
interface Node {
  ruleIndex?: number;
  start?: Token;
  stop?: Token;
  children?: Node[] | null;
}

/** Its offsets in the text are inclusive. */
interface Token {
  start: number;
  stop: number;
}

interface Parsed {
  tree: Node;
  parser: { ruleNames: string[] };
}

/** What the next segment of a path is. `root` are the segments up to `documents` or `o`, with the database or the bucket. */
type Next = 'root' | 'collection' | 'document' | 'folder' | 'rest';

interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Target {
  prefix: string;
  databaseId: string;
}

/**
 * Returns the text of a rules file for a target. In a path of Firestore, each collection id gets the prefix. In a path of Cloud
 * Storage, the top folder gets it.
 *
 * @throws CliError that names the line of a syntax error.
 */
export function rulesFor(rules: string, { prefix, databaseId }: Target): string {
  const { tree, parser } = parse(rules);
  const edits: Edit[] = [];
  const kindOf = ({ ruleIndex }: Node) => parser.ruleNames[ruleIndex ?? -1];
  const childrenOf = (node: Node, kind: string) =>
    (node.children ?? []).filter((child) => kindOf(child) === kind);

  /** Edits the segments of a path, and returns what the next segment after them is. */
  const follow = (path: Node, segmentKind: string, start: Next): Next => {
    let next = start;
    for (const { start: first, stop } of childrenOf(path, segmentKind)) {
      const segment = { start: first!.start + 1, end: stop!.stop + 1 };
      const text = rules.slice(segment.start, segment.end);
      if (text === '(default)') edits.push({ ...segment, text: databaseId });
      if (next === 'root') {
        if (text === 'documents') next = 'collection';
        if (text === 'o') next = 'folder';
        continue;
      }
      const isLiteral = !/^[{$]/.test(text);
      if (isLiteral && (next === 'collection' || next === 'folder')) {
        edits.push({ ...segment, text: prefix + text });
      }
      if (next === 'folder' || next === 'rest') next = 'rest';
      // After any number of segments, the next one is a collection.
      else next = next === 'document' || text.endsWith('=**}') ? 'collection' : 'document';
    }
    return next;
  };

  const visit = (node: Node, next: Next) => {
    let inner = next;
    if (kindOf(node) === 'matchRuleDeclaration') {
      inner = follow(childrenOf(node, 'pathDecl')[0]!, 'pathDeclSegment', next);
    } else if (kindOf(node) === 'pathExpression') {
      follow(node, 'pathExpressionSegment', 'root');
    }
    for (const child of node.children ?? []) visit(child, inner);
  };
  visit(tree, 'root');
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), rules);
}

function parse(rules: string): Parsed {
  try {
    return parseForESLint(rules).services as unknown as Parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { lineNumber, message } = error as SyntaxError & { lineNumber: number };
    throw new CliError(`The rules have a syntax error in line ${lineNumber}: ${message}`);
  }
}
