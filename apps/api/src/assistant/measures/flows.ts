import {
  flowSums,
  type Flow,
  type FlowGrain,
  type FlowRow,
  type FlowWanted,
} from "@cfa/db/queries/assistant/flows";
import { periodMoves } from "@cfa/db/queries/ledgers/period-moves";
import { resultPlace } from "@cfa/books/profit-and-loss";
import { paiseFromJson } from "@cfa/values/money";
import type { Cell } from "@cfa/contract/assistant-answer";

import { readChart } from "../../present/ledgers/chart.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { code, count, ledger, money, onDay, party, text, voucher } from "../cells.ts";

const MOST_BEHIND = 1_000;
const MOST_CELLS = 5_000;
const RUNS: readonly (string | null)[] = ["day", "week", "month"];

/** What moved in the days asked of, summed as it is asked. */
export function flow(of: Flow): (asked: Asked) => Promise<Found> {
  return async (asked) => {
    const { query, snapshot } = asked;
    const wanted = await wantedOf(asked, of);
    const { rows, voucherIds, voucherCount } = await flowSums(snapshot, wanted, { behind: MOST_BEHIND });
    const [first] = rows;
    const amountOf = (amount: bigint) => (of === "vouchers" ? count(Number(amount)) : money(amount));
    const number = count(voucherCount);
    const found: Found = {
      figures:
        of === "vouchers"
          ? [["vouchers", number]]
          : [
              ["amount", money(first?.total ?? 0n)],
              ["vouchers", number],
            ],
      rowCount: wanted.by.length === 0 ? 0 : (first?.rowCount ?? 0),
      vouchers: voucherIds,
    };
    if (wanted.by.length === 0) return found;
    return query.thenBy === null
      ? { ...found, ...tableOf(asked, rows, { wanted, amountOf }) }
      : { ...found, ...(await pivotOf(asked, rows, { wanted, amountOf })) };
  };
}

async function wantedOf(asked: Asked, of: Flow): Promise<FlowWanted> {
  const { query, period, most, parties, withoutParties, ledgers, withoutLedgers } = asked;
  const isByAmount = query.above !== null || query.below !== null;
  const isList = query.limit !== null || query.order !== null || isByAmount;
  const grain: FlowGrain | null = grainOf(query.groupBy) ?? (isList && of !== "vouchers" ? "voucher" : null);
  const usual = grain === "voucher" ? "latest" : RUNS.includes(grain) ? "earliest" : "most";
  return {
    flow: of,
    ...period,
    parties,
    withoutParties,
    ledgers,
    withoutLedgers,
    costs: of === "expenses" ? await costsOf(asked) : [],
    by: grain === null ? [] : [grain],
    above: query.above === null ? null : paiseFromJson(query.above),
    below: query.below === null ? null : paiseFromJson(query.below),
    order: query.order ?? usual,
    limit: most,
  };
}

function grainOf(groupBy: Asked["query"]["groupBy"]): FlowGrain | null {
  return groupBy === "bill" || groupBy === "age" || groupBy === "class" ? null : groupBy;
}

/** The ledgers that are costs in the days asked of. */
async function costsOf({ snapshot, period }: Asked): Promise<string[]> {
  const chart = await readChart(snapshot);
  const costs = (await periodMoves(snapshot, period, { isRevenue: true })).filter((row) => {
    const place = chart.tree.placeOf(row.group);
    const net = row.debit - row.credit;
    const { direction } = resultPlace(place, { net, affectsGross: chart.affectsGross(row.group) });
    return direction === "expense" && place.root !== "Purchase Accounts";
  });
  return costs.map(({ ledgerId }) => ledgerId);
}

type Table = { wanted: FlowWanted; amountOf: (amount: bigint) => Cell };

function tableOf(asked: Asked, rows: readonly FlowRow[], { wanted, amountOf }: Table): Partial<Found> {
  const [grain = "party"] = wanted.by;
  const isVoucher = grain === "voucher";
  const tail = wanted.flow === "vouchers" || isVoucher ? [] : (["vouchers"] as const);
  const isLine = grain === "day" || grain === "week";
  return {
    columns: isVoucher ? ["voucher", "amount", "day", "type"] : [grain, "amount", ...tail],
    rows: rows.map((row): Row => ({
      cells: isVoucher
        ? [keyCell(asked, row, grain), amountOf(row.amount), onDay(row.last), text(row.type)]
        : [
            keyCell(asked, row, grain),
            amountOf(row.amount),
            ...(tail.length === 0 ? [] : [count(row.vouchers)]),
          ],
      amount: row.amount,
      day: row.last,
    })),
    chart: isVoucher && !asked.query.chart ? null : isLine ? "line" : "bar",
  };
}

/** A table of two grains: the rows in their order, and a column for each run of days. */
async function pivotOf(
  asked: Asked,
  rows: readonly FlowRow[],
  { wanted, amountOf }: Table,
): Promise<Partial<Found>> {
  const [grain = "party"] = wanted.by;
  const then = grainOf(asked.query.thenBy) ?? "month";
  const { rows: cells } = await flowSums(
    asked.snapshot,
    { ...wanted, by: [grain, then], above: null, below: null, order: "earliest", limit: MOST_CELLS },
    { behind: 0 },
  );
  const days = [...new Set(cells.flatMap(({ day }) => day ?? []))].toSorted();
  const byKey = new Map(cells.map((cell) => [`${keyText(cell)} ${cell.day}`, cell.amount]));
  return {
    columns: [grain, "total", ...days.map((name) => ({ name, label: labelOf(name, then) }))],
    rows: rows.map((row): Row => ({
      cells: [
        keyCell(asked, row, grain),
        amountOf(row.amount),
        ...days.map((day) => amountOf(byKey.get(`${keyText(row)} ${day}`) ?? 0n)),
      ],
      amount: row.amount,
      day: row.last,
    })),
    chart: "bar",
    ...((cells[0]?.rowCount ?? 0) > cells.length ? { caveats: [["rows-cut"] as const] } : {}),
  };
}

function labelOf(day: string, grain: FlowGrain): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return grain === "month" ? `${month}-${year}` : `${date}-${month}-${year}`;
}

function keyText({ partyId, ledgerId, voucherId, type }: FlowRow): string {
  return [partyId, ledgerId, voucherId, voucherId === null ? type : null].join(" ");
}

function keyCell({ words }: Asked, row: FlowRow, grain: FlowGrain): Cell {
  switch (grain) {
    case "party":
      return row.partyId === null ? code("no-party", words.codes["no-party"]) : party(row.partyId, row.party);
    case "ledger":
      return ledger(row.ledgerId, row.ledger);
    case "voucher":
      return voucher(row.voucherId, row);
    case "type":
      return text(row.type);
    case "day":
    case "week":
    case "month":
      return onDay(row.day);
  }
}
