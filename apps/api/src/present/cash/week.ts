import type { CashWeekEvidence } from "@cfa/contract/cash-forecast";
import { billsById } from "@cfa/db/queries/bills";
import { namedLedgers, type NamedLedger } from "@cfa/db/queries/cash/cash-ledgers";
import {
  cashForecast,
  cashPaths,
  recurringItems,
  type CashForecastRow,
} from "@cfa/db/queries/cash/forecasts";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { PathsHead, StoredWeek } from "@cfa/db/tables/cash";
import type { DayShare } from "@cfa/insights/forecast/recurring/draw-item";
import { dateOf, dayNumber } from "@cfa/insights/payment-history";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";

import { paiseOf, presentWeek } from "./forecast.ts";

const MOST_BILLS = 200; // of each side
const WEEK = 7;

type OpenBill = PathsHead["bills"][number];
type Named = { class: string; direction: "in" | "out"; amount: number };

/** What stands behind one week of the latest forecast; undefined: it has no week that begins on that day. */
export async function readWeek(
  snapshot: CompanySnapshot,
  from: LocalDate,
): Promise<CashWeekEvidence | undefined> {
  const row = await cashForecast(snapshot);
  const at = row?.weeks.findIndex((week) => week.from === dayNumber(from)) ?? -1;
  const week = row?.weeks[at];
  if (row === undefined || week === undefined) return undefined;
  const bills = await readBills(snapshot, { row, at });
  const items = await readItems(snapshot, week);
  const deposits = depositsIn(row, week);
  const postDated = await readPostDated(snapshot, row, week);
  const named: Named[] = [...bills.named, ...items.named, ...deposits.named, ...postDated.named];
  return {
    asOf: row.as_of,
    week: presentWeek(week),
    parts: week.classes.map((part) => {
      const sum = named.reduce(
        (total, each) =>
          each.class === part.class && each.direction === part.direction ? total + each.amount : total,
        0,
      );
      return { ...part, mean: paiseOf(part.mean), named: paiseOf(sum), rest: paiseOf(part.mean - sum) };
    }),
    bills: bills.shown,
    items: items.shown,
    deposits: deposits.shown,
    postDated: postDated.shown,
  };
}

/** Open bills as they were drawn: the most expected of each side. */
async function readBills(
  snapshot: CompanySnapshot,
  { row, at }: { row: CashForecastRow; at: number },
): Promise<{ shown: CashWeekEvidence["bills"]; named: Named[] }> {
  const all = (await cashPaths(snapshot))?.head.bills ?? [];
  const most = (["customer", "supplier"] as const).flatMap((side) =>
    all
      .filter((bill) => bill.side === side && (bill.weeks[at] ?? 0) > 0)
      .map((bill) => ({ bill, chance: bill.weeks[at] ?? 0, expected: expectedOf(bill, at) }))
      .toSorted((a, b) => b.expected - a.expected)
      .slice(0, MOST_BILLS),
  );
  const rows = await billsById(snapshot, { billIds: most.map(({ bill }) => bill.billId), asOf: row.as_of });
  const parties = await namedLedgers(snapshot, [...new Set(most.map(({ bill }) => bill.partyId))]);
  const known = most.flatMap(({ bill, chance, expected }) => {
    const stored = rows.get(bill.billId);
    return stored === undefined ? [] : [{ bill, chance, expected, stored }];
  });
  return {
    shown: known.map(({ bill, chance, expected, stored }) => ({
      side: bill.side === "customer" ? "receivable" : "payable",
      billId: idOut("bill", bill.billId),
      name: stored.name,
      partyId: idOut("party", bill.partyId),
      party: parties.get(bill.partyId)?.name ?? "",
      dueDate: stored.dueDate,
      amount: paiseOf(bill.amount),
      chance,
      expected: paiseOf(expected),
    })),
    named: known.map(({ bill, expected }) => ({
      class: `${bill.side}-open`,
      direction: bill.side === "customer" ? "in" : "out",
      amount: expected,
    })),
  };
}

function expectedOf(bill: OpenBill, at: number): number {
  return Math.round(bill.amount * (bill.weeks[at] ?? 0));
}

async function readItems(
  snapshot: CompanySnapshot,
  week: StoredWeek,
): Promise<{ shown: CashWeekEvidence["items"]; named: Named[] }> {
  const items = (await recurringItems(snapshot)).flatMap((item) =>
    item.ahead.flatMap((due) =>
      partIn(week, due).map(({ day, chance }) => ({
        item,
        day,
        chance,
        amount: Math.round(due.size * chance),
      })),
    ),
  );
  return {
    shown: items.map(({ item, day, chance, amount }) => ({
      ledgerId: idOut("ledger", item.ledger_id),
      name: item.name,
      class: item.class,
      direction: item.direction,
      every: item.every,
      day: dateOf(day),
      chance,
      expected: paiseOf(amount),
      hits: item.hits.map((hit) => ({
        due: dateOf(hit.due),
        day: dateOf(hit.day),
        amount: paiseOf(hit.size),
      })),
    })),
    named: items.map(({ item, amount }) => ({ class: item.class, direction: item.direction, amount })),
  };
}

function depositsIn(
  row: CashForecastRow,
  week: StoredWeek,
): { shown: CashWeekEvidence["deposits"]; named: Named[] } {
  const due = row.deposits.flatMap((each) =>
    partIn(week, each).map(({ day, chance }) => ({
      each,
      day,
      chance,
      amount: Math.round(each.size * chance),
    })),
  );
  return {
    shown: due.map(({ each, day, chance, amount }) => ({
      ...each.due,
      day: dateOf(day),
      chance,
      expected: paiseOf(amount),
      owed: paiseOf(each.owed),
    })),
    named: due.map(({ each, amount }) => ({ class: each.due.class, direction: "out", amount })),
  };
}

async function readPostDated(
  snapshot: CompanySnapshot,
  row: CashForecastRow,
  week: StoredWeek,
): Promise<{ shown: CashWeekEvidence["postDated"]; named: Named[] }> {
  const flows = row.post_dated.filter(({ day }) => isIn(week, day));
  const names = await namedLedgers(snapshot, [...new Set(flows.map(({ party, ledger }) => party ?? ledger))]);
  const known = flows.flatMap((flow) => {
    const ledger: NamedLedger | undefined = names.get(flow.party ?? flow.ledger);
    const direction: "in" | "out" = flow.amount < 0 ? "out" : "in";
    return ledger === undefined ? [] : [{ flow, ledger, direction, amount: Math.abs(flow.amount) }];
  });
  return {
    shown: known.map(({ flow, ledger, direction, amount }) => ({
      day: dateOf(flow.day),
      direction,
      amount: paiseOf(amount),
      ledgerId: idOut("ledger", ledger.ledgerId),
      name: ledger.name,
    })),
    named: known.map(({ direction, amount }) => ({ class: "post-dated", direction, amount })),
  };
}

function isIn(week: StoredWeek, day: number): boolean {
  return day >= week.from && day < week.from + WEEK;
}

/** Of what may move on some days the part of a week: the chance, and the day it is most likely on; none: an empty list. */
function partIn(
  week: StoredWeek,
  { chance, on }: { chance: number; on: readonly DayShare[] },
): { day: number; chance: number }[] {
  const days = on.filter(({ day }) => isIn(week, day)).toSorted((a, b) => b.share - a.share || a.day - b.day);
  const [likely] = days;
  if (likely === undefined) return [];
  return [{ day: likely.day, chance: chance * days.reduce((sum, { share }) => sum + share, 0) }];
}
