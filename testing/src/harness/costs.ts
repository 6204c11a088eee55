/** What Firestore bills for an operation, from what was asked and answered. */

/** Documents, as they are billed. */
export interface Cost {
  /** Each document asked for, also a missing one; what a query returned, at least 1; 1 for 1000 counted, at least 1. */
  reads: number;
  /** The same without the minimum for a query that finds nothing. */
  documents: number;
  writes: number;
  deletes: number;
}

/** Nothing yet. */
export const NO_COST: Cost = { reads: 0, documents: 0, writes: 0, deletes: 0 };

/** The sum of two costs. */
export function addCosts(a: Cost, b: Cost): Cost {
  return {
    reads: a.reads + b.reads,
    documents: a.documents + b.documents,
    writes: a.writes + b.writes,
    deletes: a.deletes + b.deletes,
  };
}

/** The parts of Firestore's protocol from which a cost follows. */
export interface FirestoreRequest {
  writes?: { update?: object | null; transform?: object | null; delete?: string | null }[];
}
export interface FirestoreResponse {
  found?: object | null;
  missing?: string | null;
  document?: object | null;
  skippedResults?: number | null;
  status?: { code?: number | null }[] | null;
}

/** The cost of any operation but an aggregation, whose answer may not tell how much was counted. */
export function costOf(
  method: string,
  request: FirestoreRequest,
  responses: readonly FirestoreResponse[],
): Cost {
  switch (method) {
    case 'batchGetDocuments':
      return readsOf(responses.filter(({ found, missing }) => found ?? missing).length, 0);
    case 'runQuery':
      return readsOf(
        responses.filter(({ document }) => document).length +
          responses.reduce((sum, { skippedResults }) => sum + (skippedResults ?? 0), 0),
      );
    case 'listDocuments':
      return readsOf((responses[0] as unknown as unknown[]).length);
    case 'listCollectionIds':
      return readsOf(1);
    case 'commit':
      return writesOf(request.writes ?? []);
    case 'batchWrite': {
      const statuses = responses[0]?.status ?? [];
      return writesOf((request.writes ?? []).filter((_write, i) => !statuses[i]?.code));
    }
    default:
      return NO_COST;
  }
}

/** The cost of an aggregation over as many documents. */
export function costOfCounting(counted: number): Cost {
  return readsOf(Math.ceil(counted / 1000));
}

function readsOf(documents: number, minimum = 1): Cost {
  return { ...NO_COST, reads: Math.max(documents, minimum), documents };
}

function writesOf(writes: NonNullable<FirestoreRequest['writes']>): Cost {
  return {
    ...NO_COST,
    writes: writes.filter((write) => write.update ?? write.transform).length,
    deletes: writes.filter((write) => write.delete).length,
  };
}
