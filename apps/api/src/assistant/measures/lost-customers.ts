import { dayText } from "@cfa/assistant/answer/title";
import { lostParties } from "@cfa/db/queries/assistant/lost-parties";
import { addDays } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";
import type { Period } from "@cfa/values/period";

import type { Asked, Found } from "../asked.ts";
import { count, money, onDay, party } from "../cells.ts";

const MOST_BEHIND = 1_000;

/** Customers who bought in the days asked of and not in those after, up to today or as they are compared. */
export async function lostCustomers(asked: Asked): Promise<Found> {
  const { snapshot, query, period, today, parties, withoutParties, most } = asked;
  const since = (query.comparedTo as Period | null) ?? { from: addDays(period.to, 1), to: today };
  const { rows, voucherIds } = await lostParties(
    snapshot,
    {
      period,
      since,
      parties,
      withoutParties,
      above: query.above === null ? null : paiseFromJson(query.above),
      below: query.below === null ? null : paiseFromJson(query.below),
      order: query.order ?? "most",
      limit: most,
    },
    { behind: MOST_BEHIND },
  );
  const [first] = rows;
  return {
    figures: [
      ["parties", count(first?.rowCount ?? 0)],
      ["before", money(first?.total ?? 0n)],
    ],
    columns: ["party", "before", "latest"],
    rows: rows.map((row) => ({
      cells: [party(row.partyId, row.party), money(row.amount), onDay(row.last)],
      amount: row.amount,
      day: row.last,
    })),
    rowCount: first?.rowCount ?? 0,
    vouchers: voucherIds,
    chart: (first?.rowCount ?? 0) > 1 ? "bar" : null,
    caveats: [["none-in", { from: dayText(since.from), to: dayText(since.to) }]],
  };
}
