import { addDays, type LocalDate } from "@cfa/values/local-date";

import { workingDay } from "./calendar.ts";
import { drawLastDay, planToPay } from "./buy.ts";
import type { Desk } from "./desk.ts";
import type { OpenBill, TradingParty } from "./parties.ts";
import { drawPayments, planToCollect } from "./sell.ts";

/*
 * Another future of the same books. What falls into a month is drawn on its first day, so only what was planned before needs to be drawn again:
 * when open bills will be paid. It is drawn as it was at first until it fits what happened, that nothing was paid so far. Other plans that
 * reach over the month's end (a late rent, an advance's sale, a note) stay.
 */

const TRIES = 400;

/** Plans anew, on the first morning of a month, when the open bills will be paid. */
export function planAgain(desk: Desk, today: LocalDate): void {
  for (const party of desk.customers) {
    party.planned = [];
    for (const bill of openBills(party)) collectAgain(desk, party, { bill, today });
  }
  for (const party of desk.suppliers) {
    party.planned = [];
    for (const bill of openBills(party)) payAgain(desk, party, { bill, today });
  }
}

function openBills(party: TradingParty): OpenBill[] {
  return party.bills.filter((bill) => !bill.hasCheque && bill.open > bill.tdsAwaited);
}

type Again = { bill: OpenBill; today: LocalDate };

/** A bill that no plan fits is disputed, but one of which a part was paid is not. */
function collectAgain(desk: Desk, party: TradingParty, { bill, today }: Again): void {
  const isBegun = isPartPaid(bill);
  for (let tried = 0; tried < TRIES; tried++) {
    const drawn = drawPayments(desk, party, bill);
    const payments = isBegun ? drawn.slice(-1) : drawn;
    if ((isBegun && payments.length === 0) || payments.some(({ date }) => date < today)) continue;
    for (const payment of payments) planToCollect(desk, party, payment);
    return;
  }
  if (isBegun) planToCollect(desk, party, { bill, amount: null, date: soon(party, today) });
}

/** What no plan fits waits for money. */
function payAgain(desk: Desk, party: TradingParty, { bill, today }: Again): void {
  let last: LocalDate | null = null;
  for (let tried = 0; tried < TRIES && (last === null || last < today); tried++)
    last = drawLastDay(party, bill);
  if (last === null || last < today) last = soon(party, today);
  planToPay(desk, party, { bill, last });
}

function soon(party: TradingParty, today: LocalDate): LocalDate {
  return workingDay(addDays(today, party.random.int(0, 6)));
}

/** More is gone from it than a note takes. */
function isPartPaid({ amount, open }: OpenBill): boolean {
  return open * 100n < amount * 86n;
}
