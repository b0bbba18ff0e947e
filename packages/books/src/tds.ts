import { addDays, type LocalDate } from "@cfa/values/local-date";
import { abs, sum, type Paise } from "@cfa/values/money";
import { share, type BasisPoints } from "@cfa/values/percent";

import { counts, type Bill } from "./bill.ts";
import { saidOn, type TdsSaid } from "./tds-said.ts";

/*
 * Tax deducted at source: a party pays a bill short by a percent of it and hands over a certificate later. What it usually
 * keeps back is learned from its own past; a bill that is short by just that is settled, certificate awaited. The rules, with a
 * worked example: docs/algorithms/tds.md.
 */

/** What the percent is taken of: the bill without duties and taxes, or the whole bill. */
export type TdsBase = "taxable" | "gross";

/** A percent that the law knows, from one day to another. Only such are learned. */
export type TdsRate = { points: BasisPoints; from: LocalDate; until: LocalDate | null };

/**
 * A bill, and what its voucher charged before duties and taxes; null: nothing tells. `yearSum`: what the party's bills of the
 * financial year come to with this one, where a person's word has a threshold.
 */
export type TaxedBill = { bill: Bill; taxable: Paise | null; yearSum?: Paise };

/** The tax lines of a voucher, and what it moved on the party's ledger: both as positive sums. */
export type TaxVoucher = { tax: Paise; moved: Paise };

/** What a party keeps back, and what says so. */
export type TdsProfile = {
  points: BasisPoints;
  base: TdsBase;
  bills: number; // that it rests on
  booked: number; // of them, those whose tax a voucher shows on a TDS ledger
  since: LocalDate; // the day of the first of them
  learnedOn: LocalDate; // from this day on it was known
};

/** A sum that stays open on a bill for its tax alone, from a day on. */
export type TdsAwaited = { bill: Bill; amount: Paise; from: LocalDate; points: BasisPoints; base: TdsBase };

export type TdsFindings = { profile: TdsProfile | null; awaited: TdsAwaited[] };

type Key = Pick<TdsProfile, "points" | "base">;
type Habit = Key & Pick<TdsProfile, "learnedOn">;
type Sign = { date: LocalDate; key: Key; bill: Bill; isBooked: boolean };
type Standing = { date: LocalDate; left: Paise; vouchers: ReadonlySet<string> };

/** Rounding, for each bill. */
const ROUNDING: Paise = 100n;
/** Smaller sums fit too many percents. */
const LEAST_LEARNED: Paise = 1_000n;
/** Two bills that are short by the same percent, or one whose tax a voucher shows. */
const LEAST_WEIGHT = 2;

/**
 * What one side of a party keeps back, and which bills are open for that alone. Days after a day play no part in what is
 * found for it. `bills` in any order; `taxVouchers` by voucher id; `said`: what people say, the latest first, which on its days takes the
 * place of what was learned.
 */
export function findTds(
  bills: readonly TaxedBill[],
  given: {
    taxVouchers: ReadonlyMap<string, TaxVoucher>;
    rates: readonly TdsRate[];
    said?: readonly TdsSaid[];
  },
): TdsFindings {
  const known = bills.map((taxed) => ({ ...taxed, days: standingsOf(taxed.bill) }));
  const signs = [
    ...known.flatMap((taxed) => signsOfShortPay(taxed, given.rates)),
    ...signsOfVouchers(known, given),
  ];
  const profiles = profilesOf(signs);
  const groups = groupsOf(known);
  const habits: HabitsOn = (day, of) => habitsOn(day, { of, said: given.said ?? [], profiles });
  const awaited = known.flatMap((taxed) => {
    const found = awaitedOn(taxed, habits) ?? awaitedTogether(taxed, { groups, habits });
    return found === undefined ? [] : [found];
  });
  return { profile: profiles[0] ?? null, awaited };
}

type Known = TaxedBill & { days: readonly Standing[] };

/** The tax on a bill of some amount; null when its base is not known. */
export function expectedTds(
  { amount, taxable }: { amount: Paise; taxable: Paise | null },
  { points, base }: Key,
): Paise | null {
  if (base === "gross") return share(amount, points);
  return taxable === null ? null : share(taxable, points);
}

