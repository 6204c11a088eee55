import { LIMITS } from '@firegroups/model';
import config from '../../../firegroups.config.ts';

const ALL: unknown = { ...LIMITS, ...config.parameters };

/**
 * Returns the limit of a name such as `bio` or `actions.events.most`, or the default of a parameter such as `FAN_OUT_PAGE_SIZE`;
 * undefined if there is none.
 */
export function limitNamed(name: string): number | undefined {
  const value = name
    .split('.')
    .reduce((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], ALL);
  return typeof value === 'number' ? value : undefined;
}
