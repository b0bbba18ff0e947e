import { ofKind } from "@cfa/books/corrections/correction";
import { rootsOf } from "@cfa/books/corrections/party-group";
import { readCorrection } from "@cfa/books/corrections/stored";

import { standingMerges } from "./corrections.ts";
import type { BooksReader } from "./snapshot.ts";

/** Under whom ledgers stand that people have put together, by their GUIDs. */
export async function partyRoots(reader: BooksReader): Promise<Map<string, string>> {
  return rootsOf(ofKind((await standingMerges(reader)).map(readCorrection), "merge"));
}
