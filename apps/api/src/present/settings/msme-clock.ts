import { isCovered, msmeStanding, type MsmeLaw, type MsmeOnDay } from "@cfa/books/msme";
import { msmeLawOf, msmeOfDay, MSME_RULES } from "@cfa/books/stored-msme";
import type { MsmeBill, MsmeClock } from "@cfa/contract/settings";
import { companySetting } from "@cfa/db/queries/settings/company-setting";
import { clockBills, msmeKnown, type ClockBill } from "@cfa/db/queries/settings/msme";
import { statutoryRules, type StatutoryRuleRow } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader, CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { pageAt } from "../../routes/cursor.ts";
import type { SideOnDay } from "../balances.ts";

const NEAR_DAYS = 7;

type Wanted = { state: "all" | "near" | "past"; limit: number; offset: number };
/** A bill under the clock, and how it stands. */
export type Clocked = {
  bill: ClockBill & Pick<MsmeOnDay, "udyamClass">;
  standing: ReturnType<typeof msmeStanding>;
  hasWrittenTerms: boolean;
};

/** One page of the bills under the law's clock, earliest last day first, with the totals of all. */
export async function readMsmeClock(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
  { state, limit, offset }: Wanted,
): Promise<MsmeClock> {
  const { rules, applies, clocked: all } = await readClock(snapshot, { side, asOf });
  const clocked = all.filter(({ standing: { daysLeft } }) => isIn(state, daysLeft));
  const page = pageAt(clocked.slice(offset, offset + limit + 1), { limit, offset });
  return {
    asOf,
    side,
    applies,
    rules: rules.map((rule) => ({ ...rule })),
    total: totalOf(clocked),
    rows: page.rows.map(presentClocked),
    nextCursor: page.nextCursor,
  };
}

/** Every bill under the law's clock on a day, earliest last day first, with the law as it is then. */
export async function readClock(
  snapshot: CompanySnapshot,
  { side, asOf }: SideOnDay,
): Promise<{ rules: StatutoryRuleRow[]; law: MsmeLaw; applies: boolean; clocked: Clocked[] }> {
  const { rules, law } = await readMsmeLaw(snapshot, asOf);
  const own = await companySetting(snapshot);
  const known = await msmeKnown(snapshot);
  const guids = side === "payable" ? [...known.keys()] : null;
  const bills = guids?.length === 0 ? [] : await clockBills(snapshot, { side, asOf, guids });
  const clocked = bills.flatMap((bill): Clocked[] => {
    // What a supplier was on the bill's day counts; of customers' bills, what we are ourselves.
    const supplier = msmeOfDay(bill.date as LocalDate, known.get(bill.guid));
    const who = side === "payable" ? supplier : own;
    if (!isCovered(who, law)) return [];
    const hasWrittenTerms = supplier.hasWrittenTerms ?? false;
    const { udyamClass } = who;
    return [{ bill: { ...bill, udyamClass }, ...clock(bill, { asOf, law, hasWrittenTerms }) }];
  });
  return {
    rules,
    law,
    applies: side === "payable" ? clocked.length > 0 : isCovered(own, law),
    clocked: clocked.toSorted(byLastDay),
  };
}

/** The law for micro and small enterprises on a day, and its dated rows. */
export async function readMsmeLaw(
  snapshot: BooksReader,
  asOf: LocalDate,
): Promise<{ rules: StatutoryRuleRow[]; law: MsmeLaw }> {
  const rules = (await statutoryRules(snapshot, MSME_RULES)).filter(({ validFrom }) => validFrom <= asOf);
  return { rules, law: msmeLawOf(rules) };
}

function clock(
  bill: ClockBill,
  on: { asOf: LocalDate; law: MsmeLaw; hasWrittenTerms: boolean },
): Omit<Clocked, "bill"> {
  // Days come from the database, where they are days.
  const dated = {
    date: bill.date as LocalDate,
    dueDate: bill.dueDate as LocalDate,
    amount: bill.amount,
    settlements: bill.settlements.map(({ date, amount }) => ({ date: date as LocalDate, amount })),
  };
  return { hasWrittenTerms: on.hasWrittenTerms, standing: msmeStanding(dated, on) };
}

function isIn(state: Wanted["state"], daysLeft: number): boolean {
  if (state === "all") return true;
  return state === "past" ? daysLeft < 0 : daysLeft >= 0 && daysLeft <= NEAR_DAYS;
}

function totalOf(clocked: readonly Clocked[]): MsmeClock["total"] {
  const total = { open: 0n, past: 0n, interest: 0n };
  for (const { bill, standing } of clocked) {
    total.open += bill.open;
    if (standing.daysLeft < 0) total.past += bill.open;
    total.interest += standing.interest ?? 0n;
  }
  return {
    open: paiseToJson(total.open),
    past: paiseToJson(total.past),
    interest: paiseToJson(total.interest),
  };
}

function presentClocked({ bill, standing, hasWrittenTerms }: Clocked): MsmeBill {
  const { party, name, date, dueDate } = bill;
  return {
    partyId: idOut("party", bill.ledgerId),
    party,
    billId: idOut("bill", bill.billId),
    name,
    date,
    dueDate,
    hasWrittenTerms,
    amount: paiseToJson(bill.amount),
    open: paiseToJson(bill.open),
    lastDay: standing.lastDay,
    daysLeft: standing.daysLeft,
    interest: standing.interest === null ? null : paiseToJson(standing.interest),
  };
}

function byLastDay(a: Clocked, b: Clocked): number {
  const [one, other] = [a, b].map(({ bill, standing }) => `${standing.lastDay} ${bill.billId}`);
  return (one ?? "") < (other ?? "") ? -1 : 1;
}
