/** The tables of docs/native.md, from the operation vectors. */
import { isDeepStrictEqual } from 'node:util';
import { format } from 'prettier';
import {
  readAreas,
  type Area,
  type OperationCase,
  type VectorQuery,
  type Write,
} from '../../../testing/src/docs/native/vectors.ts';

/** What the ids of each collection are called. */
const ID_NAMES: Record<string, string> = {
  users: 'uid',
  groups: 'groupId',
  members: 'uid',
  posts: 'postId',
  comments: 'commentId',
  events: 'eventId',
  votes: 'uid',
  messages: 'messageId',
  reads: 'groupId',
  devices: 'deviceId',
  notifications: 'notificationId',
};

/** All areas as Markdown: a heading, a table and notes each. */
export async function operationTables(): Promise<string> {
  const markdown = readAreas().map(areaMarkdown).join('\n\n');
  // Prettier wants an empty line on both sides of a comment.
  return `\n${await format(markdown, { parser: 'markdown' })}`;
}

function areaMarkdown({ title, notes, cases }: Area): string {
  const writing = cases.filter(({ writes }) => writes).flatMap(writeRows);
  const reading = cases.filter(({ writes }) => !writes).map(readRow);
  return [
    `### ${title}`,
    table(['operation', 'document', 'fields', 'refused'], writing),
    table(['operation', 'what is read', 'refused'], reading),
    notes.map((note) => `- ${note}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function table(heads: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  return [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** A row for each document; the second and later ones of a batch have no operation. */
function writeRows(vector: OperationCase): string[][] {
  const rows = vector.writes!.map((write) => [
    '',
    `${methodOf(write)} \`${pathOf(write.set ?? write.update ?? write.delete!, vector)}\``,
    write.fields ? `\`${fieldsOf(write, vector)}\`` : '',
    '',
  ]);
  const [first, ...others] = rows as [string[], ...string[][]];
  return [
    [operationOf(vector), first[1]! + conditionOf(vector), first[2]!, refusedOf(vector)],
    ...others.map(([, ...cells]) => ['(same batch)', ...cells]),
  ];
}

function readRow(vector: OperationCase): string[] {
  const { get, query } = vector;
  const read = get ? `get \`${pathOf(get, vector)}\`` : queryOf(query!, vector);
  return [operationOf(vector), read, refusedOf(vector)];
}

const operationOf = ({ operation, name }: OperationCase) => `\`${operation}\`: ${name}`;

/** Deletions read the state first; what they expect of it. */
function conditionOf({ onlyIf = {} }: OperationCase): string {
  return Object.values(onlyIf)
    .flatMap((fields) => Object.entries(fields ?? {}))
    .map(([field, value]) => `, only if \`${field}\` is \`${literalOf(value)}\``)
    .join('');
}

const refusedOf = ({ refused }: OperationCase) => refused.map((twin) => twin.if).join('; ');

function methodOf(write: Write): string {
  if (write.delete) return 'delete';
  if (write.update) return 'update';
  return write.merge ? 'set with merge' : 'set';
}

function fieldsOf({ fields = {} }: Write, vector: OperationCase): string {
  const named = Object.entries(fields).map(([field, value]) => {
    const text = valueOf(value, vector);
    return text === null || text === field ? field : `${field}: ${text}`;
  });
  return named.join(', ');
}

/** How a table writes a value; null for one that the caller chooses. */
function valueOf(value: unknown, vector: OperationCase): string | null {
  if (isDeepStrictEqual(value, { $serverTimestamp: true })) return 'now';
  const names = namesOf(vector);
  const idName = names.get(value);
  if (idName) return idName;
  if (value instanceof Object && '$increment' in value) {
    return `increment(${JSON.stringify(value.$increment)})`;
  }
  if (isArgument(value, vector.arguments)) return null;
  if (typeof value === 'string' && value.includes('/')) {
    const ids = value.split('/').map((id) => `{${names.get(id) ?? id}}`);
    return literalOf(ids.join('/'));
  }
  return literalOf(value);
}

const literalOf = (value: unknown) =>
  typeof value === 'string' ? `'${value}'` : JSON.stringify(value);

function isArgument(value: unknown, args: unknown): boolean {
  if (value === null) return false;
  if (isDeepStrictEqual(value, args)) return true;
  return args instanceof Object && Object.values(args).some((part) => isArgument(value, part));
}

/** The ids that stand in the paths of a vector, and what they are called. */
function namesOf({ who, writes = [], get, query }: OperationCase): Map<unknown, string> {
  const paths = [
    ...writes.map((write) => write.set ?? write.update ?? write.delete),
    ...[get, query?.collection],
  ];
  const named = paths.flatMap((path) => {
    const parts = path?.split('/') ?? [];
    return parts.map((id, i): [string, string | undefined] => [id, ID_NAMES[parts[i - 1] ?? '']]);
  });
  return new Map([
    ...named.filter((entry): entry is [string, string] => entry[1] !== undefined),
    ['{newId}', 'newId'],
    [who, 'me'],
  ]);
}

function pathOf(path: string, vector: OperationCase): string {
  const parts = path.split('/');
  const isId = (i: number) => ID_NAMES[parts[i - 1] ?? ''] !== undefined;
  const names = namesOf(vector);
  return parts
    .map((part, i) => (i % 2 === 1 && isId(i) ? `{${names.get(part) ?? part}}` : part))
    .join('/');
}

function queryOf(query: VectorQuery, vector: OperationCase): string {
  const { collection, collectionGroup, where = [], orderBy = [], startAfter, limit } = query;
  const parts = [
    collection ? `\`${pathOf(collection, vector)}\`` : `collection group \`${collectionGroup!}\``,
    ...where.map(([field, op, value]) => `where \`${field} ${op} ${literal(value, vector)}\``),
    ...orderBy.map(([field, direction]) => `order by \`${field}\` ${direction}`),
    startAfter && 'start after the last document',
    limit && `limit ${limit}`,
  ];
  const text = parts.filter(Boolean).join(', ');
  return vector.count === undefined ? text : `count of ${text}`;
}

function literal(value: unknown, { who }: OperationCase): string {
  if (value === who) return 'me';
  if (typeof value === 'string') return `'${value.replace('\u{10ffff}', '\\u{10ffff}')}'`;
  return value === null ? 'null' : 'time';
}
