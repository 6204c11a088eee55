/** The cases that follow from a document's fields alone: each missing, of a wrong type, past its limit, forged, extra. */
import {
  FieldValue,
  Timestamp,
  deleteField,
  doc,
  setDoc,
  updateDoc,
  type Firestore,
} from 'firebase/firestore';
import { LIMITS } from '@firegroups/model';
import { tamperings, type Fields } from './fields.ts';
import { allowed, denied, type PolicyCase, type World } from './policyCase.ts';

export interface DocumentSpec {
  /** 'a post' */
  what: string;
  /** Who may create and update it. */
  by: string;
  /** What is there besides the document. */
  given: (groupId: string) => World;
  /** The document's path; with an id of its own where clients make it. */
  path: (groupId: string, id?: string) => string;
  fields: Fields;
  /** Clients make the id. */
  hasClientId?: boolean;
  /** How it is created where it needs others beside it in the batch. */
  create?: (
    firestore: Firestore,
    path: string,
    fields: Record<string, unknown>,
    groupId: string,
  ) => Promise<unknown>;
}

/** One that clients update, too. */
export interface UpdatableSpec extends DocumentSpec {
  /** What a plain update changes. */
  update: Record<string, unknown>;
}

/** All cases of creating and updating such a document. */
export function documentCases(spec: UpdatableSpec): PolicyCase[] {
  return [...creationCases(spec), ...updateCases(spec), missingCase(spec)];
}

/** The document as it is stored. */
export function storedDocument(spec: Pick<DocumentSpec, 'fields'>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(spec.fields).map(([name, { stored }]) => [name, stored]),
  );
}

/** The document as a client creates it, with what is not optional. */
export function createdDocument(spec: Pick<DocumentSpec, 'fields'>): Record<string, unknown> {
  const required = Object.entries(spec.fields).filter(([, { isOptional }]) => !isOptional);
  return Object.fromEntries(required.map(([name, { good }]) => [name, good[0]]));
}

/** The cases of creating one. */
export function creationCases(spec: DocumentSpec): PolicyCase[] {
  const { what, by, given, path } = spec;
  const valid = createdDocument(spec);
  const create = (fields: Record<string, unknown>, id?: string) => ({
    by,
    given: (groupId: string) => ({ ...given(groupId), [path(groupId, id)]: null }),
    does: (firestore: Firestore, groupId: string) =>
      spec.create
        ? spec.create(firestore, path(groupId, id), fields, groupId)
        : setDoc(doc(firestore, path(groupId, id)), fields),
  });
  const cases = [allowed({ name: `allows ${what}`, ...create(valid) })];
  for (const [name, field] of Object.entries(spec.fields)) {
    for (const value of field.good) {
      if (value === valid[name]) continue;
      const fields = { ...valid, [name]: value };
      cases.push(
        allowed({ name: `allows ${what} with ${name} ${shown(value)}`, ...create(fields) }),
      );
    }
    for (const value of field.bad) {
      const fields = { ...valid, [name]: value };
      cases.push(
        denied({ name: `refuses ${what} with ${name} ${shown(value)}`, ...create(fields) }),
      );
    }
    if (field.isOptional) continue;
    const { [name]: _left, ...rest } = valid;
    cases.push(denied({ name: `refuses ${what} without ${name}`, ...create(rest) }));
  }
  const extra = { ...valid, extra: true };
  cases.push(
    denied({ name: `refuses ${what} with a field that is not declared`, ...create(extra) }),
  );
  if (!spec.hasClientId) return cases;
  const longest = 'x'.repeat(LIMITS.id);
  return [
    ...cases,
    allowed({
      name: `allows ${what} under an id of ${LIMITS.id} letters`,
      ...create(valid, longest),
    }),
    allowed({ name: `allows ${what} under the id aZ09_-`, ...create(valid, 'aZ09_-') }),
    denied({ name: `refuses ${what} under a longer id`, ...create(valid, `${longest}x`) }),
    denied({ name: `refuses ${what} under the id é`, ...create(valid, 'é') }),
  ];
}

/** The cases of updating one by `update`: what that names beyond `fields` that are free is refused. */
export function updateCases(spec: UpdatableSpec): PolicyCase[] {
  const { what, by, given, path, update: plain } = spec;
  const update = (change: Record<string, unknown>) => ({
    by,
    given: (groupId: string) => ({ ...given(groupId), [path(groupId)]: storedDocument(spec) }),
    does: (firestore: Firestore, groupId: string) =>
      updateDoc(doc(firestore, path(groupId)), change),
  });
  const cases = [allowed({ name: `allows to change ${what}`, ...update(plain) })];
  const allows = (name: string, value: unknown) =>
    cases.push(
      allowed({
        name: `allows to change ${what}, ${name} to ${shown(value)}`,
        ...update({ ...plain, [name]: value }),
      }),
    );
  const refuses = (name: string, value: unknown) =>
    cases.push(
      denied({
        name: `refuses to change ${what}, ${name} to ${shown(value)}`,
        ...update({ ...plain, [name]: value }),
      }),
    );
  for (const [name, field] of Object.entries(spec.fields)) {
    if (field.change === 'free') {
      for (const value of field.good) allows(name, value);
      for (const value of field.bad) refuses(name, value);
      if (field.isOptional) allows(name, deleteField());
      else refuses(name, deleteField());
    } else {
      const others = field.change === 'fixed' ? [...field.good, ...field.bad] : field.bad;
      for (const value of others) if (value !== field.stored) refuses(name, value);
      for (const value of tamperings(field)) refuses(name, value);
    }
    if (field.change === 'stamp') {
      const { [name]: _left, ...rest } = plain;
      cases.push(denied({ name: `refuses to change ${what} and leave ${name}`, ...update(rest) }));
    }
  }
  refuses('extra', true);
  return cases;
}

/** What is not there cannot be updated, not even by a whole document. */
export function missingCase(spec: UpdatableSpec): PolicyCase {
  const { what, by, given, path, update } = spec;
  return denied({
    name: `refuses to change ${what} that is not there`,
    by,
    given: (groupId) => ({ ...given(groupId), [path(groupId)]: null }),
    does: (firestore, groupId) =>
      updateDoc(doc(firestore, path(groupId)), { ...createdDocument(spec), ...update }),
  });
}

/** A value in a test's name. */
function shown(value: unknown): string {
  if (value instanceof FieldValue) {
    // The sentinels know their own names: serverTimestamp, deleteField, increment.
    return (value as unknown as { _methodName: string })._methodName;
  }
  if (value instanceof Timestamp) return value.toDate().toISOString();
  const json = JSON.stringify(value);
  return json.length > 50 ? `${json.slice(0, 12)}… (${String((value as string).length)})` : json;
}
