/** Counts what a walk through the derived fields found, and says it. */
import { DERIVED_FIELDS, type Checked, type Wrong } from './derived.ts';

/** How many documents are named. */
const EXAMPLES = 10;

export class Tally {
  readonly #looked = new Map(DERIVED_FIELDS.map((field) => [field, 0]));
  readonly #wrong = new Map(DERIVED_FIELDS.map((field) => [field, 0]));
  readonly #examples: string[] = [];
  /** How many documents were wrong, and how many of them still are. */
  documents = 0;
  unsettled = 0;

  add({ path, fields, wrong, isRight }: Checked): void {
    const collection = path.split('/').at(-2)!;
    for (const field of fields) increment(this.#looked, `${collection}.${field}`);
    for (const { field } of wrong) increment(this.#wrong, `${collection}.${field}`);
    if (wrong.length === 0) return;
    this.documents += 1;
    if (!isRight) this.unsettled += 1;
    if (this.#examples.length < EXAMPLES) {
      this.#examples.push(`${path}: ${wrong.map(inWords).join(', ')}`);
    }
  }

  /** By field: how many were looked at, and how many were wrong. */
  table(): string {
    const rows = [...this.#looked].map(([field, looked]) => [
      field,
      looked,
      this.#wrong.get(field)!,
    ]);
    return [['field', 'looked at', 'wrong'], ...rows]
      .map(([field, ...counts]) =>
        [String(field).padEnd(24), ...counts.map((count) => String(count).padStart(10))].join(''),
      )
      .join('\n');
  }

  /** The first documents that were wrong, one a line. */
  examples(): string {
    const others = this.documents - this.#examples.length;
    return [...this.#examples, ...(others > 0 ? [`and ${others} more`] : [])]
      .map((line) => `  ${line}`)
      .join('\n');
  }
}

/** Names are people's and stay out of a log; numbers may be in it. */
function inWords({ field, stored, right }: Wrong): string {
  if (typeof right === 'string') return field;
  return `${field} ${typeof stored === 'number' ? stored : 'absent'}, counted ${right}`;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
