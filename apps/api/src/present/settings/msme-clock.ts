import type { MsmeBill, MsmeClock } from "@cfa/contract/settings";
import type { SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { readClock, type Clocked } from "@cfa/db/queries/settings/msme-clock";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import { pageAt } from "../../routes/cursor.ts";

const NEAR_DAYS = 7;

type Wanted = { state: "all" | "near" | "past"; limit: number; offset: number };
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
