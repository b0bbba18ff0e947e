import type { SideTotals } from "@cfa/books/outstanding";
import type { PartyBalance } from "@cfa/contract/reads";
import type { PartyName } from "@cfa/db/queries/parties";

import { pageOf } from "../routes/cursor.ts";
import { presentBalance, totalsByParty, type OutstandingFacts, type SideOnDay } from "./balances.ts";

type Place = { readonly outstanding: bigint; readonly nameKey: string; readonly ledgerId: string };
type Row = Place & { readonly name: string; readonly totals: SideTotals | undefined };

/**
 * One page of a side's parties, largest outstanding first, then by name. A party is on a side when it trades there or
 * has anything open or unapplied there.
 */
export function partyPage(
  facts: OutstandingFacts & { readonly names: readonly PartyName[] },
  options: SideOnDay & { limit: number; place: readonly string[] | null },
): { rows: PartyBalance[]; nextCursor: string | null } {
  const byParty = totalsByParty(facts, options);
  const after = placeOf(options.place);
  const rows: Row[] = [];
  for (const party of facts.names) {
    const totals = byParty.get(party.ledgerId);
    if (!totals && !trades(party, options.side)) continue;
    const row = { ...party, totals, outstanding: totals?.outstanding ?? 0n };
    if (!after || order(row, after) > 0) rows.push(row);
  }
  const page = pageOf(rows.toSorted(order), {
    limit: options.limit,
    placeOf: (row) => [row.outstanding.toString(), row.nameKey, row.ledgerId],
  });
  return { ...page, rows: page.rows.map((row) => presentBalance(row, row.totals)) };
}

function trades(party: PartyName, side: SideOnDay["side"]): boolean {
  return party.kind === "both" || (party.kind === "customer") === (side === "receivable");
}

function placeOf(values: readonly string[] | null): Place | null {
  if (!values) return null;
  const [outstanding = "0", nameKey = "", ledgerId = ""] = values;
  return { outstanding: BigInt(outstanding), nameKey, ledgerId };
}

function order(a: Place, b: Place): number {
  if (a.outstanding !== b.outstanding) return a.outstanding > b.outstanding ? -1 : 1;
  if (a.nameKey !== b.nameKey) return a.nameKey < b.nameKey ? -1 : 1;
  if (a.ledgerId === b.ledgerId) return 0;
  return a.ledgerId < b.ledgerId ? -1 : 1;
}
