/**
 * The operation vectors of docs/native/vectors: what a client without the firegroups SDK sends to Firestore, as data.
 * This module owns their format, and expands each case and its twins into single vectors. It does not run them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../cli/root.ts';
import { limitNamed } from '../limitNamed.ts';

const VECTORS_FOLDER = join(ROOT, 'docs/native/vectors');

const path = z
  .string()
  .regex(
    /^[^/]+\/[^/]+(\/[^/]+\/[^/]+)*$/,
    'expected the path of a document, such as groups/chess',
  );
const fields = z.record(z.string(), z.json());
const documents = z.record(path, fields.nullable());
const write = z
  .strictObject({
    set: path.optional(),
    update: path.optional(),
    delete: path.optional(),
    merge: z.literal(true).optional(),
    fields: fields.optional(),
  })
  .refine(
    (value) => [value.set, value.update, value.delete].filter(Boolean).length === 1,
    'expected exactly one of set, update and delete',
  )
  .refine(
    (value) => (value.delete === undefined) === (value.fields !== undefined),
    'expected fields for set and update, and none for delete',
  );
const query = z.strictObject({
  collection: z.string().optional(),
  collectionGroup: z.string().optional(),
  where: z.array(z.tuple([z.string(), z.enum(['==', '>', '>=', '<=']), z.json()])).optional(),
  orderBy: z.array(z.tuple([z.string(), z.enum(['asc', 'desc'])])).optional(),
  startAfter: path.optional(),
  limit: z.int().nullable().optional(),
});
const twin = z.strictObject({
  if: z.string(),
  who: z.string().optional(),
  replace: z.record(z.string(), z.string()).optional(),
  given: documents.optional(),
  fields: fields.optional(),
  without: z.array(z.string()).optional(),
  writes: z.array(write).optional(),
  query: query.partial().optional(),
});
const operation = z
  .strictObject({
    operation: z.string(),
    name: z.string(),
    who: z.string(),
    arguments: z.array(z.json()),
    onlyIf: documents.optional(),
    writes: z.array(write).optional(),
    query: query.optional(),
    get: path.optional(),
    finds: z.array(path).optional(),
    count: z.int().optional(),
    refused: z.array(twin).default([]),
    stopped: z.array(twin).default([]),
  })
  .refine(
    ({ writes, query, get }) => [writes, query, get].filter(Boolean).length === 1,
    'expected exactly one of writes, query and get',
  );
const area = z.strictObject({
  title: z.string(),
  notes: z.array(z.string()),
  cases: z.array(operation),
});

export type Write = z.infer<typeof write>;
export type VectorQuery = z.infer<typeof query>;
type Twin = z.infer<typeof twin>;
export type Documents = z.infer<typeof documents>;
export type OperationCase = z.infer<typeof operation>;
export type Area = z.infer<typeof area>;

/** One operation with one outcome. */
export interface Vector extends Omit<OperationCase, 'refused' | 'stopped'> {
  /** `refused` by the rules, or `stopped` by the client, because `onlyIf` does not hold. */
  outcome: 'allowed' | 'refused' | 'stopped';
  /** Documents that differ from the shared state; null for one that is missing. */
  given: Documents;
}

/** Reads every area, in the order of the file names. Throws an error that names the file and the place of each problem. */
export function readAreas(): Area[] {
  return readdirSync(VECTORS_FOLDER)
    .filter((file) => /^\d+-.*\.json$/.test(file))
    .sort()
    .map((file) => parse(area, file, readFileSync(join(VECTORS_FOLDER, file), 'utf8')));
}

/** Reads the documents that exist before each vector. */
export function readState(): Documents {
  return parse(documents, 'state.json', readFileSync(join(VECTORS_FOLDER, 'state.json'), 'utf8'));
}

/** Parses the text of an area's file. Throws as {@link readAreas} does. */
export const parseArea = (file: string, text: string): Area => parse(area, file, text);

/** `{LIMITS.bio}`, or one more: `{LIMITS.bio + 1}`. As a whole value, it is a number. */
const LIMIT = /("?)\{LIMITS\.([\w.]+)( \+ 1)?\}\1/g;

function parse<T>(schema: z.ZodType<T>, file: string, text: string): T {
  const json = text.replace(LIMIT, (_all, _quote, name: string, more?: string) => {
    const limit = limitNamed(name);
    if (limit === undefined)
      throw new Error(`${file} names the limit ${name}, which does not exist.`);
    return String(limit + (more ? 1 : 0));
  });
  const { data, error } = schema.safeParse(JSON.parse(json));
  if (error) throw new Error(`Invalid ${file}:\n${z.prettifyError(error)}`);
  return data;
}

/** The vectors of an area: each case, and each of its twins, which differ from it in one thing. */
export function vectorsOf({ cases }: Area): Vector[] {
  return cases.flatMap(({ refused, stopped, ...allowed }) => {
    const base: Vector = { ...allowed, given: {}, outcome: 'allowed' };
    return [
      base,
      ...refused.map((change) => twinOf(base, change, 'refused')),
      ...stopped.map((change) => twinOf(base, change, 'stopped')),
    ];
  });
}

function twinOf(
  base: Vector,
  { replace = {}, ...change }: Twin,
  outcome: Vector['outcome'],
): Vector {
  const replaced = replaceIds(base, replace) as Vector;
  const { fields, without = [], query } = change;
  const [first, ...others] = change.writes ?? replaced.writes ?? [];
  const kept = Object.entries({ ...first?.fields, ...fields }).filter(
    ([field]) => !without.includes(field),
  );
  return {
    ...replaced,
    name: `${base.name}, ${outcome} if ${change.if}`,
    outcome,
    who: change.who ?? replaced.who,
    given: { ...change.given },
    ...(first && {
      writes: [first.delete ? first : { ...first, fields: Object.fromEntries(kept) }, ...others],
    }),
    ...(query && { query: { ...replaced.query, ...query } }),
  };
}

/** Puts other ids in the place of ids: as whole values, and as parts of a path. */
function replaceIds(value: unknown, ids: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') {
    return value
      .split('/')
      .map((part) => ids[part] ?? part)
      .join('/');
  }
  if (Array.isArray(value)) return value.map((item) => replaceIds(item, ids));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [replaceIds(key, ids), replaceIds(item, ids)]),
  );
}
