import { isCovered, msmeStanding, type MsmeLaw, type MsmeOnDay } from "@cfa/books/msme";
import { msmeLawOf, msmeOfDay, MSME_RULES } from "@cfa/books/stored-msme";
import type { LocalDate } from "@cfa/values/local-date";

import type { SideOnDay } from "../rollups/side-totals.ts";
import type { BooksReader, CompanySnapshot } from "../snapshot.ts";
import { companySetting } from "./company-setting.ts";
import { clockBills, msmeKnown, type ClockBill } from "./msme.ts";
import { statutoryRules, type StatutoryRuleRow } from "./statutory-rules.ts";

/** A bill under the clock, and how it stands. */
export type Clocked = {
  bill: ClockBill & Pick<MsmeOnDay, "udyamClass">;
  standing: ReturnType<typeof msmeStanding>;
  hasWrittenTerms: boolean;
};

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

function byLastDay(a: Clocked, b: Clocked): number {
  const [one, other] = [a, b].map(({ bill, standing }) => `${standing.lastDay} ${bill.billId}`);
  return (one ?? "") < (other ?? "") ? -1 : 1;
}
