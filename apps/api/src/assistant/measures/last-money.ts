import { lastMoney as lastOfParties } from "@cfa/db/queries/assistant/last-money";

import { inOrder } from "../arrange.ts";
import type { Asked, Found } from "../asked.ts";
import { count, money, NONE, onDay, party, voucher } from "../cells.ts";

/** Each party's last receipt or payment; of one party the figure is its sum. */
export function lastMoney(of: "receipts" | "payments"): (asked: Asked) => Promise<Found> {
  return async (asked) => {
    const { snapshot, parties, withoutParties, today } = asked;
    const found = await lastOfParties(snapshot, { of, upTo: today, parties, withoutParties });
    const rows = inOrder(
      found.map((row) => ({
        cells: [
          party(row.partyId, row.party),
          onDay(row.date),
          money(row.amount),
          voucher(row.voucherId, row),
        ],
        amount: row.amount,
        day: row.date,
      })),
      asked,
      "latest",
    );
    const [first] = rows;
    const isOne = found.length <= 1 || asked.query.limit === 1;
    return {
      figures: isOne
        ? [
            ["amount", first === undefined ? NONE : money(first.amount)],
            ["day", onDay(first?.day ?? null)],
          ]
        : [["parties", count(found.length)]],
      columns: ["party", "day", "amount", "voucher"],
      rows,
      vouchers: found.map(({ voucherId }) => voucherId),
      period: null,
      asOf: today,
    };
  };
}
