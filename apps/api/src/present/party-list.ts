import type { PartyBalance } from "@cfa/contract/reads";
import type { OpenSum, UnappliedSum } from "@cfa/db/queries/outstanding";
import type { PartyName } from "@cfa/db/queries/parties";
import type { LocalDate } from "@cfa/values/local-date";

import { pageOf } from "../routes/cursor.ts";
import { emptyStanding, outstandingOf, presentStanding, standingsOf, type Standing } from "./standing.ts";

type Place = { readonly outstanding: bigint; readonly nameKey: string; readonly ledgerId: string };
type Row = Place & { readonly name: string; readonly standing: Standing };

/**
 * One page of a side's parties, largest outstanding first, then by name. A party is on a side when it trades there or
 * has anything open or unapplied there.
 */
export function partyPage(
  facts: { names: readonly PartyName[]; open: readonly OpenSum[]; unapplied: readonly UnappliedSum[] },
  options: { side: OpenSum["side"]; asOf: LocalDate; limit: number; place: readonly string[] | null },
): { rows: PartyBalance[]; nextCursor: string | null } {
  const standings = standingsOf(facts, options);
  const after = placeOf(options.place);
  const rows: Row[] = [];
  for (const party of facts.names) {
    const standing = standings.get(party.ledgerId);
    if (!standing && !trades(party, options.side)) continue;
    const shown = standing ?? emptyStanding(party.ledgerId);
    const row = { ...party, standing: shown, outstanding: outstandingOf(shown) };
    if (!after || order(row, after) > 0) rows.push(row);
  }
  const page = pageOf(rows.toSorted(order), {
    limit: options.limit,
    placeOf: (row) => [row.outstanding.toString(), row.nameKey, row.ledgerId],
  });
  return { ...page, rows: page.rows.map((row) => presentStanding(row.standing, row.name)) };
}

function trades(party: PartyName, side: OpenSum["side"]): boolean {
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
