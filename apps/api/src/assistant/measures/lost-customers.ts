import { dayText } from "@cfa/assistant/answer/title";
import { trade } from "@cfa/db/queries/ledgers/trade";
import { sum } from "@cfa/values/money";
import { addDays } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { dutyIds } from "../../present/ledgers/trade.ts";
import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found } from "../asked.ts";
import { count, money, onDay, party } from "../cells.ts";
import { lastSales } from "./last-sales.ts";

/** Customers who bought in the days asked of and not in those after, up to today or as they are compared. */
export async function lostCustomers(asked: Asked): Promise<Found> {
  const { snapshot, query, period, today } = asked;
  const duties = await dutyIds(snapshot);
  const read = (days: Period) => trade(snapshot, { side: "sales", ...days, duties }, "party");
  const since = (query.comparedTo as Period | null) ?? { from: addDays(period.to, 1), to: today };
  const after = new Set(
    (await read(since)).filter(({ goods }) => goods > 0n).map(({ ledgerId }) => ledgerId),
  );
  const { parties, withoutParties } = asked;
  const lost = (await read(period)).flatMap(({ ledgerId, name, goods, notes }) => {
    const isAsked = ledgerId !== null && (parties.length === 0 || parties.includes(ledgerId));
    if (!isAsked || withoutParties.includes(ledgerId) || after.has(ledgerId) || goods - notes <= 0n)
      return [];
    return [{ ledgerId, name, amount: goods - notes }];
  });
  const kept = withinAmounts(lost, asked);
  const last = await lastSales(asked, { duties, ids: kept.map(({ ledgerId }) => ledgerId) });
  return {
    figures: [
      ["parties", count(kept.length)],
      ["before", money(sum(kept.map(({ amount }) => amount)))],
    ],
    columns: ["party", "before", "latest"],
    rows: inOrder(
      kept.map((row) => {
        const day = last.days.get(row.ledgerId) ?? null;
        return {
          cells: [party(row.ledgerId, row.name), money(row.amount), onDay(day)],
          amount: row.amount,
          day,
        };
      }),
      asked,
      "most",
    ),
    vouchers: last.vouchers,
    chart: kept.length > 1 ? "bar" : null,
    caveats: [["none-in", { from: dayText(since.from), to: dayText(since.to) }]],
  };
}
