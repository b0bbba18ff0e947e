import type { TieOutLedger, TieOutSummary } from "@cfa/contract/tie-out";
import type { LocalDate } from "@cfa/values/local-date";

import { allRows, type ReadCompany } from "./reads-stack.ts";

/** Every ledger beside Tally's as the app shows it, and the day it is for; null before Tally's totals were brought. */
export async function tiedLedgers(
  read: Pick<ReadCompany, "get">,
): Promise<{ asOf: LocalDate | null; rows: TieOutLedger[] }> {
  const { asOf } = await read.get<TieOutSummary>("/tie-out");
  const rows = await allRows<TieOutLedger>(read, "/tie-out/ledgers?which=all", 200);
  return { asOf: asOf as LocalDate | null, rows };
}