/** What was left of a bill at the end of each day on which something that counts settled it. */
function standingsOf(bill: Bill): Standing[] {
  const settlements = bill.settlements.filter((one) => counts(bill, one));
  const byDay = Map.groupBy(settlements, (one) => one.date);
  let left = bill.amount;
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, parts]) => {
      left -= sum(parts.map((one) => one.amount));
      return { date, left, vouchers: new Set(parts.flatMap((one) => one.voucherId ?? [])) };
    });
}

/** What fits a sum kept back from some bills, by the rates of their days. */
function keysFor(amount: Paise, bills: readonly TaxedBill[], rates: readonly TdsRate[]): Key[] {
  if (amount < LEAST_LEARNED || bills.length === 0) return [];
  const inForce = rates.filter((rate) =>
    bills.every(({ bill }) => rate.from <= bill.date && (rate.until === null || bill.date <= rate.until)),
  );
  const keys = [...new Set(inForce.map((rate) => rate.points))]
    .toSorted((a, b) => a - b)
    .flatMap((points): Key[] => [
      { points, base: "taxable" },
      { points, base: "gross" },
    ]);
  return keys.filter((key) => fits(amount, bills, key));
}

function fits(amount: Paise, bills: readonly TaxedBill[], key: Key): boolean {
  const expected = bills.map(({ bill, taxable }) => expectedTds({ amount: bill.amount, taxable }, key));
  if (expected.includes(null)) return false;
  return abs(amount - sum(expected.map((one) => one ?? 0n))) <= ROUNDING * BigInt(bills.length);
}

/** A bill that was paid and left open by just some percent. */
function signsOfShortPay(taxed: Known, rates: readonly TdsRate[]): Sign[] {
  const { bill, days } = taxed;
  return days.flatMap(({ date, left }) =>
    keysFor(left, [taxed], rates).map((key) => ({ date, key, bill, isBooked: false })),
  );
}

/** A voucher with a line on a TDS ledger: all of it tax (a certificate), or a part (a receipt that shows it). */
function signsOfVouchers(
  known: readonly Known[],
  { taxVouchers, rates }: { taxVouchers: ReadonlyMap<string, TaxVoucher>; rates: readonly TdsRate[] },
): Sign[] {
  const signs: Sign[] = [];
  const closed = new Map<string, Known[]>();
  for (const taxed of known) {
    for (const part of taxed.bill.settlements) {
      const voucher = taxVouchers.get(part.voucherId ?? "");
      if (voucher === undefined || !counts(taxed.bill, part)) continue;
      if (voucher.tax < voucher.moved) continue;
      const { bill } = taxed;
      for (const key of keysFor(part.amount, [taxed], rates))
        signs.push({ date: part.date, key, bill, isBooked: true });
    }
    for (const { left, vouchers } of taxed.days) {
      if (left === 0n) for (const id of vouchers) closed.set(id, [...(closed.get(id) ?? []), taxed]);
    }
  }
  for (const [id, bills] of closed) {
    const voucher = taxVouchers.get(id);
    if (voucher === undefined || voucher.tax >= voucher.moved) continue;
    for (const key of keysFor(voucher.tax, bills, rates)) {
      for (const { bill, days } of bills)
        signs.push({ date: days.at(-1)?.date ?? bill.date, key, bill, isBooked: true });
    }
  }
  return signs;
}

/** Every percent that enough bills speak for; the one with most of them first. */
function profilesOf(signs: readonly Sign[]): TdsProfile[] {
  const byKey = Map.groupBy(signs, ({ key }) => `${key.points} ${key.base}`);
  const profiles = [...byKey.values()].flatMap((all): TdsProfile[] => {
    const seen = new Map<Bill, Sign>();
    let learnedOn: LocalDate | undefined;
    for (const sign of all.toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1))) {
      if (seen.get(sign.bill)?.isBooked !== true) seen.set(sign.bill, sign);
      learnedOn ??= weightOf(seen.values()) >= LEAST_WEIGHT ? sign.date : undefined;
    }
    const [first] = all;
    if (learnedOn === undefined || first === undefined) return [];
    const since = all.reduce((day, { date }) => (date < day ? date : day), first.date);
    const booked = [...seen.values()].filter((sign) => sign.isBooked).length;
    return [{ ...first.key, bills: seen.size, booked, since, learnedOn }];
  });
  return profiles.toSorted(
    (a, b) =>
      b.bills - a.bills ||
      b.booked - a.booked ||
      (a.base === b.base ? 0 : a.base === "taxable" ? -1 : 1) ||
      a.points - b.points,
  );
}

