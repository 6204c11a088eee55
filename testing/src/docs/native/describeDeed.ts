/** What a snippet did, in the words of the page's tables. */
import { NOW, type Action } from './firestore.ts';

/**
 * A deed as the tables write it: `update groups/{groupId}/members/{me} { status: 'joined', updatedAt: now }`. Values that
 * the snippet got by a name are told by it; an id that Firestore makes is `{id}`.
 */
export function describeDeed(deed: Action, names: ReadonlyMap<string, unknown>): string {
  const nameOf = new Map([...names].map(([name, value]) => [value, name]));
  const isNewId = (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9]{20}$/.test(value);
  const valueOf = (value: unknown): string => {
    const name = nameOf.get(value) ?? (isNewId(value) ? 'id' : undefined);
    if (name) return name;
    if (value === NOW) return 'now';
    if (typeof value === 'string') return `'${value}'`;
    if (value !== null && typeof value === 'object') return fieldsOf(value);
    return String(value);
  };
  const fieldsOf = (fields: object): string => {
    const told = Object.entries(fields).map(([field, value]) => {
      const valueTold = valueOf(value);
      return valueTold === field ? field : `${field}: ${valueTold}`;
    });
    return told.length === 0 ? '{}' : `{ ${told.join(', ')} }`;
  };
  const path = deed.path.split('/').map((segment) => {
    const name = nameOf.get(segment) ?? (isNewId(segment) ? 'id' : undefined);
    return name ? `{${name}}` : segment;
  });
  return [deed.verb, path.join('/'), ...(deed.fields ? [fieldsOf(deed.fields)] : [])].join(' ');
}
