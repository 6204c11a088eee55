/** The indexes, field overrides and TTL policies for a prefix of collection ids. */
interface IndexConfig {
  indexes: { collectionGroup: string }[];
  fieldOverrides: { collectionGroup: string }[];
}

/** Returns the text of firestore.indexes.json with the prefix. */
export function indexesFor(text: string, prefix: string): string {
  const { indexes, fieldOverrides } = JSON.parse(text) as IndexConfig;
  const named = <T extends { collectionGroup: string }>(entry: T): T => ({
    ...entry,
    collectionGroup: prefix + entry.collectionGroup,
  });
  const config = { indexes: indexes.map(named), fieldOverrides: fieldOverrides.map(named) };
  return `${JSON.stringify(config, null, 2)}\n`;
}
