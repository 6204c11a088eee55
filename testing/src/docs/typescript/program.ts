/** Compiles the TypeScript of the documentation like the files of an app: strictly, and for a bundler. */
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../cli/root.ts';

/** The folder in which the compiler sees the files. It finds the packages of the tests from there, React included. */
const FOLDER = join(ROOT, 'testing/src/docs/app');

/** The path of a file of the app in its program. */
const pathOf = (name: string): string => join(FOLDER, name);

function options(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.json');
  const config = ts.readConfigFile(file, (path) => ts.sys.readFile(path)).config as unknown;
  return {
    ...ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.ReactJSX,
    types: ['vite/client'],
    // An example shows what a call returns, and does nothing with it.
    noUnusedLocals: false,
    noUnusedParameters: false,
  };
}

/** A program of these files, by name, and of the files at `paths`. `before`, an earlier program, makes it faster. */
export function openProgram(
  files: ReadonlyMap<string, string>,
  paths: readonly string[] = [],
  before?: ts.Program,
): ts.Program {
  const texts = new Map([...files].map(([name, text]) => [pathOf(name), text]));
  const settings = options();
  const disk = ts.createCompilerHost(settings);
  const host = { ...disk };
  host.fileExists = (path) => texts.has(path) || disk.fileExists(path);
  host.directoryExists = (path) => path === FOLDER || ts.sys.directoryExists(path);
  host.readFile = (path) => texts.get(path) ?? disk.readFile(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? disk.getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion);
  };
  return ts.createProgram([...texts.keys(), ...paths], settings, host, before);
}

/** The compiler's errors in these files of a program, one line each: `name:line: message`. */
export function errorsIn(program: ts.Program, names: Iterable<string>): string[] {
  return [...names].flatMap((name) => {
    const file = program.getSourceFile(pathOf(name));
    if (!file) throw new Error(`The program has no file ${name}.`);
    const diagnostics = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = file.getLineAndCharacterOfPosition(start).line + 1;
      return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}
