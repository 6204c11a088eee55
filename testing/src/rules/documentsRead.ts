/** The documents that the rules read, from the emulator's report of what it evaluated. */
import type { CoverageReport, CoveredExpression, DocumentPath } from './sandbox.ts';

const READ = /^(get|exists|getAfter|existsAfter)\(/;

/**
 * The documents that the rules have read since they were loaded. Each counts once, because reading one again costs nothing;
 * the state before the request and the state after it count as two.
 */
export function documentsRead(rules: string, report: CoverageReport): string[] {
  const documents = accesses(rules, report).map((access) => {
    const [call = '', path = ''] = access.split(' ');
    return call.endsWith('After') ? `${path}, after` : path;
  });
  return [...new Set(documents)].sort();
}

/**
 * The calls that read a document, each with its path: `get groups/g1`. The platform limits them. The same call again is free.
 * The emulator first evaluates a request without any document. A call that has no value later was not needed for the decision.
 */
export function accesses(rules: string, { report = [] }: CoverageReport): string[] {
  const called = new Set<string>();
  const visit = ({ sourcePosition, values = [], children = [] }: CoveredExpression) => {
    const [, call] = READ.exec(rules.slice(sourcePosition.currentOffset)) ?? [];
    // Longer expressions begin with the same call. The call itself ends before its closing bracket.
    const isCallItself =
      call && rules[sourcePosition.endOffset + 1] === ')' && children.length === 1;
    if (isCallItself && values.some(({ value }) => isKnown(value))) {
      for (const { value } of children[0]!.values ?? []) {
        if (value.pathValue) called.add(`${call} ${shown(value.pathValue)}`);
      }
    }
    children.forEach(visit);
  };
  report.forEach(visit);
  return [...called];
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
