import { sum } from "@cfa/values/money";

import type { Asked, Found } from "../asked.ts";
import { bill, count, days, money, onDay } from "../cells.ts";
import { overdueDays, readSide } from "./outstanding.ts";

/** The bills that a reminder to a customer would name: the overdue ones, else all that are open. Nothing is written anywhere. */
export async function draftReminder(asked: Asked): Promise<Found> {
  const { asOf, today } = asked;
  const books = await readSide(asked, "receivable");
  const open = books.bills.filter((each) => each.open > each.tdsAwaited);
  const late = open.filter((each) => overdueDays(each, asOf) > 0);
  const named = late.length > 0 ? late : open;
  return {
    figures: [
      ["total", money(sum(named.map((each) => each.open)))],
      ["overdue", money(sum(late.map((each) => each.open)))],
      ["unapplied", money(sum(books.unapplied.map(({ amount }) => amount)))],
      ["bills", count(named.length)],
    ],
    columns: ["bill", "amount", "due", "overdueDays"],
    rows: named.map((each) => ({
      cells: [
        bill(each.billId, each.name),
        money(each.open),
        onDay(each.dueDate),
        days(overdueDays(each, asOf)),
      ],
      amount: each.open,
      day: each.dueDate,
    })),
    vouchers: named.map(({ voucherId }) => voucherId),
    asOf: today,
    caveats: [["not-sent"]],
  };
}
