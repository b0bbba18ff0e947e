import { openForecasts, type OpenForecastRow as Forecast } from "@cfa/db/queries/insights/forecasts";
import { sum } from "@cfa/values/money";
import type { LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { readLearned } from "../../present/insights/learned.ts";
import { uuidIfAny } from "../../uuid-of.ts";
import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Caveat, Found, Row } from "../asked.ts";
import { bill, count, money, onDay, party, percent } from "../cells.ts";
import { firstOf } from "./due.ts";

const WHOLE = 10_000; // hundredths of a per cent

/** Bills that are expected to be paid in the days asked of, each on the middle day of its forecast. */
export async function expectedReceipts(asked: Asked): Promise<Found> {
  const { period, query } = asked;
  const { rows: expected, caveats } = await readForecasts(asked, period);
  const grain = query.groupBy ?? "bill";
  const kept = withinAmounts(grain === "bill" ? expected.map(billRow) : grouped(grain, expected), asked);
  return {
    figures: [
      ["expected", money(sum(kept.map(({ amount }) => amount)))],
      ["bills", count(grain === "bill" ? kept.length : expected.length)],
    ],
    columns:
      grain === "bill"
        ? ["bill", "party", "amount", "expected", "from", "to"]
        : [grain === "party" ? "party" : grain, "amount", "bills"],
    rows: inOrder(kept, asked, grain === "party" ? "most" : "earliest"),
    vouchers: expected.map(({ voucherId }) => voucherId),
    chart: grain === "bill" ? null : "bar",
    caveats,
  };
}

/** When open bills are expected, with the range of each; of a party all of its bills. */
export async function expectedPayment(asked: Asked): Promise<Found> {
  const { query, today } = asked;
  const { rows, caveats } = await readForecasts(asked, null);
  const [first] = rows;
  const list = query.groupBy === "party" ? partyRows(rows) : rows.map(billRow);
  const kept = withinAmounts(list, asked);
  return {
    figures: [
      ...(rows.length === 1 && first !== undefined
        ? ([
            ["expected", onDay(first.median)],
            ["from", onDay(first.low)],
            ["to", onDay(first.high)],
            ["late", percent(first.late * WHOLE)],
          ] as const)
        : []),
      ["bills", count(rows.length)],
      ["amount", money(sum(rows.map(({ amount }) => amount)))],
    ],
    columns:
      query.groupBy === "party"
        ? ["party", "amount", "expected", "to", "bills"]
        : ["bill", "party", "amount", "expected", "from", "to"],
    rows: inOrder(kept, asked, "earliest"),
    vouchers: rows.map(({ voucherId }) => voucherId),
    asOf: today,
    caveats,
  };
}

async function readForecasts(
  { snapshot, today, parties, withoutParties, query }: Asked,
  expected: Period | null,
): Promise<{ rows: Forecast[]; caveats: Caveat[] }> {
  const found = await readLearned(snapshot, { side: "receivable", today });
  if (found === null) return { rows: [], caveats: [["not-learned"]] };
  const on = { side: "receivable", today, asOf: found.row.asOf } as const;
  const billId = uuidIfAny("bill", query.billId ?? undefined);
  const rows = await openForecasts(snapshot, on, { parties, withoutParties, billId, expected });
  const caveats: Caveat[] = found.learned.isBehind ? [["behind"]] : [];
  return { rows, caveats };
}

function billRow(each: Forecast): Row {
  return {
    cells: [
      bill(each.billId, each.name),
      party(each.ledgerId, each.party),
      money(each.amount),
      onDay(each.median),
      onDay(each.low),
      onDay(each.high),
    ],
    amount: each.amount,
    day: each.median,
  };
}

function grouped(grain: string, forecasts: readonly Forecast[]): Row[] {
  const isRun = grain !== "party";
  const keyOf = (each: Forecast) =>
    isRun ? firstOf(grain, (each.median ?? each.dueDate) as LocalDate) : each.ledgerId;
  return [...Map.groupBy(forecasts, keyOf)].map(([key, of]): Row => {
    const amount = sum(of.map((each) => each.amount));
    return {
      cells: [isRun ? onDay(key) : party(key, of[0]?.party ?? ""), money(amount), count(of.length)],
      amount,
      day: isRun ? key : (of[0]?.median ?? null),
    };
  });
}

/** Each party's first and last day. */
function partyRows(forecasts: readonly Forecast[]): Row[] {
  return [...Map.groupBy(forecasts, ({ ledgerId }) => ledgerId)].map(([key, of]): Row => {
    const days = of.flatMap(({ median }) => median ?? []).toSorted();
    const amount = sum(of.map((each) => each.amount));
    return {
      cells: [
        party(key, of[0]?.party ?? ""),
        money(amount),
        onDay(days[0] ?? null),
        onDay(days.at(-1) ?? null),
        count(of.length),
      ],
      amount,
      day: days[0] ?? null,
    };
  });
}
