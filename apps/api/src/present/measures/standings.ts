import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { outstandingAsOf, type BillHistory, type SideTotals } from "@cfa/books/outstanding";
import { openBills, unappliedSums, type OpenBill } from "@cfa/db/queries/outstanding";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";

/** One side on a day: what is open, and each party's totals by ledger; parties without anything there are left out. */
export type Standings = {
  readonly open: readonly OpenBill[];
  readonly byParty: ReadonlyMap<string, SideTotals>;
};

/** Reads one side of a day whole, for measures that need every bill's age or every party. */
export async function readStandings(snapshot: CompanySnapshot, on: SideOnDay): Promise<Standings> {
  const open = await openBills(snapshot, on);
  const parties = new Map<string, { bills: BillHistory[]; unapplied: bigint }>();
  const of = (ledgerId: string) => {
    const known = parties.get(ledgerId) ?? { bills: [], unapplied: 0n };
    parties.set(ledgerId, known);
    return known;
  };
  for (const bill of open) of(bill.ledgerId).bills.push(asHistory(bill));
  for (const { ledgerId, amount } of await unappliedSums(snapshot, on)) of(ledgerId).unapplied = amount;
  const totals = [...parties].map(([ledgerId, { bills, unapplied }]): [string, SideTotals] => {
    const waiting = [{ side: on.side, date: on.asOf, amount: unapplied }];
    return [ledgerId, outstandingAsOf({ bills, unapplied: waiting }, on)];
  });
  return { open, byParty: new Map(totals) };
}

/** An open bill as the books take it: what the database found settled by that day is already off. */
function asHistory({ side, date, dueDate, open, tdsAwaited }: OpenBill): BillHistory {
  const days = { date: date as LocalDate, dueDate: dueDate as LocalDate };
  const tds = tdsAwaited === 0n ? null : { amount: tdsAwaited, from: days.date };
  return { side, basis: "stated", ...days, amount: open, settlements: [], tds };
}
