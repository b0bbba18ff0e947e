/** How a list of the API is read page by page: `cursor` is where the next one begins, null the first, also when the device had kept it. */
export const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

/** The first page is short, so that it is there soon; who goes on gets longer ones. */
const LENGTHS = { first: 50, next: 200 } as const;

/** What the pages of a list that may be long are asked for by. */
export function pageOfLong(cursor: string | null): { cursor?: string; limit: number } {
  return cursor === null ? { limit: LENGTHS.first } : { cursor, limit: LENGTHS.next };
}

/** What a page is asked for by: nothing for the first. */
export function cursorIn(cursor: string | null): { cursor?: string } {
  return cursor === null ? {} : { cursor };
}
