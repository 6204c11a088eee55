/** The examples in the comments of the SDK's exports. */
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../cli/root.ts';
import { openProgram } from './program.ts';

/** The names that an example may use, in addition to the SDK's exports. */
const HEADER = `
import { initializeApp } from 'firebase/app';
import { getDoc, getDocs, onSnapshot } from 'firebase/firestore';
import type { Firegroups, Notification } from 'firegroups';
declare const fg: Firegroups;
declare const groupId: string, postId: string, wallPostId: string, commentId: string, eventId: string, id: string;
declare const bobUid: string, carolUid: string;
declare const deviceId: string, fcmToken: string, notification: Notification;
declare const render: (what: unknown) => void;
declare const leave: (message: string) => void;
declare const showChat: (role: string) => void, showDoor: (status: string) => void;
`;

export interface Examples {
  program: ts.Program;
  /** Every function that the SDK exports, with its examples. */
  byName: ReadonlyMap<string, string[]>;
}

/** Reads the examples in the same way as an editor. */
export function readExamples(): Examples {
  const path = join(ROOT, 'client-sdk/src/index.ts');
  const program = openProgram(new Map(), [path]);
  const checker = program.getTypeChecker();
  const index = checker.getSymbolAtLocation(program.getSourceFile(path)!)!;
  const functions = checker
    .getExportsOfModule(index)
    .map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    )
    .filter((symbol) => symbol.flags & ts.SymbolFlags.Function);
  const examplesOf = (symbol: ts.Symbol) =>
    symbol
      .getJsDocTags(checker)
      .filter((tag) => tag.name === 'example')
      .map((tag) => ts.displayPartsToString(tag.text));
  return {
    program,
    byName: new Map(functions.map((symbol) => [symbol.name, examplesOf(symbol)])),
  };
}

/** Each function's examples as one file that can be compiled. */
export function filesOf({ byName }: Examples): Map<string, string> {
  const exports = `import { ${[...byName.keys()].join(', ')} } from 'firegroups';`;
  return new Map(
    [...byName].map(([name, examples]) => {
      const bodies = examples.map((code) => `void (async () => {\n${code}\n});`);
      return [`${name}.ts`, [HEADER, exports, ...bodies].join('\n')];
    }),
  );
}

const AsyncFunction = (async () => {}).constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => Promise<Record<string, unknown>>;

/** Runs an example with `known`, values by name. Resolves with the variables that it declares. */
export function runExample(code: string, known: Record<string, unknown>) {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023);
  const declared = file.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .flatMap((statement) => statement.declarationList.declarations)
    .flatMap(({ name }) => namesIn(name));
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  });
  // A block, so that the example may declare a name again that it was given.
  const body = `{\n${outputText}\nreturn { ${declared.join(', ')} };\n}`;
  return new AsyncFunction(...Object.keys(known), body)(...Object.values(known));
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isBindingElement(element) ? namesIn(element.name) : [],
  );
}
