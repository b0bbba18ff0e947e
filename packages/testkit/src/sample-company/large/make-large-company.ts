import { addDays, addMonths, day, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";
import { financialYearOf, monthOf } from "@cfa/values/period";

import { gstin } from "../contact.ts";
import { companyGuid, companyName, CURRENCIES, makeMasters, type Masters } from "../masters.ts";
import { openedChart } from "../openings.ts";
import { roundTo, scaled } from "../parties.ts";
import type { Ledger } from "../tally-books.ts";
import type { TallySource } from "../tally-source.ts";
import { makeDays, type Days } from "./days.ts";
import { makeDeals } from "./deals.ts";
import { eachHouseVoucher } from "./house-vouchers.ts";
import { makeMonths } from "./months.ts";
import { beginParties } from "./openings.ts";
import { makeLargeParties } from "./parties.ts";
import { pendingBillsOf } from "./pending-bills.ts";
import { makeRegister } from "./register.ts";
import type { Desk } from "./write-voucher.ts";

/** How big the large company is; what is left out is size L. */
export type LargeOptions = {
  readonly seed?: number;
  /** The last day of the books. */
  readonly through?: LocalDate;
  /** About how many vouchers, 1,000 or more. */
  readonly vouchers?: number;
  /** 20 or more. */
  readonly parties?: number;
};

const MONTHS = 36;
/** Vouchers that come of a deal on average, those after the last day left out. */
const VOUCHERS_A_DEAL = 2.54;
const LEAST_VOUCHERS = 1_000;
const LEAST_PARTIES = 20;
/** From so many vouchers on the counter is open every day. */
const BUSY = 100_000;

/**
 * Size L: three years of about a million vouchers of 50,000 parties, none of them held. Every voucher follows from the
 * seed, its party and its month alone, so any period can be made again at any time. What has to be counted is counted
 * once: where each month begins when the company is made, balances when they are first asked for.
 */
export function makeLargeCompany(options: LargeOptions = {}): TallySource {
  const { seed = 1, through = day("2026-09-30"), vouchers = 1_000_000, parties: count = 50_000 } = options;
  if (vouchers < LEAST_VOUCHERS || count < LEAST_PARTIES)
    throw new RangeError(
      `a large company has ${LEAST_VOUCHERS} vouchers and ${LEAST_PARTIES} parties or more`,
    );
  const booksFrom = addMonths(addDays(monthOf(through).to, 1), -MONTHS);
  const masters = makeMasters();
  const days = makeDays(booksFrom, through);
  const isBusy = vouchers >= BUSY;
  const dealsAMonth = (vouchers - houseVouchers(days, isBusy)) / MONTHS / VOUCHERS_A_DEAL;
  const parties = makeLargeParties({ seed, count, dealsAMonth, ids: masters.ids });
  const deals = makeDeals({ seed, days, parties });
  const desk: Desk = {
    seed,
    chart: masters.chart,
    days,
    deals,
    parties,
    turnover: scaled(30_000_00n, dealsAMonth),
  };
  const openingStock = -roundTo(scaled(desk.turnover, 1.4), 1_000);
  const ledgers = openedLedgers(masters, desk, openingStock);
  const register = makeRegister({ desk, ledgers, months: makeMonths({ days, deals, parties, isBusy }) });
  const guid = companyGuid(seed, `L ${vouchers} ${count}`);
  return {
    guid,
    name: `${companyName(seed)} (Wholesale)`,
    state: "Maharashtra",
    gstin: gstin("27", `ZZZPL${1000 + (Math.abs(seed) % 9000)}K`),
    startingFrom: financialYearOf(booksFrom).from,
    booksFrom,
    through,
    masterMark: masters.ids.last,
    groups: masters.groups,
    ledgers,
    voucherTypes: masters.voucherTypes,
    currencies: CURRENCIES,
    openingStock,
    ...register,
    voucherByGuid: (asked) => {
      const [, own, id] = /^(.{36})-([0-9a-f]{8})$/.exec(asked) ?? [];
      return own === guid && id !== undefined ? register.voucherById(Number.parseInt(id, 16)) : null;
    },
    pendingBillsOn: (side, date) =>
      pendingBillsOf({ parties, deals, days, chart: masters.chart }, side, days.numberOf(date)),
  };
}

function houseVouchers(days: Days, isBusy: boolean): number {
  let count = 0;
  for (let month = 0; month < MONTHS; month++) eachHouseVoucher(month, { days, isBusy }, () => count++);
  return count;
}

function openedLedgers(masters: Masters, desk: Desk, openingStock: Paise): Ledger[] {
  beginParties(desk);
  const opened = desk.parties.ledgers;
  const partiesTotal = sum(opened.map((ledger) => ledger.opening));
  const profile = { turnover: desk.turnover };
  const fixed = openedChart(masters.chart, { profile, partiesTotal, openingStock, ledgers: masters.ledgers });
  return [...fixed, ...opened];
}
