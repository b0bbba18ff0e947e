import { seesContacts } from "@cfa/contract/roles";
import { cashForecast } from "../../cash/forecasts.ts";
import { openAtPlaces } from "../../rollups/side-sums.ts";
import { latestLearning } from "../../insights/learned.ts";
import { largeReceipts, laterForecasts } from "../large-money.ts";
import { returnedCheques } from "../returned-cheques.ts";
import { unappliedMoney } from "../unapplied-money.ts";
import { dateOf } from "@cfa/insights/payment-history";
import { gainBefore, gainOfSlower, gainOfWaiting } from "@cfa/insights/today/days-gained";
import { floorBreach } from "@cfa/insights/today/floor-breach";
import { slippedBy } from "@cfa/insights/today/slipped-bill";
import { idOut } from "@cfa/values/ids";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import { readClock } from "../../settings/msme-clock.ts";
import type { CompanySnapshot } from "../../snapshot.ts";
import { sinceDay, type Found, type Looking } from "./found.ts";

/** A forecast older than this is nothing to act on. */
const FORECAST_DAYS = 2;
/** Place of the middle among a week's quantiles. */
const MIDDLE = 3;
/** Money is large that is at least one in so many parts of what customers owe. */
const LARGE_PART = 100n;
/** A cheque that came back longer ago than this is an old story. */
const RETURNED_DAYS = 30;
/** Money that came longer ago is no news. */
const LANDED_DAYS = 2;
/** What was foretold of a bill within so many days is held against what is foretold now. */
const FORETOLD_DAYS = 28;
/** Day 40 of 45: so many days are left. */
const NEAR_DAYS = 5;

/** The day on which there will rather be less money than the owner wants; nothing where no floor is said or no forecast is made. */
export async function findBelowFloor({ snapshot, today }: Looking): Promise<Found[]> {
  const row = await cashForecast(snapshot, { from: addDays(today, -FORECAST_DAYS) });
  if (row === undefined || row.floor === null) return [];
  const ends = row.weeks.map(({ from, balance }) => ({ from, middle: balance.quantiles[MIDDLE] ?? 0 }));
  const breach = floorBreach(ends, row.floor);
  if (breach === null) return [];
  const day = dateOf(breach.from);
  const days = Math.max(daysBetween(today, day), 0);
  const finding = {
    kind: "cash-below-floor",
    key: "cash-below-floor",
    amount: breach.shortfall,
    gain: gainBefore(days),
    since: today,
    action: "cash",
  } as const;
  return [{ ...sinceDay(finding, today), day, days }];
}

/**
 * Customers with money that no bill has taken, large beside what customers owe. It is in the bank already: nothing but the figures gains by
 * setting it against bills, and so one day.
 */
export async function findUnapplied({ snapshot, today, large }: Looking): Promise<Found[]> {
  const rows = await unappliedMoney(snapshot, { asOf: today, atLeast: large });
  return rows.map(({ ledgerId, name, amount, since }) => {
    const finding = {
      kind: "unapplied-receipt",
      key: `unapplied-receipt.${idOut("party", ledgerId)}`,
      amount,
      gain: 1,
      since: since as LocalDate, // from the database, where it is a day
      party: { ledgerId, name },
      action: "exceptions",
    } as const;
    return sinceDay(finding, today);
  });
}

/** Large payments of customers, as soon as they are in the books: nothing is to be done about them. */
export async function findLanded({ snapshot, today, large }: Looking): Promise<Found[]> {
  if (large <= 0n) return [];
  const rows = await largeReceipts(snapshot, {
    from: addDays(today, -LANDED_DAYS),
    asOf: today,
    atLeast: large,
  });
  return rows.map(({ voucherId, ledgerId, name, amount, date }) => {
    const finding = {
      kind: "payment-landed",
      key: `payment-landed.${idOut("voucher", voucherId)}`,
      amount,
      gain: 0,
      since: date as LocalDate, // from the database, where it is a day
      party: { ledgerId, name },
      action: "party",
    } as const;
    return sinceDay(finding, today);
  });
}

/** Large bills that are now expected later than was likely when they were first foretold, within four weeks. */
export async function findSlippedBills({ snapshot, today, large }: Looking): Promise<Found[]> {
  const learned = await latestLearning(snapshot, { side: "receivable" });
  if (learned === undefined) return [];
  const asOf = learned.asOf as LocalDate;
  const rows = await laterForecasts(snapshot, {
    asOf,
    from: addDays(asOf, -FORETOLD_DAYS),
    today,
    atLeast: large,
  });
  return rows.flatMap((row): Found[] => {
    // Days come from the database, where they are days.
    const first = { median: row.firstMedian as LocalDate | null, high: row.firstHigh as LocalDate | null };
    const day = row.median as LocalDate | null;
    const slipped = slippedBy(first, { median: day, high: row.high as LocalDate | null });
    if (slipped === null) return [];
    const finding = {
      kind: "bill-slips",
      key: `bill-slips.${idOut("bill", row.billId)}`,
      amount: row.open,
      gain: gainOfSlower(slipped.days),
      since: asOf,
      party: { ledgerId: row.ledgerId, name: row.name },
      bill: { billId: row.billId, name: row.bill },
      action: "bill",
    } as const;
    return [{ ...sinceDay(finding, today), day, days: slipped.days ?? 0 }];
  });
}

/** From how much on money is large beside what customers owe on a day. */
export async function largeOn(snapshot: CompanySnapshot, today: LocalDate): Promise<bigint> {
  const open = await openAtPlaces(snapshot, { asOf: today, days: [today] });
  const owed = sum(open.filter(({ side }) => side === "receivable").map(({ amount }) => amount));
  return (owed + LARGE_PART - 1n) / LARGE_PART;
}

/** Money of customers that went back within a month and has not come again: cheques that may have been returned. */
export async function findReturnedCheques({ snapshot, today }: Looking): Promise<Found[]> {
  const rows = await returnedCheques(snapshot, { from: addDays(today, -RETURNED_DAYS), asOf: today });
  return rows.map(({ voucherId, ledgerId, name, amount, date }) => {
    const since = date as LocalDate; // from the database, where it is a day
    const finding = {
      kind: "cheque-returned",
      key: `cheque-returned.${idOut("voucher", voucherId)}`,
      amount,
      gain: gainOfWaiting(daysBetween(since, today)),
      since,
      party: { ledgerId, name },
      action: "call",
    } as const;
    return sinceDay(finding, today);
  });
}

/** Bills of micro and small suppliers whose last day to be paid in time is near or past. */
export async function findMsmeDues({ snapshot, today, role }: Looking): Promise<Found[]> {
  if (!seesContacts(role)) return [];
  const { clocked } = await readClock(snapshot, { side: "payable", asOf: today });
  return clocked
    .filter(({ standing }) => standing.daysLeft <= NEAR_DAYS)
    .map(({ bill, standing: { lastDay, daysLeft } }) => {
      const finding = {
        kind: "msme-due",
        key: `msme-due.${idOut("bill", bill.billId)}`,
        amount: bill.open,
        gain: gainBefore(daysLeft),
        since: addDays(lastDay, -NEAR_DAYS),
        party: { ledgerId: bill.ledgerId, name: bill.party },
        bill: { billId: bill.billId, name: bill.name },
        action: "bill",
      } as const;
      return { ...sinceDay(finding, today), day: lastDay, days: daysLeft };
    });
}
