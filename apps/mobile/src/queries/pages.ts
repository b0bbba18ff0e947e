/** How a list of the API is read page by page: `cursor` is where the next one begins. */
export const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
};

/** What a page is asked for by: nothing for the first. */
export function cursorIn(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}
