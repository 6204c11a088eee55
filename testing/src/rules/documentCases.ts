/** The cases that follow from a document's fields alone: each one missing, of a wrong type, past its limit, forged, undeclared. */
import { FieldValue, Timestamp, deleteField } from 'firebase/firestore';
import { LIMITS } from '@firegroups/model';
import { withFields, type ClientWrite, type Fields } from '../fixtures/clientWrites.ts';
import { tamperings, type FieldKinds } from './fields.ts';
import { write } from './operations.ts';
import { allowed, denied, type PolicyCase, type SeedData } from './policyCase.ts';

interface DocumentSpec {
  /** 'a post' */
  what: string;
  /** Who can create and update it. */
  by: string;
  /** The other documents. */
  given: SeedData;
  fields: FieldKinds;
}

export interface CreatableSpec extends DocumentSpec {
  /** The writes that create it, the document itself first; under an id if clients make the ids. */
  create: (id?: string) => ClientWrite[];
  /** Clients make the ids. */
  hasClientId?: boolean;
}

export interface UpdatableSpec extends DocumentSpec {
  /** A write that changes it. */
  update: ClientWrite;
  /** Whether it can have extra fields. */
  hasExtra?: boolean;
}

/** Fields that no document has. `extra` is one, or else a map. */
const UNDECLARED = ['undeclared', 'extra'];

/** All cases of creating and updating such a document. */
export function documentCases(spec: CreatableSpec & UpdatableSpec): PolicyCase[] {
  return [...creationCases(spec), ...updateCases(spec), missingCase(spec)];
}

/** The document as it is stored. */
export function storedFields(kinds: FieldKinds): Fields {
  return Object.fromEntries(Object.entries(kinds).map(([name, { stored }]) => [name, stored]));
}

/** The cases of creating one. */
export function creationCases(spec: CreatableSpec): PolicyCase[] {
  const { what, by, given } = spec;
  const creation = (changed: Fields, id?: string) => {
    const [document, ...others] = spec.create(id);
    return {
      by,
      given: { ...given, [document!.path]: null },
      does: write(withFields(document!, changed), ...others),
    };
  };
  const valid = fieldsOf(spec.create()[0]!);
  const allows = (detail: string, changed: Fields, id?: string) =>
    allowed({ name: `allows ${what}${detail}`, ...creation(changed, id) });
  const refuses = (detail: string, changed: Fields, id?: string) =>
    denied({ name: `refuses ${what}${detail}`, ...creation(changed, id) });
  const longest = 'x'.repeat(LIMITS.id);
  return [
    allows('', {}),
    ...Object.entries(spec.fields).flatMap(([name, { good, bad, isOptional }]) => [
      ...good
        .filter((value) => !isSame(value, valid[name]))
        .map((value) => allows(` with ${name} ${shown(value)}`, { [name]: value })),
      ...bad.map((value) => refuses(` with ${name} ${shown(value)}`, { [name]: value })),
      ...(isOptional ? [] : [refuses(` without ${name}`, { [name]: undefined })]),
    ]),
    ...UNDECLARED.map((field) => refuses(` with ${field} true`, { [field]: true })),
    ...(spec.hasClientId
      ? [
          allows(` under an id of ${LIMITS.id} letters`, {}, longest),
          allows(' under the id aZ09_-', {}, 'aZ09_-'),
          refuses(' under a longer id', {}, `${longest}x`),
          refuses(' under the id é', {}, 'é'),
        ]
      : []),
  ];
}

/** The cases of updating one by `update`. It may change only the fields that are free. */
export function updateCases(spec: UpdatableSpec): PolicyCase[] {
  const { what, by, given, fields } = spec;
  const update = (changed: Fields) => ({
    by,
    given: { ...given, [spec.update.path]: storedFields(fields) },
    does: write(withFields(spec.update, changed)),
  });
  const name = (field: string, value: unknown) =>
    `an update of ${what}: ${field} to ${shown(value)}`;
  const allows = (field: string) => (value: unknown) =>
    allowed({ name: `allows ${name(field, value)}`, ...update({ [field]: value }) });
  const refuses = (field: string) => (value: unknown) =>
    denied({ name: `refuses ${name(field, value)}`, ...update({ [field]: value }) });
  const changesOf = (field: string) => {
    const { change, good, bad, stored, isOptional } = fields[field]!;
    if (change === 'free') {
      return [
        ...good.map(allows(field)),
        ...bad.map(refuses(field)),
        (isOptional ? allows : refuses)(field)(deleteField()),
      ];
    }
    const others = change === 'fixed' ? [...good, ...bad] : bad;
    return [
      ...others.filter((value) => value !== stored).map(refuses(field)),
      ...tamperings(fields[field]!).map(refuses(field)),
      ...(change === 'stamp'
        ? [
            denied({
              name: `refuses an update of ${what} that leaves ${field}`,
              ...update({ [field]: undefined }),
            }),
          ]
        : []),
    ];
  };
  return [
    allowed({ name: `allows an update of ${what}`, ...update({}) }),
    ...Object.keys(fields).flatMap(changesOf),
    ...UNDECLARED.map((field) => refuses(field)(true)),
    ...(spec.hasExtra ? formerExtraCases(spec) : []),
  ];
}

/** A stored extra field that is no longer declared stays as it is, or is deleted with the map. */
function formerExtraCases({ what, by, given, fields, update }: UpdatableSpec): PolicyCase[] {
  const former = { former: 'x' };
  const { extra: _, ...withoutExtra } = storedFields(fields);
  const name = (change: string) => `an update of ${what} that ${change} a former extra field`;
  const change = (extra: unknown) => ({
    by,
    given: { ...given, [update.path]: { ...storedFields(fields), extra: former } },
    does: write(withFields(update, { extra })),
  });
  return [
    allowed({ name: `allows ${name('leaves')}`, ...change(undefined) }),
    allowed({ name: `allows ${name('deletes')}`, ...change(deleteField()) }),
    denied({ name: `refuses ${name('changes')}`, ...change({ former: 'y' }) }),
    denied({ name: `refuses ${name('adds to')}`, ...change({ ...former, other: 'x' }) }),
    denied({
      name: `refuses an update of ${what}: extra to null`,
      by,
      given: { ...given, [update.path]: withoutExtra },
      does: write(withFields(update, { extra: null })),
    }),
  ];
}

/** Nobody can update a document that does not exist, not even with all of its fields. */
export function missingCase(spec: CreatableSpec & UpdatableSpec): PolicyCase {
  const { what, by, given, update } = spec;
  const whole = { ...fieldsOf(spec.create()[0]!), ...fieldsOf(update) };
  return denied({
    name: `refuses an update of ${what} that does not exist`,
    by,
    given: { ...given, [update.path]: null },
    does: write(withFields(update, whole)),
  });
}

const fieldsOf = (each: ClientWrite): Fields => (each.kind === 'delete' ? {} : each.fields);

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof FieldValue && b instanceof FieldValue ? a.isEqual(b) : a === b;
}

/** A value in a test's name. */
function shown(value: unknown): string {
  if (value instanceof FieldValue) {
    // The sentinels know their own names: serverTimestamp, deleteField, increment.
    return (value as unknown as { _methodName: string })._methodName;
  }
  if (value instanceof Timestamp) return value.toDate().toISOString();
  const json = JSON.stringify(value);
  if (typeof value === 'object') return json.replace(/x{20,}/g, ({ length }) => `x × ${length}`);
  return json.length > 50 ? `${json.slice(0, 12)}… (${String((value as string).length)})` : json;
}
