import { outstandingAsOf, overdueDaysOf, type BillHistory, type SideTotals } from "@cfa/books/outstanding";
import type { PartyBalance } from "@cfa/contract/reads";
import type { OpenBill, UnappliedSum } from "@cfa/db/queries/outstanding";
import type { PartyTotalsRow } from "@cfa/db/queries/rollups/party-standings";
import type { Side } from "@cfa/db/schema";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

/** What the database tells of open bills and unapplied money on a day. */
export type OutstandingFacts = {
  readonly open: readonly OpenBill[];
  readonly unapplied: readonly UnappliedSum[];
};

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

/** Each party's totals of one side, from its open bills; parties without anything there are left out. */
export function totalsByParty(facts: OutstandingFacts, on: SideOnDay): Map<string, SideTotals> {
  const parties = new Map<
    string,
    { bills: BillHistory[]; unapplied: { side: OpenBill["side"]; date: LocalDate; amount: bigint }[] }
  >();
  const of = (ledgerId: string) => {
    const known = parties.get(ledgerId) ?? { bills: [], unapplied: [] };
    parties.set(ledgerId, known);
    return known;
  };
  for (const bill of facts.open) {
    if (bill.side === on.side) of(bill.ledgerId).bills.push(asHistory(bill));
  }
  for (const { ledgerId, side, amount } of facts.unapplied) {
    if (side === on.side) of(ledgerId).unapplied.push({ side, date: on.asOf, amount });
  }
  return new Map([...parties].map(([ledgerId, books]) => [ledgerId, outstandingAsOf(books, on)]));
}

/** An open bill as the books' functions take it: what the database found settled by that day is already off. */
export function asHistory({ side, date, dueDate, open }: OpenBill): BillHistory {
  return {
    side,
    basis: "stated",
    date: date as LocalDate,
    dueDate: dueDate as LocalDate,
    amount: open,
    settlements: [],
  };
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
