import { ofKind } from "@cfa/books/corrections/correction";
import { rootsOf } from "@cfa/books/corrections/party-group";
import { readCorrection } from "@cfa/books/corrections/stored";

import { standingMerges } from "../corrections.ts";
import type { BooksReader } from "../snapshot.ts";

/** For ledgers by their GUIDs: all that people have put together with each, itself included. Its head is the first. */
export async function groupsOf(
  reader: BooksReader,
  guids: readonly string[],
): Promise<Map<string, readonly [string, ...string[]]>> {
  const roots = rootsOf(ofKind((await standingMerges(reader)).map(readCorrection), "merge"));
  const merged = Map.groupBy(roots, ([, root]) => root);
  return new Map(
    guids.map((guid) => {
      const root = roots.get(guid) ?? guid;
      return [guid, [root, ...(merged.get(root) ?? []).map(([each]) => each)]];
    }),
  );
}
