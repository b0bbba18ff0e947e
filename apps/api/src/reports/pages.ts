import { cursorOf, isCount, readCursor } from "../routes/cursor.ts";
import type { PagePlace, Source, SourcePage, SourceRow } from "./source.ts";

const ROWS_AT_ONCE = 1_000;

/** Pages of what is read from the so-manyth row on. */
export function pagesByCount(
  read: (place: { from: number; limit: number }) => Promise<readonly SourceRow[]>,
): Source["page"] {
  return async ({ cursor, limit }) => {
    const from = Number(readCursor(cursor, [isCount])?.[0] ?? 0);
    const rows = await read({ from, limit: limit + 1 });
    const nextCursor = rows.length > limit ? cursorOf([String(from + limit)]) : null;
    return { rows: rows.slice(0, limit), nextCursor };
  };
}

/** All rows of what is read by the page, page after page. */
export async function* allPages(page: (place: PagePlace) => Promise<SourcePage>): AsyncGenerator<SourceRow> {
  let cursor: string | undefined;
  do {
    const { rows, nextCursor } = await page({ cursor, limit: ROWS_AT_ONCE });
    yield* rows;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}
