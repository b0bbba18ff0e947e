import type { Paise } from "@cfa/values/money";

import type { Chart } from "../chart.ts";
import { baseOf } from "../desk.ts";
import type { Voucher } from "../tally-books.ts";
import type { Days } from "./days.ts";
import { dealBody, dealTypeOf } from "./deal-vouchers.ts";
import type { Deals } from "./deals.ts";
import type { LargeParties } from "./parties.ts";
import { houseBody, houseTypeOf } from "./house-vouchers.ts";
import type { Planned } from "./months.ts";

/** What vouchers are written from. */
export type Desk = {
  readonly seed: number;
  readonly chart: Chart;
  readonly days: Days;
  readonly deals: Deals;
  readonly parties: LargeParties;
  readonly turnover: Paise;
};

export type VoucherIds = { masterId: number; alterId: number; number: string };

/** Writes a planned voucher. The same plan gives the same voucher. */
export function writeVoucher(desk: Desk, planned: Planned, ids: VoucherIds): Voucher {
  const { day, kind, party } = planned;
  const type = party === null ? houseTypeOf(kind) : dealTypeOf(kind, desk.parties.isSupplier(party));
  return {
    reference: "",
    referenceDate: null,
    party: party === null ? 0 : (desk.parties.ledgers[party]?.masterId ?? 0),
    isCancelled: false,
    isOptional: false,
    isPostDated: false,
    dueText: "",
    date: desk.days.dateOf(day),
    type,
    base: baseOf(type),
    ...ids,
    ...bodyOf(desk, planned),
  };
}

function bodyOf(desk: Desk, planned: Planned): ReturnType<typeof dealBody> {
  const { seed, chart, days, deals, turnover } = desk;
  const { day, kind, party, dealMonth, dealIndex } = planned;
  if (party === null) return houseBody(kind, { seed, chart, turnover, day, days });
  const deal = deals.dealOf(party, dealMonth, dealIndex);
  if (deal === null) throw new RangeError("a planned voucher has a deal");
  return dealBody({ deal, kind, day, chart, days });
}
