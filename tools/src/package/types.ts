/**
 * The package's types in one file, client-sdk/dist/index.d.ts, which names nothing but `firebase`: the model's types are
 * in it. And the API report, client-sdk/api/firegroups.api.md: the public surface as a reviewer reads it, as a diff.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  ExtractorMessageCategory,
  type ExtractorMessage,
  type ExtractorResult,
  type IConfigFile,
} from '@microsoft/api-extractor';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

const PACKAGE = join(ROOT, 'client-sdk');
/** What tsc makes of the sources, a file each: of the SDK and, beside it, of the model. */
const DECLARATIONS = join(PACKAGE, 'lib');
const ENTRY = join(DECLARATIONS, 'client-sdk/src/index.d.ts');
const REPORT = 'firegroups.api.md';

/** An `@example` is code without a fence, as editors show it, and code has braces and arrows. */
const ABOUT_EXAMPLES = new Set([
  'tsdoc-escape-greater-than',
  'tsdoc-escape-right-brace',
  'tsdoc-malformed-html-name',
  'tsdoc-malformed-inline-tag',
]);

/** An export without a comment, as the report has it; a field's stands further to the right. */
const UNDOCUMENTED = /^\/\/ @public \(undocumented\)\n(?:[a-z]+ )+(\w+)/gm;

/** Writes the declarations that {@link rollUpTypes} and {@link extractReport} read. */
export function emitDeclarations(): void {
  rmSync(DECLARATIONS, { recursive: true, force: true });
  const tsc = createRequire(join(ROOT, 'package.json')).resolve('typescript/bin/tsc');
  const config = join(PACKAGE, 'tsconfig.declarations.json');
  // `npm run typecheck` checks them; here it would only cost time.
  execFileSync(process.execPath, [tsc, '-p', config, '--noCheck'], { stdio: 'inherit' });
}

/** Writes client-sdk/dist/index.d.ts. */
export function rollUpTypes(): void {
  const { errors } = extract({
    apiReport: { enabled: false },
    dtsRollup: { enabled: true, untrimmedFilePath: join(PACKAGE, 'dist/index.d.ts') },
  });
  // The rest is about the report's completeness, and no reason not to build.
  const unreadable = errors.filter(
    ({ category }) => category === ExtractorMessageCategory.Compiler,
  );
  if (unreadable.length > 0) throw new CliError(sentences(unreadable));
}

/**
 * Brings the API report up to date, or only compares it; tells whether it differed. What is wrong with an export is thrown
 * first.
 *
 * @throws CliError where an export has no comment, or names a type that is not exported, or a comment is malformed.
 */
export function extractReport({ check }: { check: boolean }): boolean {
  const { result, errors } = extract(
    {
      apiReport: {
        enabled: true,
        reportFileName: REPORT,
        reportFolder: join(PACKAGE, 'api'),
        reportTempFolder: DECLARATIONS,
      },
      dtsRollup: { enabled: false },
    },
    { localBuild: !check },
  );
  const report = readFileSync(join(DECLARATIONS, REPORT), 'utf8');
  const undocumented = [...report.matchAll(UNDOCUMENTED)].map(
    ([, name]) => `${name!} has no comment: say what it is, above its declaration.\n`,
  );
  if (undocumented.length + errors.length > 0) {
    throw new CliError(undocumented.join('') + sentences(errors));
  }
  return result.apiReportChanged;
}

function sentences(messages: readonly ExtractorMessage[]): string {
  return messages.map((message) => `${message.formatMessageWithLocation(PACKAGE)}\n`).join('');
}

/** Runs the extractor; the errors are what it finds wrong with the types and their comments. */
function extract(
  outputs: Pick<IConfigFile, 'apiReport' | 'dtsRollup'>,
  { localBuild = true } = {},
): { result: ExtractorResult; errors: ExtractorMessage[] } {
  const error = { logLevel: ExtractorLogLevel.Error };
  const none = { logLevel: ExtractorLogLevel.None };
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(PACKAGE, 'package.json'),
    configObject: {
      ...outputs,
      projectFolder: PACKAGE,
      mainEntryPointFilePath: ENTRY,
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2022',
            // Without the DOM's names the package's own keep theirs: a `Notification` is in both.
            lib: ['es2022'],
            module: 'esnext',
            moduleResolution: 'bundler',
            strict: true,
            skipLibCheck: true,
            types: [],
            // Found here, and not as a package of node_modules, the model is a part of this one.
            paths: { '@firegroups/model': [join(DECLARATIONS, 'model/src/index.d.ts')] },
          },
          files: [ENTRY, join(import.meta.dirname, 'blob.d.ts')],
        },
      },
      docModel: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: error },
        extractorMessageReporting: {
          default: error,
          // Everything that is exported is public.
          'ae-missing-release-tag': none,
          // It asks for a comment on every field too; the report says which exports have none.
          'ae-undocumented': none,
        },
        tsdocMessageReporting: {
          default: error,
          ...Object.fromEntries([...ABOUT_EXAMPLES].map((id) => [id, none])),
        },
      },
    },
  });
  const errors: ExtractorMessage[] = [];
  const result = Extractor.invoke(config, {
    localBuild,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) errors.push(message);
      message.handled = true;
    },
  });
  return { result, errors };
}
