import { invalidFields, type FiregroupsConfig } from '@firegroups/model/config';
import { CliError } from '../../../testing/src/cli/cliError.ts';

/** Returns the configuration. Throws a `CliError` that names every invalid field. */
export function checked(config: FiregroupsConfig): FiregroupsConfig {
  const invalid = invalidFields(config);
  if (invalid.length === 0) return config;
  throw new CliError(
    `Invalid fields in firegroups.config.ts:\n  ${invalid.join('\n  ')}\nChange them, then run \`npm run generate\` again.`,
  );
}
