/** The generated parts of the model and the functions that contain values of firegroups.config.ts. */
import { ACTION_OPTIONS, LIMIT_OPTIONS, type FiregroupsConfig } from '@firegroups/model/config';
import { extraTypes } from './extra.ts';
import { formatted } from './formatted.ts';

/** The configured constants of model/src/limits.ts. Their type is `number`, because other projects have other values. */
export function limitConstants({ limits }: FiregroupsConfig): Promise<string> {
  const constants = Object.entries(LIMIT_OPTIONS).map(
    ([name, { text, unit }]) =>
      `/** ${text}, in ${unit}. */
       export const ${name} = ${limits[name as keyof typeof LIMIT_OPTIONS]} as number;`,
  );
  const actions = Object.entries(ACTION_OPTIONS).map(([name, text]) => {
    const { most, hours } = limits.actions[name as keyof typeof ACTION_OPTIONS];
    return `/** ${text}. */\n${name}: { most: ${most}, hours: ${hours} },`;
  });
  return typescript(`${constants.join('\n')}
    /**
     * How often one account may take each of these actions: \`most\` times in a window of \`hours\`. A window starts with the first
     * action after the previous window has passed.
     */
    export const actions = { ${actions.join('\n')} };`);
}

/** The setting in model/src/accounts.ts. */
export const acceptedAccounts = ({ accounts }: FiregroupsConfig): Promise<string> =>
  typescript(`/** The setting of this project. To change it, change \`accounts\` in firegroups.config.ts. */
    export const ACCEPTED_ACCOUNTS = '${accounts}' as AcceptedAccounts;`);

/** The extra fields in model/src/extra.ts. */
export const extraConstants = (config: FiregroupsConfig): Promise<string> =>
  typescript(extraTypes(config));

/** The defaults of the parameters in functions/src/config.ts. */
export const parameterDefaults = ({ parameters }: FiregroupsConfig): Promise<string> =>
  typescript(`const DEFAULTS: ParameterValues = ${JSON.stringify(parameters)};`);

async function typescript(code: string): Promise<string> {
  return (await formatted(code, 'typescript')).trimEnd();
}
