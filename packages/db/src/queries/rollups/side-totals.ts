import { overdueDaysOf, type SideTotals } from "@cfa/books/outstanding";
import type { LocalDate } from "@cfa/values/local-date";

import type { Side } from "../../tables/bills.ts";
import type { PartyTotalsRow } from "./party-standings.ts";

export type SideOnDay = { readonly side: Side; readonly asOf: LocalDate };

/** Each party's totals of one side, by party; parties without anything there are left out. */
export function totalsOfRows(rows: readonly PartyTotalsRow[], on: SideOnDay): Map<string, SideTotals> {
  const ofSide = rows.filter((row) => row.side === on.side);
  return new Map(
    ofSide.map(({ ledgerId, due, overdue, tdsAwaited, unapplied, bills, oldestDue }) => [
      ledgerId,
      {
        outstanding: due + overdue + tdsAwaited - unapplied,
        due,
        overdue,
        tdsAwaited,
        unapplied,
        bills,
        oldestOverdueDays: oldestDue === null ? 0 : overdueDaysOf(oldestDue as LocalDate, on.asOf),
      },
    ]),
  );
}