function weightOf(signs: Iterable<Sign>): number {
  let weight = 0;
  for (const { isBooked, key } of signs) {
    // A round part of the whole bill left open is as often money held back until the work is done.
    weight += isBooked ? LEAST_WEIGHT : key.base === "taxable" ? 1 : 0;
  }
  return weight;
}

type HabitsOn = (day: LocalDate, of: readonly Known[]) => readonly Habit[];

/** What a party may keep back from some bills that it pays on a day. */
function habitsOn(
  day: LocalDate,
  given: { of: readonly Known[]; said: readonly TdsSaid[]; profiles: readonly TdsProfile[] },
): readonly Habit[] {
  const word = saidOn(given.said, day);
  if (word === undefined) return given.profiles;
  const { points, base, threshold, from } = word;
  const isBelow = threshold !== null && given.of.some(({ yearSum }) => (yearSum ?? 0n) <= threshold);
  return points === 0 || isBelow ? [] : [{ points, base, learnedOn: from }];
}

/** The first day on which a bill was short by just the tax. */
function awaitedOn(taxed: Known, habits: HabitsOn): TdsAwaited | undefined {
  for (const { date, left } of taxed.days) {
    const habit = habits(date, [taxed]).find((one) => left > 0n && fits(left, [taxed], one));
    if (habit !== undefined) return awaiting(taxed, { date, left, habit });
  }
  return undefined;
}

type Group = { date: LocalDate; left: Paise; bills: Known[] };

/** Bills paid by one voucher, with what they were short of together that day. */
function groupsOf(known: readonly Known[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const taxed of known) {
    for (const { date, left, vouchers } of taxed.days) {
      for (const id of vouchers) {
        const group = groups.get(`${id} ${date}`) ?? { date, left: 0n, bills: [] };
        groups.set(`${id} ${date}`, group);
        group.left += left;
        group.bills.push(taxed);
      }
    }
  }
  return groups;
}

/** The same where several bills were paid at once and the tax of all stands on one of them. */
function awaitedTogether(
  taxed: Known,
  { groups, habits }: { groups: ReadonlyMap<string, Group>; habits: HabitsOn },
): TdsAwaited | undefined {
  for (const { date, left, vouchers } of taxed.days) {
    if (left === 0n) continue;
    for (const id of vouchers) {
      const group = groups.get(`${id} ${date}`);
      if (group === undefined || group.bills.length < 2) continue;
      const habit = habits(date, group.bills).find((one) => fits(group.left, group.bills, one));
      if (habit !== undefined) return awaiting(taxed, { date, left, habit });
    }
  }
  return undefined;
}

function awaiting(
  { bill }: Known,
  { date, left, habit }: { date: LocalDate; left: Paise; habit: Habit },
): TdsAwaited {
  const { points, base, learnedOn } = habit;
  return { bill, amount: left, from: date > learnedOn ? date : learnedOn, points, base };
}

/** Whether a ledger is one on which tax deducted at source is booked, told by its name: Tally has no mark that is always set. */
export function isTdsLedger(name: string): boolean {
  return /\btds\b|\btax deducted\b/iu.test(name) && !/\btcs\b/iu.test(name);
}

/** Whether a ledger holds tax that others have kept back from us: a TDS ledger among the assets, or one that says so. */
export function isTdsReceivable({ name, root }: { name: string; root: string }): boolean {
  if (!isTdsLedger(name) || /\bpayable\b/iu.test(name)) return false;
  return root === "Current Assets" || /\b(receivable|recoverable|refund)\b/iu.test(name);
}

/** The rules whose rates a party may keep back from its bills. */
export const TDS_RULES = ["tds-goods", "tds-contractor", "tds-professional", "tds-commission"];

/** A dated row of a rule. */
type DatedRule = { rule: string; validFrom: string; value: unknown };

/** The rates of some rules, of which `rows` are the dated rows, oldest first: each holds until the next one of its rule. */
export function tdsRatesOf(rows: readonly DatedRule[]): TdsRate[] {
  return rows.flatMap((row, index) => {
    const next = rows.slice(index + 1).find(({ rule }) => rule === row.rule);
    // Only migrations write these rows.
    const { hundredths } = row.value as { hundredths: Record<string, BasisPoints> };
    const from = row.validFrom as LocalDate;
    const until = next === undefined ? null : addDays(next.validFrom as LocalDate, -1);
    return Object.values(hundredths).map((points) => ({ points, from, until }));
  });
}
