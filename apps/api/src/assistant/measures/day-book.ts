import { dayBookEntries, dayBookSums, type DayBookChoice } from "@cfa/db/queries/assistant/voucher-lines";
import { paiseFromJson, sum } from "@cfa/values/money";

import type { Asked, Found } from "../asked.ts";
import { inOrder } from "../arrange.ts";
import { count, money, onDay, party, text, voucher } from "../cells.ts";

const MOST_BEHIND = 1_000;

/** The vouchers of some days, or how many of each type or day. */
export async function dayBook(asked: Asked): Promise<Found> {
  const { query, snapshot } = asked;
  const choice = choiceOf(asked);
  const by = query.groupBy === "type" || query.groupBy === "day" ? query.groupBy : null;
  const sums = await dayBookSums(snapshot, { ...choice, by });
  const number = sums.reduce((total, row) => total + row.vouchers, 0);
  const order = query.order ?? "earliest";
  const found = await dayBookEntries(snapshot, { ...choice, order, limit: MOST_BEHIND });
  return {
    figures: [
      ["vouchers", count(number)],
      ["debit", money(sum(sums.map(({ amount }) => amount)))],
    ],
    ...(by === null
      ? {
          columns: ["voucher", "day", "type", "party", "amount"] as const,
          rows: found.map((row) => ({
            cells: [
              voucher(row.voucherId, row),
              onDay(row.date),
              text(row.type),
              party(row.partyId, row.party),
              money(row.amount),
            ],
            amount: row.amount,
            day: row.date,
          })),
          rowCount: number,
        }
      : {
          columns: [by, "vouchers", "debit"] as const,
          rows: inOrder(
            sums.map(({ key, vouchers, amount }) => ({
              cells: [by === "day" ? onDay(key) : text(key), count(vouchers), money(amount)],
              amount,
              day: by === "day" ? key : null,
            })),
            asked,
            by === "day" ? "earliest" : "most",
          ),
          chart: "bar" as const,
        }),
    vouchers: found.map(({ voucherId }) => voucherId),
  };
}

function choiceOf({ period, parties, withoutParties, ledgers, withoutLedgers, query }: Asked): DayBookChoice {
  const { above, below } = query;
  return {
    ...period,
    parties,
    withoutParties,
    ledgers,
    withoutLedgers,
    above: above === null ? null : paiseFromJson(above),
    below: below === null ? null : paiseFromJson(below),
  };
}
