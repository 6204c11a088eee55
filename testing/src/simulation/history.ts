/**
 * All that was ever stored of a seed, in the order in which it was: what was true when, for whoever judges afterwards. A
 * moment is the number of changes that were made before it.
 */
import type { DocumentData } from 'firebase-admin/firestore';

/** A document was written or deleted. */
export interface Change {
  /** The moment after it. */
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

  /** The moment after everything so far. */
  now(): number {
    return this.changes.length;
  }

  /** The document as it was at a moment; as it is unless told. */
  get(path: string, at = this.now()): DocumentData | undefined {
    return this.#versions.get(path)?.findLast((version) => version.at <= at)?.data;
  }

  /** Every document that is there now, whose path matches. */
  present(pattern: RegExp): { path: string; match: RegExpExecArray; data: DocumentData }[] {
    return [...this.#versions].flatMap(([path, versions]) => {
      const match = pattern.exec(path);
      const data = versions.at(-1)!.data;
      return match && data ? [{ path, match, data }] : [];
    });
  }
}
