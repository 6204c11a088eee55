/** Which documents the rules read, from the emulator's own report of what it evaluated. */
import type { CoverageReport, CoveredExpression, DocumentPath } from './sandbox.ts';

const READ = /^(get|exists|getAfter|existsAfter)\(/;

/**
 * The documents that the rules read since they were loaded, each once: one as it is before the request and as it is
 * after it count as two, and reading one again costs nothing. The emulator evaluates a request first without knowing any
 * document, the written one neither; a call that came to nothing but then is none that the decision needed.
 */
export function documentsRead(rules: string, { report = [] }: CoverageReport): string[] {
  const read = new Set<string>();
  const visit = ({ sourcePosition, values = [], children = [] }: CoveredExpression) => {
    const [, call] = READ.exec(rules.slice(sourcePosition.currentOffset)) ?? [];
    // Longer expressions begin with the same call: the call itself ends before its closing bracket.
    const isCallItself =
      call && rules[sourcePosition.endOffset + 1] === ')' && children.length === 1;
    if (isCallItself && values.some(({ value }) => isKnown(value))) {
      for (const { value } of children[0]!.values ?? []) {
        if (value.pathValue)
          read.add(`${shown(value.pathValue)}${call.endsWith('After') ? ', after' : ''}`);
      }
    }
    children.forEach(visit);
  };
  report.forEach(visit);
  return [...read].sort();
}

function isKnown(value: object): boolean {
  return Object.keys(value).some((type) => type !== 'undefined');
}

function shown({ segments }: DocumentPath): string {
  // /databases/(default)/documents/…
  return segments
    .slice(3)
    .map(({ simple }) => simple ?? '')
    .join('/');
}
