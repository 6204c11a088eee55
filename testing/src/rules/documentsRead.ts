/** The documents that the rules read, from the emulator's report of what it evaluated. */
import type { CoverageReport, CoveredExpression, DocumentPath } from './sandbox.ts';

const READ = /^(get|exists|getAfter|existsAfter)\(/;

/**
 * The documents that the rules have read since they were loaded. Each counts once, because reading one again costs nothing;
 * the state before the request and the state after it count as two. The emulator first evaluates a request without any
 * document. A call that has no value later was not needed for the decision.
 */
export function documentsRead(rules: string, { report = [] }: CoverageReport): string[] {
  const read = new Set<string>();
  const visit = ({ sourcePosition, values = [], children = [] }: CoveredExpression) => {
    const [, call] = READ.exec(rules.slice(sourcePosition.currentOffset)) ?? [];
    // Longer expressions begin with the same call. The call itself ends before its closing bracket.
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
