/** What Firestore bills for an operation, derived from the request and the answers. */

/** Billed documents. */
export interface Cost {
  /**
   * One per requested document, even if it is missing; one per result of a query, at least 1; one per 1000 counted, at
   * least 1.
   */
  reads: number;
  /** The same without the minimum for a query without results. */
  documents: number;
  writes: number;
  deletes: number;
}

export const NO_COST: Cost = { reads: 0, documents: 0, writes: 0, deletes: 0 };

/** Adds two costs. */
export function addCosts(a: Cost, b: Cost): Cost {
  return {
    reads: a.reads + b.reads,
    documents: a.documents + b.documents,
    writes: a.writes + b.writes,
    deletes: a.deletes + b.deletes,
  };
}

/** The parts of Firestore's protocol that determine the cost. */
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

/** Returns the cost of any operation except an aggregation, whose answer may not contain the number of documents. */
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

/** Returns the cost of an aggregation over a number of documents. */
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
