import { addDays } from "@cfa/values/local-date";

import { compare, type StatedBill } from "../stated-bills.ts";
import type { Days } from "./days.ts";
import { billNameOf, sumsOf } from "./deal-vouchers.ts";
import { LONGEST_MONTHS, statedSettled, type Deal, type Deals } from "./deals.ts";
import type { LargeParties } from "./parties.ts";
import type { Chart } from "../chart.ts";

type From = { parties: LargeParties; deals: Deals; days: Days; chart: Chart };

/** The bills of one side that the vouchers up to a day leave open, oldest first: from the deals, without their vouchers. */
export function pendingBillsOf(from: From, side: "receivable" | "payable", on: number): StatedBill[] {
  const { parties, deals, days } = from;
  const bills: StatedBill[] = [];
  for (let month = -LONGEST_MONTHS; month <= days.monthOf(on); month++) {
    for (let party = 0; party < parties.count; party++) {
      if (parties.isSupplier(party) !== (side === "payable") || !parties.isBillWise(party)) continue;
      for (const deal of deals.dealsIn(party, month))
        if (isOpen(deal, on, days)) bills.push(pendingBill(from, deal, on));
    }
  }
  return bills.toSorted((a, b) => compare(a.date, b.date) || a.ledger - b.ledger || compare(a.name, b.name));
}

function isOpen(deal: Deal, on: number, days: Days): boolean {
  const settled = statedSettled(deal);
  return (
    deal.billed <= on &&
    deal.billed <= days.through &&
    (settled === null || settled > on || settled > days.through)
  );
}

function pendingBill({ chart, days }: From, deal: Deal, on: number): StatedBill {
  const { party, billed, isOnAccount } = deal;
  const last = Math.min(on, days.through);
  const came = (day: number | null): boolean => day !== null && day <= last;
  const { invoice, note, part } = sumsOf(chart, deal);
  let open = invoice.total;
  if (came(deal.noted)) open -= note?.total ?? 0n;
  if (came(deal.partPaid) && !isOnAccount) open -= part;
  const date = days.dateOf(billed);
  return {
    ledger: party.ledger.masterId,
    name: billNameOf(deal, days),
    date,
    due: addDays(date, party.creditDays),
    creditDays: party.creditDays,
    balance: party.isSupplier ? open : -open,
  };
}
