import { Invalid } from '../../shared/errors';

/** A page of a list, by cursor: OFFSET gets slower with every page, a key does not. */
export interface CursorPage<Item> {
  items: Item[];
  nextCursor: string | null;
}

export const PAGE_SIZE = 25;

/** Where a list goes on: the sort values of the last row shown. Opaque to the reader. */
export const encodeCursor = (values: (string | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** @throws Invalid for a cursor that was not made here */
export function decodeCursor(cursor: unknown, length: number): (string | null)[] | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const values = typeof cursor === 'string' ? parse(cursor) : undefined;
  const isOurs = Array.isArray(values) && values.length === length && values.every(isCursorValue);
  if (!isOurs) throw new Invalid([{ field: 'cursor', message: 'Start again from the first page of this list' }]);
  return values;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const isCursorValue = (value: unknown): value is string | null =>
  value === null ||
  (typeof value === 'string' && value.length <= 500 && !value.includes('\u0000') && value.isWellFormed());

/** Cuts rows asked with LIMIT size + 1 into a page. */
export function pageOf<Row>(rows: Row[], keyOf: (row: Row) => (string | null)[], size = PAGE_SIZE): CursorPage<Row> {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > size && last ? encodeCursor(keyOf(last)) : null };
}
