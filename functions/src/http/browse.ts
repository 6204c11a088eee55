/**
 * Pages of the public groups. A page begins after a position in the list, not after a document, so groups that are created,
 * changed or deleted between two pages neither shift nor repeat the others.
 */
import { getDocs, type Timestamp } from 'firebase/firestore';
import type { Firegroups, Group } from 'firegroups';
import * as z from 'zod';
import { invalidInput } from './errors.ts';
import { publicGroupsPageQuery, type Position } from './queries.ts';
import { documentId, type GroupAnswer } from './schemas.ts';

// Any position that a stored group can have. Its id need not be one that a client makes.
const position = z.union([
  z.strictObject({
    createdAt: z.tuple([z.int(), z.int().min(0).max(999_999_999)]),
    id: documentId,
  }),
  z.strictObject({ titleSearch: z.string(), id: documentId }),
]) satisfies z.ZodType<Position>;

/** Returns the groups of a page and the cursor of the next page, or null if this page was not full. */
export async function browse(
  fg: Firegroups,
  input: { limit: number; search?: string | undefined; cursor?: string | undefined },
): Promise<{ groups: GroupAnswer[]; nextCursor: string | null }> {
  const { limit, search, cursor } = input;
  const after = cursor === undefined ? undefined : positionOf(cursor, search !== undefined);
  const { docs } = await getDocs(publicGroupsPageQuery(fg, { limit, search, after }));
  const last = docs.length === limit ? docs.at(-1) : undefined;
  return {
    groups: docs.map((group) => answerOf(group.data())),
    nextCursor:
      last === undefined
        ? null
        : cursorOf(
            search === undefined
              ? { createdAt: partsOf(last.get('createdAt') as Timestamp), id: last.id }
              : { titleSearch: last.get('titleSearch') as string, id: last.id },
          ),
  };
}

const partsOf = ({ seconds, nanoseconds }: Timestamp): [number, number] => [seconds, nanoseconds];

/** Writes a position as a cursor. */
export const cursorOf = (last: Position): string =>
  Buffer.from(JSON.stringify(last)).toString('base64url');

/**
 * Reads a cursor of the list of all groups, or of a search.
 *
 * @throws HttpError 400 if it is not one.
 */
export function positionOf(cursor: string, isSearch: boolean): Position {
  try {
    const parsed = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if ('titleSearch' in parsed === isSearch) return parsed;
  } catch {
    // It is not a cursor of this API: refused below.
  }
  throw invalidInput({ cursor: 'expected the nextCursor of a page of the same list' });
}

function answerOf(group: Group): GroupAnswer {
  const {
    createdAt,
    updatedAt,
    titleSearch: _titleSearch,
    deletedAt: _deletedAt,
    ...fields
  } = group;
  return { ...fields, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
