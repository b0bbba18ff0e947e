import { partyRoots } from "../party-roots.ts";
import type { BooksReader } from "../snapshot.ts";

/** For ledgers by their GUIDs: all that people have put together with each, itself included. Its head is the first. */
export async function groupsOf(
  reader: BooksReader,
  guids: readonly string[],
): Promise<Map<string, readonly [string, ...string[]]>> {
  const roots = await partyRoots(reader);
  const merged = Map.groupBy(roots, ([, root]) => root);
  return new Map(
    guids.map((guid) => {
      const root = roots.get(guid) ?? guid;
      return [guid, [root, ...(merged.get(root) ?? []).map(([each]) => each)]];
    }),
  );
}
