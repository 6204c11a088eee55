/** The tables of firegroups.config.ts in docs/customizing.md, and of the parameters in docs/operations/deployment.md. */
import { LIMITS, PARAMETERS, type ParameterValues } from '@firegroups/model';
import {
  ACTION_BOUNDS,
  ACTION_OPTIONS,
  LIMIT_OPTIONS,
  type Bounds,
} from '@firegroups/model/config';
import config from '../../../firegroups.config.ts';
import { formatted } from './formatted.ts';

const number = (value: number) => value.toLocaleString('en-US');
const range = ({ min, max }: Bounds) => `${number(min)} to ${number(max)}`;

/** A row for each limit, and one for each limited action. */
export function limitOptionsTable(): Promise<string> {
  const limits = Object.entries(LIMIT_OPTIONS).map(([name, { text, unit, min, max, why }]) => [
    `\`${name}\``,
    text,
    `${number(LIMITS[name as keyof typeof LIMIT_OPTIONS])} ${unit}`,
    range({ min, max }),
    why,
  ]);
  const { most, hours } = ACTION_BOUNDS;
  const actions = Object.entries(ACTION_OPTIONS).map(([name, text]) => {
    const limit = LIMITS.actions[name as keyof typeof ACTION_OPTIONS];
    return [
      `\`actions.${name}\``,
      text,
      `\`most\` ${number(limit.most)}, \`hours\` ${number(limit.hours)}`,
      `\`most\` ${range(most)}, \`hours\` ${range(hours)}`,
      'the tests need 3; nobody does this 10,000 times by hand; a year has 8,760 hours',
    ];
  });
  return table(
    ['field', 'what it limits', 'value in this project', 'allowed values', 'reason'],
    [...limits, ...actions],
  );
}

/** A row for each parameter. */
export function parametersTable(): Promise<string> {
  const rows = Object.entries(PARAMETERS).map(([name, { description, expected }]) => {
    const value = String(config.parameters[name as keyof ParameterValues]);
    return [`\`${name}\``, value === '' ? 'none' : `\`${value}\``, expected, description];
  });
  return table(['parameter', 'default', 'valid values', 'what it sets'], rows);
}

async function table(heads: string[], rows: string[][]): Promise<string> {
  const markdown = [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  return `\n${await formatted(markdown, 'markdown')}`;
}
