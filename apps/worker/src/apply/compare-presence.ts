import { createHash } from "node:crypto";

import type { CompanyTx } from "@cfa/db/company-scope";
import { analyzePresent, lackingVersions, putRight, versionsGoneBack } from "@cfa/db/queries/apply/presence";

import type { Finding } from "./wants.ts";

/** What a sweep's list of vouchers tells beside what is gone. */
export type Presence = { books: Finding[]; days: Finding[]; putRight: number };

/**
 * Compares what a sweep shows with what is kept: numbers and type names that moved are put right, versions that are lacking are asked
 * for by their days, and versions that went back mean that everything must be read.
 */
export async function comparePresence(tx: CompanyTx): Promise<Presence> {
  await analyzePresent(tx);
  const back = await versionsGoneBack(tx);
  if (back.length > 0) {
    return { books: [{ about: "books", which: "", found: digestOf(back) }], days: [], putRight: 0 };
  }
  const lacking = Map.groupBy(await lackingVersions(tx), ({ date }) => date);
  const days = [...lacking].map(([which, rows]): Finding => ({ about: "day", which, found: digestOf(rows) }));
  return { books: [], days, putRight: await putRight(tx) };
}

/** Tells whether the same versions are lacking as last time. */
function digestOf(rows: readonly { guid: string; alterId: bigint }[]): string {
  const text = rows.map(({ guid, alterId }) => `${guid} ${alterId}`).join("\n");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
