import { tdsAwaited as awaitedBills } from "@cfa/db/queries/tds/receivable";
import { sum } from "@cfa/values/money";

import { inOrder, withinAmounts } from "../arrange.ts";
import type { Asked, Found, Row } from "../asked.ts";
import { bill, count, money, onDay, party } from "../cells.ts";

/** Customers' bills that are open for the tax they kept back alone. */
export async function tdsAwaited(asked: Asked): Promise<Found> {
  const { snapshot, parties, withoutParties, today, query } = asked;
  const found = (await awaitedBills(snapshot, { side: "receivable", asOf: today }))
    .filter(({ ledgerId }) => parties.length === 0 || parties.includes(ledgerId))
    .filter(({ ledgerId }) => !withoutParties.includes(ledgerId))
    .map((row) => ({ ...row, of: row.amount, amount: row.awaited }));
  const rows: Row[] =
    query.groupBy === "party"
      ? [...Map.groupBy(found, ({ ledgerId }) => ledgerId)].map(([id, of]) => {
          const amount = sum(of.map((row) => row.awaited));
          return {
            cells: [party(id, of[0]?.party ?? ""), money(amount), count(of.length)],
            amount,
            day: null,
          };
        })
      : found.map((row) => ({
          cells: [
            bill(row.billId, row.name),
            party(row.ledgerId, row.party),
            money(row.awaited),
            onDay(row.since),
          ],
          amount: row.awaited,
          day: row.since,
        }));
  const kept = withinAmounts(rows, asked);
  return {
    figures: [
      ["tdsAwaited", money(sum(kept.map(({ amount }) => amount)))],
      [query.groupBy === "party" ? "parties" : "bills", count(kept.length)],
    ],
    columns: query.groupBy === "party" ? ["party", "amount", "bills"] : ["bill", "party", "amount", "since"],
    rows: inOrder(kept, asked, "most"),
    chart: query.groupBy === "party" ? "bar" : null,
    asOf: today,
  };
}
