import type { History } from '../history.ts';
import type { Push } from '../environment.ts';

/** What a scan judges: a seed that has come to rest. */
export interface Played {
  seed: number;
  history: History;
  pushes: readonly Push[];
  /** Whose accounts were deleted. */
  erased: ReadonlySet<string>;
}
