/** The package's types, as client-sdk/api-extractor.json describes them: one file that imports nothing but `firebase`. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

const PACKAGE = join(ROOT, 'client-sdk');

/** Writes client-sdk/dist/index.d.ts. Throws a `CliError`, after printing what is wrong with a type or its comment. */
export function buildTypes(): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = join(PACKAGE, 'tsconfig.declarations.json');
  // `npm run typecheck` checks the sources. Here it would only cost time.
  execFileSync(process.execPath, [tsc, '--project', project, '--noCheck'], { stdio: 'inherit' });
  const config = ExtractorConfig.loadFileAndPrepare(join(PACKAGE, 'api-extractor.json'));
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      // Its banner.
      if (message.logLevel === ExtractorLogLevel.Info) message.handled = true;
    },
  });
  if (!succeeded) {
    throw new CliError(
      'The types of the package could not be built. Fix what API Extractor reports above.',
    );
  }
}
