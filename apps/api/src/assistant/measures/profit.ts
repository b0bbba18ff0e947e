import { dayText } from "@cfa/assistant/answer/title";
import type { ProfitAndLoss } from "@cfa/contract/results";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import { monthsIn, type Period } from "@cfa/values/period";

import { readProfitAndLoss, readResultLedgers } from "../../present/ledgers/profit-and-loss.ts";
import { inOrder } from "../arrange.ts";
import type { Asked, Caveat, Found, Row } from "../asked.ts";
import { code, money, NONE, onDay } from "../cells.ts";

type Result = "net" | "gross";

/** The result of a period, with what it is made of; by month or by ledger. */
export function profit(of: Result): (asked: Asked) => Promise<Found> {
  return async (asked) => {
    const { snapshot, period, query } = asked;
    const found = await readProfitAndLoss(snapshot, period);
    const result = resultOf(found, of);
    const isGross = of === "gross";
    const income = isGross ? [found.directIncome] : [found.directIncome, found.indirectIncome];
    const expense = isGross ? [found.directExpense] : [found.directExpense, found.indirectExpense];
    return {
      figures: [
        [result.isBesideStock ? "besideStock" : "amount", money(result.amount)],
        ["income", money(total(income))],
        ["expense", money(total(expense))],
        ...(found.stock === "stated"
          ? ([
              ["openingStock", known(found.openingStock.value)],
              ["closingStock", known(found.closingStock.value)],
            ] as const)
          : []),
      ],
      ...(query.groupBy === "month" ? await byMonth(asked, of) : {}),
      ...(query.groupBy === "ledger" ? await byLedger(asked) : {}),
      caveats: stockCaveat(found, period),
    };
  };
}

function resultOf(found: ProfitAndLoss, of: Result): { amount: bigint; isBesideStock: boolean } {
  const stated = of === "net" ? found.netResult : found.grossResult;
  if (stated !== null) return { amount: paiseFromJson(stated), isBesideStock: false };
  const direct = paiseFromJson(found.directIncome) - paiseFromJson(found.directExpense);
  return { amount: of === "net" ? paiseFromJson(found.resultBesideStock) : direct, isBesideStock: true };
}

function total(sums: readonly string[]): bigint {
  return sums.reduce((sum, text) => sum + paiseFromJson(text), 0n);
}

function known(value: string | null) {
  return value === null ? NONE : money(paiseFromJson(value));
}

function stockCaveat({ stock, openingStock, closingStock }: ProfitAndLoss, period: Period): Caveat[] {
  if (stock === "none") return [["no-stock"]];
  if (stock === "not-stated") {
    const missing = [openingStock, closingStock].filter(({ value }) => value === null);
    return [
      [
        "stock-not-stated",
        { day: missing.map(({ asOf }) => dayText(asOf)).join(", ") || dayText(period.to) },
      ],
    ];
  }
  const [opening, closing] = [openingStock, closingStock].map(({ value }) =>
    formatRupees(paiseFromJson(value ?? "0")),
  );
  return [["stock", { opening: opening ?? "", closing: closing ?? "" }]];
}

async function byMonth(asked: Asked, of: Result): Promise<Pick<Found, "columns" | "rows" | "chart">> {
  const rows: Row[] = [];
  for (const month of monthsIn(asked.period)) {
    const found = await readProfitAndLoss(asked.snapshot, month);
    const { amount } = resultOf(found, of);
    rows.push({ cells: [onDay(month.from), money(amount)], amount, day: month.from });
  }
  return { columns: ["month", "amount"], rows: inOrder(rows, asked, "earliest"), chart: "bar" };
}

async function byLedger(asked: Asked): Promise<Pick<Found, "columns" | "rows" | "chart">> {
  const { snapshot, period, words } = asked;
  const found = await readResultLedgers(snapshot, period, undefined);
  const rows = found.map((row): Row => {
    const size = paiseFromJson(row.amount);
    const amount = row.direction === "income" ? size : -size;
    return {
      cells: [
        { kind: "ledger", value: row.ledgerId, name: row.name },
        money(amount),
        code(row.direction, words.codes[row.direction]),
      ],
      amount,
      day: null,
    };
  });
  return { columns: ["ledger", "amount", "type"], rows: inOrder(rows, asked, "most"), chart: "bar" };
}
