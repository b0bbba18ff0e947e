import { nameKey } from "@cfa/books/name-key";
import { profitAndLoss, resultPlace, type PeriodStock, type ResultLedger } from "@cfa/books/profit-and-loss";
import type { ProfitAndLoss, ResultLedger as ResultRow } from "@cfa/contract/results";
import { periodMoves, type PeriodMovesRow } from "@cfa/db/queries/ledgers/period-moves";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { addDays } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import { readChart, type Chart } from "./chart.ts";
import { readStock, type Stock } from "./stock.ts";

type Row = PeriodMovesRow & ResultLedger;

/** Profit and loss of a period, by group. */
export async function readProfitAndLoss(snapshot: CompanySnapshot, period: Period): Promise<ProfitAndLoss> {
  const stated = await readStock(snapshot);
  const stock = stockOf(stated, period);
  const found = profitAndLoss(await resultLedgers(snapshot, period, stated), stock);
  const [opening, closing] = stock.state === "none" ? [0n, 0n] : [stock.opening, stock.closing];
  const isStated = opening !== null && closing !== null;
  return {
    period,
    groups: found.groups.map((group) => ({ ...group, amount: paiseToJson(group.amount) })),
    stock: stock.state === "none" ? "none" : isStated ? "stated" : "not-stated",
    openingStock: { asOf: addDays(period.from, -1), value: opening === null ? null : paiseToJson(opening) },
    closingStock: { asOf: period.to, value: closing === null ? null : paiseToJson(closing) },
    stockStatedOn: stated.statedOn,
    directIncome: paiseToJson(found.directIncome),
    directExpense: paiseToJson(found.directExpense),
    indirectIncome: paiseToJson(found.indirectIncome),
    indirectExpense: paiseToJson(found.indirectExpense),
    resultBesideStock: paiseToJson(found.besideStock),
    grossResult: found.gross === null ? null : paiseToJson(found.gross),
    netResult: found.net === null ? null : paiseToJson(found.net),
  };
}

/** The ledgers of income and expense that moved in a period, by name; of one group and below where one is named. */
export async function readResultLedgers(
  snapshot: CompanySnapshot,
  period: Period,
  group: string | undefined,
): Promise<(ResultRow & { nameKey: string })[]> {
  const wanted = group === undefined ? null : nameKey(group);
  const rows = await resultLedgers(snapshot, period, await readStock(snapshot));
  return rows
    .filter((row) => row.amount !== 0n)
    .filter((row) => wanted === null || row.groupPath.some((name) => nameKey(name) === wanted))
    .map((row) => ({
      ledgerId: idOut("ledger", row.ledgerId),
      nameKey: row.nameKey,
      name: row.name,
      path: [...row.groupPath],
      direction: row.direction,
      isDirect: row.isDirect,
      amount: paiseToJson(row.amount),
    }));
}

async function resultLedgers(
  snapshot: CompanySnapshot,
  period: Period,
  { booksFrom }: Stock,
): Promise<Row[]> {
  const chart = await readChart(snapshot);
  const opensWithin = booksFrom !== null && period.from <= booksFrom && booksFrom <= period.to;
  const moves = await periodMoves(snapshot, period, { isRevenue: true });
  return moves.map((row) => placed(row, chart, opensWithin ? row.opening : 0n));
}

function placed(row: PeriodMovesRow, chart: Chart, opening: bigint): Row {
  const net = opening + row.debit - row.credit;
  const affectsGross = chart.affectsGross(row.group);
  const place = resultPlace(chart.tree.placeOf(row.group), { net, affectsGross });
  return { ...row, ...place, amount: place.direction === "income" ? -net : net };
}

function stockOf({ stock, hasStock }: Stock, period: Period): PeriodStock {
  if (!hasStock) return { state: "none" };
  return { state: "known", opening: stock(addDays(period.from, -1)), closing: stock(period.to) };
}
