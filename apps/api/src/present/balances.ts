import { overdueDaysOf, type SideTotals } from "@cfa/books/outstanding";
import type { PartyBalance } from "@cfa/contract/reads";
import type { PartyTotalsRow } from "@cfa/db/queries/rollups/party-standings";
import type { Side } from "@cfa/db/tables/bills";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

export type SideOnDay = { readonly side: Side; readonly asOf: LocalDate };

const NOTHING: SideTotals = {
  outstanding: 0n,
  due: 0n,
  overdue: 0n,
  tdsAwaited: 0n,
  unapplied: 0n,
  bills: 0,
  oldestOverdueDays: 0,
};

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

/** A party's totals as the app shows them; none at all are zeros. */
export function presentBalance(
  party: { ledgerId: string; name: string },
  totals: SideTotals = NOTHING,
): PartyBalance {
  return {
    partyId: idOut("party", party.ledgerId),
    name: party.name,
    outstanding: paiseToJson(totals.outstanding),
    due: paiseToJson(totals.due),
    overdue: paiseToJson(totals.overdue),
    tdsAwaited: paiseToJson(totals.tdsAwaited),
    unapplied: paiseToJson(totals.unapplied),
    bills: totals.bills,
    oldestOverdueDays: totals.oldestOverdueDays,
  };
}
