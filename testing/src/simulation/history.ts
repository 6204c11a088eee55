/**
 * Every change of a seed's documents, in order, so that an invariant can ask what was true when. A moment is the number
 * of changes before it.
 */
import type { DocumentData } from 'firebase-admin/firestore';

/** A document was written or deleted. */
export interface Change {
  /** The moment after the change. */
  at: number;
  path: string;
  before: DocumentData | undefined;
  after: DocumentData | undefined;
}

interface Version {
  at: number;
  data: DocumentData | undefined;
}

export class History {
  readonly changes: Change[] = [];
  readonly #versions = new Map<string, Version[]>();

  record(path: string, before: DocumentData | undefined, after: DocumentData | undefined): void {
    const at = this.changes.length + 1;
    this.changes.push({ at, path, before, after });
    const versions = this.#versions.get(path) ?? [];
    versions.push({ at, data: after });
    this.#versions.set(path, versions);
  }

  /** The moment after all changes so far. */
  now(): number {
    return this.changes.length;
  }

  /** The document at a moment, by default the current one. */
  get(path: string, at = this.now()): DocumentData | undefined {
    return this.#versions.get(path)?.findLast((version) => version.at <= at)?.data;
  }

  /** Every current document whose path matches. */
  present(pattern: RegExp): { path: string; match: RegExpExecArray; data: DocumentData }[] {
    return [...this.#versions].flatMap(([path, versions]) => {
      const match = pattern.exec(path);
      const data = versions.at(-1)!.data;
      return match && data ? [{ path, match, data }] : [];
    });
  }
}
