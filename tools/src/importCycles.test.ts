/** ESLint's `import-x/no-cycle` ignores type imports. This test finds the cycles that they close. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { ROOT } from '../../testing/src/cli/root.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** The relative imports of all TypeScript files of the repository. */
function readImports(): Graph {
  const list = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: ROOT, encoding: 'utf8' });
  const files = list.split('\n').filter((file) => file && existsSync(join(ROOT, file)));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
      const relative = importedFiles.filter(({ fileName }) => fileName.startsWith('.'));
      return [file, relative.map(({ fileName }) => join(dirname(file), fileName))];
    }),
  );
}

/** A cycle of imports, from a file back to itself, or undefined. */
function findCycle(graph: Graph): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const imported of graph.get(file) ?? []) {
      const cycle = visit(imported, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

test('a cycle is found, also through a file outside of it', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['b']],
  ]);
  expect(findCycle(graph)).toEqual(['b', 'd', 'b']);
  expect(
    findCycle(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
      ]),
    ),
  ).toBeUndefined();
});

test('no files of the repository import each other in a cycle, not even types', () => {
  const graph = readImports();
  expect(graph.get('demo/src/main.tsx')).toContain('demo/src/App.tsx');
  expect(findCycle(graph)).toBeUndefined();
});
