import { moneyPosition } from "@cfa/books/cash/position";
import { cashSaid } from "@cfa/db/queries/cash/cash-settings";
import { namedLedgers } from "@cfa/db/queries/cash/cash-ledgers";
import { dayBalances } from "@cfa/db/queries/assistant/suspects";
import { balancesOf } from "@cfa/db/queries/ledgers/balances";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";
import { financialYearOf } from "@cfa/values/period";

import { readAccounts } from "../../present/cash/accounts.ts";
import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { balance, ledger, money, onDay } from "../cells.ts";
import { firstOf } from "./due.ts";

const RUNS: readonly (string | null)[] = ["day", "week", "month"];

/** How much money there is on the accounts that count, as the page of cash adds them up; or how it went. */
export async function cashBalance(asked: Asked): Promise<Found> {
  const { snapshot, asOf, query, ledgers, withoutLedgers } = asked;
  const accounts = (await readAccounts(snapshot, { asOf, said: await cashSaid(snapshot) })).filter(
    ({ ledgerId, isLeftOut }) =>
      !withoutLedgers.includes(ledgerId) && (ledgers.length === 0 ? !isLeftOut : ledgers.includes(ledgerId)),
  );
  if (RUNS.includes(query.groupBy))
    return overDays(
      asked,
      accounts.map(({ ledgerId }) => ledgerId),
      money,
    );
  const kept = withinAmounts(
    accounts.map((each) => ({ ...each, amount: each.balance })),
    asked,
  );
  const { money: inHand, overdrawn } = moneyPosition(kept.map((each) => ({ ...each, isLeftOut: false })));
  return {
    figures: [
      ["balance", money(inHand - overdrawn)],
      ...(overdrawn === 0n ? [] : ([["overdrawn", money(overdrawn)]] as const)),
    ],
    columns: ["ledger", "balance"],
    rows: inOrder(
      kept.map((each) => ({
        cells: [ledger(each.ledgerId, each.name), money(each.balance)],
        amount: each.balance,
        day: null,
      })),
      asked,
      "most",
    ),
    chart: query.groupBy === "ledger" && kept.length > 1 ? "bar" : null,
  };
}

/** What some ledgers stand at, debit or credit; or how they went. */
export async function ledgerBalance(asked: Asked): Promise<Found> {
  const { snapshot, asOf, query, ledgers } = asked;
  if (RUNS.includes(query.groupBy)) return overDays(asked, ledgers, balance);
  const names = await namedLedgers(snapshot, ledgers);
  const balances = await balancesOf(snapshot, { ledgerIds: ledgers, asOf });
  // Income and expense begin anew with the financial year, as in Tally.
  const before = await balancesOf(snapshot, {
    ledgerIds: ledgers,
    asOf: addDays(financialYearOf(asOf).from, -1),
  });
  const found = ledgers.map((id) => {
    const carried = names.get(id)?.isRevenue === true ? (before.get(id) ?? 0n) : 0n;
    return { id, name: names.get(id)?.name ?? "", amount: (balances.get(id) ?? 0n) - carried };
  });
  const kept = withinAmounts(found, asked);
  return {
    figures: [["balance", balance(sum(kept.map(({ amount }) => amount)))]],
    columns: ["ledger", "balance"],
    rows: inOrder(
      kept.map(({ id, name, amount }) => ({ cells: [ledger(id, name), balance(amount)], amount, day: null })),
      asked,
      "most",
    ),
    chart: query.groupBy === "ledger" && kept.length > 1 ? "bar" : null,
  };
}

/** The balance at the end of each day, week or month; the last one ends with the period. */
async function overDays(
  asked: Asked,
  ids: readonly string[],
  cell: (amount: bigint) => Row["cells"][number],
): Promise<Found> {
  const { snapshot, query, today } = asked;
  const to = asked.period.to > today ? today : asked.period.to;
  const period = { from: asked.period.from, to };
  const grain = query.groupBy ?? "day";
  const moved = await dayBalances(snapshot, { ledgerIds: ids, ...period });
  const latest = new Map<string, bigint>();
  const rows: Row[] = [];
  let at = 0;
  for (let day: LocalDate = period.from; day <= to; day = addDays(day, 1)) {
    for (; at < moved.length && (moved[at]?.date ?? "") <= day; at++) {
      const each = moved[at];
      if (each !== undefined) latest.set(each.ledgerId, each.balance);
    }
    const isEnd = day === to || firstOf(grain, addDays(day, 1)) !== firstOf(grain, day);
    if (!isEnd) continue;
    const amount = sum(latest.values());
    rows.push({ cells: [onDay(day), cell(amount)], amount, day });
  }
  const kept = withinAmounts(rows, asked);
  const lowest = rows.map(({ amount }) => amount).toSorted((a, b) => (a < b ? -1 : 1))[0];
  return {
    figures: [
      ["balance", cell(rows.at(-1)?.amount ?? 0n)],
      ...(lowest === undefined ? [] : ([["lowest", cell(lowest)]] as const)),
    ],
    columns: ["day", "balance"],
    rows: lastRows(inOrder(kept, asked, "earliest"), asked),
    rowCount: kept.length,
    chart: "line",
    period,
    asOf: null,
  };
}

/** Of more days than are shown, the latest, where no order is asked for. */
function lastRows(rows: readonly Row[], { query, most }: Asked): Row[] {
  return query.order === null ? rows.slice(-most) : [...rows];
}
