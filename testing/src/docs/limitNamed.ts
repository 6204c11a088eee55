import { LIMITS } from '@firegroups/model';

/** Returns the limit of a name such as `bio` or `actions.events.most`; undefined if there is none. */
export function limitNamed(name: string): number | undefined {
  const value = name
    .split('.')
    .reduce<unknown>(
      (parent, key) => (parent as Record<string, unknown> | undefined)?.[key],
      LIMITS,
    );
  return typeof value === 'number' ? value : undefined;
}
