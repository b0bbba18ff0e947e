import { taxPlace } from "@cfa/books/tax-ledgers";
import { taxMoves } from "@cfa/db/queries/assistant/tax-moves";
import { otherLedgers } from "@cfa/db/queries/ledgers/names";
import { formatRupees, sum } from "@cfa/values/money";

import { dutiesOf, readChart } from "../../present/ledgers/chart.ts";
import { inOrder } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { code, ledger, money, onDay } from "../cells.ts";

type Moved = {
  ledgerId: string;
  name: string;
  month: string;
  direction: "output" | "input" | "untold";
  amount: bigint;
};

/** Output tax less input tax, as their ledgers moved in the days asked of, set-offs and payments left out. */
export async function gst(asked: Asked): Promise<Found> {
  const { moved, vouchers } = await taxMoved(asked);
  const of = (direction: Moved["direction"]) =>
    sum(moved.filter((row) => row.direction === direction).map(({ amount }) => amount));
  const untold = of("untold");
  return {
    figures: [
      ["net", money(of("output") - of("input"))],
      ["output", money(of("output"))],
      ["input", money(of("input"))],
      ...(untold === 0n ? [] : ([["untold", money(untold)]] as const)),
    ],
    ...(asked.query.groupBy === "month" ? byMonth(asked, moved) : byLedger(asked, moved)),
    vouchers,
    caveats: untold === 0n ? [] : [["tax-untold", { money: formatRupees(untold) }]],
  };
}

/** Output or input tax alone, as its ledgers moved in the days asked of. */
export function gstOf(direction: "output" | "input"): (asked: Asked) => Promise<Found> {
  return async (asked) => {
    const { moved, vouchers } = await taxMoved(asked);
    const own = moved.filter((row) => row.direction === direction);
    const months = [...Map.groupBy(own, ({ month }) => month)].map(([month, of]): Row => {
      const amount = amountOf(of);
      return { cells: [onDay(month), money(amount)], amount, day: month };
    });
    return {
      figures: [["amount", money(amountOf(own))]],
      ...(asked.query.groupBy === "month"
        ? { columns: ["month", "amount"], rows: inOrder(months, asked, "earliest"), chart: "bar" as const }
        : byLedger(asked, own)),
      vouchers,
    };
  };
}

function amountOf(rows: readonly Moved[]): bigint {
  return sum(rows.map(({ amount }) => amount));
}

/** What GST ledgers moved by, in the direction of each; by ledger and month. */
async function taxMoved({ snapshot, period }: Asked): Promise<{ moved: Moved[]; vouchers: string[] }> {
  const duties = dutiesOf(await otherLedgers(snapshot), await readChart(snapshot));
  const places = new Map(
    duties.flatMap((each) => {
      const { tax, direction } = taxPlace(each.name, each.groupPath);
      return tax === null
        ? []
        : [[each.ledgerId, { name: each.name, direction: direction ?? ("untold" as const) }]];
    }),
  );
  const ledgerIds = [...places.keys()];
  const wanted = { ...period, ledgerIds, duties: duties.map(({ ledgerId }) => ledgerId) };
  const { rows, voucherIds } = await taxMoves(snapshot, wanted);
  const moved = rows.flatMap(({ ledgerId, month, moved: debit }) => {
    const place = places.get(ledgerId);
    if (place === undefined) return [];
    return [{ ledgerId, month, ...place, amount: place.direction === "input" ? debit : -debit }];
  });
  return { moved, vouchers: voucherIds };
}

function byLedger(asked: Asked, moved: readonly Moved[]): Pick<Found, "columns" | "rows" | "chart"> {
  const { words } = asked;
  const rows = [...Map.groupBy(moved, ({ ledgerId }) => ledgerId)].map(([id, of]): Row => {
    const { name = "", direction = "untold" } = of[0] ?? {};
    const amount = sum(of.map((row) => row.amount));
    return {
      cells: [ledger(id, name), money(amount), code(direction, words.codes[direction])],
      amount,
      day: null,
    };
  });
  return { columns: ["ledger", "amount", "type"], rows: inOrder(rows, asked, "most"), chart: "bar" };
}

function byMonth(asked: Asked, moved: readonly Moved[]): Pick<Found, "columns" | "rows" | "chart"> {
  const rows = [...Map.groupBy(moved, ({ month }) => month)].map(([month, of]): Row => {
    const part = (direction: string) =>
      sum(of.filter((row) => row.direction === direction).map((row) => row.amount));
    const amount = part("output") - part("input");
    return {
      cells: [onDay(month), money(amount), money(part("output")), money(part("input"))],
      amount,
      day: month,
    };
  });
  return {
    columns: ["month", "net", "output", "input"],
    rows: inOrder(rows, asked, "earliest"),
    chart: "bar",
  };
}
