/** Stands for the id of a case's group, in paths and in fields. The id is a new one each time that the case runs. */
export const GROUP = '{groupId}';

/** The same data, with the id in place of `GROUP`: in strings, lists, and in the keys and values of plain objects. */
export function fillIn<Data>(data: Data, groupId: string): Data;
export function fillIn(data: unknown, groupId: string): unknown {
  if (typeof data === 'string') return data.replaceAll(GROUP, groupId);
  if (Array.isArray(data)) return data.map((each: unknown) => fillIn(each, groupId));
  if (typeof data !== 'object' || data === null) return data;
  if (Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(Object.entries(data).map((entry) => fillIn(entry, groupId)));
}
