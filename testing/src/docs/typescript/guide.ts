/** docs/tutorial/chat-app.md: the app that its blocks make up, and its tables. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../cli/root.ts';

export interface Guide {
  text: string;
  /** The app's files, by name. */
  files: Map<string, string>;
}

/** Reads the page; throws where a block of TypeScript does not begin with its file's name, or two have the same. */
export function readGuide(): Guide {
  const text = readFileSync(join(ROOT, 'docs/tutorial/chat-app.md'), 'utf8');
  const files = new Map<string, string>();
  for (const [, code = ''] of text.matchAll(/^```tsx?\n(.*?)^```$/gms)) {
    const name = /^\/\/ (\w+\.tsx?)\n/.exec(code)?.[1];
    if (!name) throw new Error(`A block of docs/tutorial/chat-app.md has no file name:\n${code}`);
    if (files.has(name)) throw new Error(`docs/tutorial/chat-app.md has two files ${name}.`);
    files.set(name, code);
  }
  return { text, files };
}

/**
 * Loads a file of the app, and those that it imports; gives back what it exports. `packages` are what the app has installed.
 */
export function loadFile(
  { files }: Guide,
  name: string,
  packages: Readonly<Record<string, unknown>>,
): unknown {
  const loaded = new Map<string, object>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known;
    const code = files.get(file);
    if (code === undefined) throw new Error(`docs/tutorial/chat-app.md has no file ${file}.`);
    const exports = {};
    loaded.set(file, exports);
    const { outputText } = ts.transpileModule(code, {
      fileName: file,
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.CommonJS,
        jsx: ts.JsxEmit.ReactJSX,
      },
    });
    const require = (what: string): unknown => {
      if (what.startsWith('./')) return load(what.slice(2));
      if (what in packages) return packages[what];
      throw new Error(`${file} imports ${what}, which the app has not installed.`);
    };
    new ScriptFunction('exports', 'require', outputText)(exports, require);
    return exports;
  };
  return load(name);
}

const ScriptFunction = (() => {}).constructor as new (
  ...words: string[]
) => (...values: unknown[]) => void;
