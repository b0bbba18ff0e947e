import type { Paise } from "@cfa/values/money";

import type { Chart } from "../chart.ts";
import type { OpeningBill } from "../tally-books.ts";
import type { Days } from "./days.ts";
import { billNameOf, sumsOf } from "./deal-vouchers.ts";
import { LONGEST_MONTHS, type Deal, type Deals } from "./deals.ts";
import type { LargeParties } from "./parties.ts";

type Opening = { opening: Paise; openingBills: readonly OpeningBill[] };

/** Lets the parties begin with the deals of the months before the books that are still whole. */
export function beginParties(making: {
  parties: LargeParties;
  deals: Deals;
  days: Days;
  chart: Chart;
}): void {
  const { parties, deals } = making;
  for (let party = 0; party < parties.count; party++) {
    let opened: Opening | undefined;
    for (let month = -LONGEST_MONTHS; month < 0; month++)
      for (const deal of deals.dealsIn(party, month))
        if (deal.billed < 0) opened = withDeal(opened, deal, making);
    if (opened !== undefined) parties.begin(party, opened);
  }
}

function withDeal(opened: Opening | undefined, deal: Deal, from: { days: Days; chart: Chart }): Opening {
  const { party, billed } = deal;
  const { total } = sumsOf(from.chart, deal).invoice;
  const amount = party.isSupplier ? total : -total;
  const bill = {
    name: billNameOf(deal, from.days),
    date: from.days.dateOf(billed),
    amount,
    creditDays: party.creditDays,
    isAdvance: false,
  };
  const { opening, openingBills } = opened ?? { opening: 0n, openingBills: [] };
  return {
    opening: opening + amount,
    openingBills: party.ledger.isBillWise ? [...openingBills, bill] : openingBills,
  };
}
