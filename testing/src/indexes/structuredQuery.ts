/** Reads the structured query that an SDK sends, from the bundle of its snapshot. That is public API of both SDKs. */
import { getFirestore, type Query as AdminQuery } from 'firebase-admin/firestore';
import { getDocs, type Query } from 'firebase/firestore';

export type Direction = 'ASCENDING' | 'DESCENDING';

interface FieldReference {
  fieldPath: string;
}

export type Filter =
  | { fieldFilter: { field: FieldReference; op: string } }
  | { unaryFilter: { field: FieldReference; op: string } }
  | { compositeFilter: { op: string; filters: Filter[] } };

/**
 * The parts of a query that determine its index:
 * https://firebase.google.com/docs/firestore/reference/rest/v1/StructuredQuery
 */
export interface StructuredQuery {
  from: { collectionId?: string; allDescendants?: boolean }[];
  where?: Filter;
  orderBy?: { field: FieldReference; direction: Direction }[];
  findNearest?: unknown;
}

/** Runs a query of the client SDK and returns the structured query that was sent. */
export async function askedByClient(query: Query): Promise<StructuredQuery> {
  const { bundle } = (await getDocs(query)).toJSON() as { bundle: string };
  return queryInBundle(Buffer.from(bundle));
}

/** Runs a query of the Admin SDK and returns the structured query that was sent. */
export async function askedByAdmin(query: AdminQuery): Promise<StructuredQuery> {
  const bundle = getFirestore().bundle('query');
  return queryInBundle(bundle.add('query', await query.get()).build());
}

interface BundleElement {
  namedQuery?: { bundledQuery: { structuredQuery: StructuredQuery; limitType?: string } };
}

/** Reads a bundle: a sequence of JSON objects, each after its length in bytes. */
function queryInBundle(bundle: Buffer): StructuredQuery {
  for (let at = 0; at < bundle.length;) {
    const start = bundle.indexOf('{', at);
    const end = start + Number(bundle.toString('utf8', at, start));
    const { namedQuery } = JSON.parse(bundle.toString('utf8', start, end)) as BundleElement;
    if (namedQuery) {
      const { structuredQuery, limitType } = namedQuery.bundledQuery;
      if (limitType === 'LAST')
        throw new Error('A query with limitToLast reverses its order. Add that to needOf.');
      return structuredQuery;
    }
    at = end;
  }
  throw new Error('The bundle has no query.');
}
