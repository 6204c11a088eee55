/** Counts the results of a repair and prints them. */
import { DERIVED_FIELDS, type CheckedDocument, type WrongField } from './derived.ts';

/** How many documents the report names. */
const MAX_EXAMPLES = 10;

export class Tally {
  readonly #checked = new Map(DERIVED_FIELDS.map((field) => [field, 0]));
  readonly #wrong = new Map(DERIVED_FIELDS.map((field) => [field, 0]));
  readonly #examples: string[] = [];
  /** How many documents had a wrong field, and how many of them still have one. */
  documents = 0;
  unsettled = 0;

  add({ path, fields, wrong, isCorrect }: CheckedDocument): void {
    const collection = path.split('/').at(-2)!;
    for (const field of fields) increment(this.#checked, `${collection}.${field}`);
    for (const { field } of wrong) increment(this.#wrong, `${collection}.${field}`);
    if (wrong.length === 0) return;
    this.documents += 1;
    if (!isCorrect) this.unsettled += 1;
    if (this.#examples.length < MAX_EXAMPLES) {
      this.#examples.push(`${path}: ${wrong.map(describe).join(', ')}`);
    }
  }

  /** For each field: how many documents were checked, and in how many it was wrong. */
  table(): string {
    const rows = [...this.#checked].map(([field, checked]) => [
      field,
      checked,
      this.#wrong.get(field)!,
    ]);
    return [['field', 'checked', 'wrong'], ...rows]
      .map(([field, ...counts]) =>
        [String(field).padEnd(24), ...counts.map((count) => String(count).padStart(10))].join(''),
      )
      .join('\n');
  }

  /** The first documents that had a wrong field, one per line. */
  examples(): string {
    const others = this.documents - this.#examples.length;
    return [...this.#examples, ...(others > 0 ? [`and ${others} more`] : [])]
      .map((line) => `  ${line}`)
      .join('\n');
  }
}

/** Shows numbers, but no names: names are personal data and must not appear in a log. */
function describe({ field, stored, correct }: WrongField): string {
  if (typeof correct === 'string') return field;
  return `${field} ${typeof stored === 'number' ? stored : 'absent'}, counted ${correct}`;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
