/** docs/tutorial/chat-app.md: the app that its code blocks make up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../cli/root.ts';

export interface Guide {
  text: string;
  /** The app's files, by name. */
  files: Map<string, string>;
}

/** Reads the page. Throws if a TypeScript block does not start with a file name, or if two blocks have the same name. */
export function readGuide(): Guide {
  const text = readFileSync(join(ROOT, 'docs/tutorial/chat-app.md'), 'utf8');
  const files = new Map<string, string>();
  for (const [, code = ''] of text.matchAll(/^```tsx?\n(.*?)^```$/gms)) {
    const name = /^\/\/ (\w+\.tsx?)\n/.exec(code)?.[1];
    if (!name)
      throw new Error(
        `A code block of docs/tutorial/chat-app.md has no file name. Start it with a comment such as “// app.ts”:\n${code}`,
      );
    if (files.has(name))
      throw new Error(`docs/tutorial/chat-app.md has two files named ${name}. Rename one.`);
    files.set(name, code);
  }
  return { text, files };
}

/** Loads a file of the app and the files that it imports, and returns its exports. `packages` are the installed packages. */
export function loadFile(
  { files }: Guide,
  name: string,
  packages: Readonly<Record<string, unknown>>,
): unknown {
  const loaded = new Map<string, object>();
  const load = (file: string): unknown => {
    const cached = loaded.get(file);
    if (cached) return cached;
    const code = files.get(file);
    if (code === undefined) throw new Error(`docs/tutorial/chat-app.md has no file named ${file}.`);
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
    const require = (specifier: string): unknown => {
      if (specifier.startsWith('./')) return load(specifier.slice(2));
      if (specifier in packages) return packages[specifier];
      throw new Error(`${file} imports ${specifier}, which is not installed.`);
    };
    new ScriptFunction('exports', 'require', outputText)(exports, require);
    return exports;
  };
  return load(name);
}

const ScriptFunction = (() => {}).constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => void;
