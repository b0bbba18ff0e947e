import { overdueDaysOf } from "@cfa/books/outstanding";
import type { Bill } from "@cfa/contract/reads";
import type { BillRow } from "@cfa/db/queries/bills";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

/** A bill as it stood on `asOf`. */
export function presentBill(row: BillRow, asOf: LocalDate): Bill {
  return {
    billId: idOut("bill", row.billId),
    side: row.side,
    name: row.name,
    date: row.date,
    dueDate: row.dueDate,
    dueSource: row.dueSource,
    basis: row.basis,
    isOpening: row.isOpening,
    amount: paiseToJson(row.amount),
    settled: paiseToJson(row.amount - row.open),
    open: paiseToJson(row.open),
    likelySettled: paiseToJson(row.likelySettled),
    tdsAwaited: paiseToJson(row.tdsAwaited),
    overdueDays: row.open > row.tdsAwaited ? overdueDaysOf(row.dueDate as LocalDate, asOf) : 0,
    ...(row.disputed === 0n ? {} : { disputed: paiseToJson(row.disputed) }),
    ...(row.tallyDueDate === null ? {} : { tallyDueDate: row.tallyDueDate }),
  };
}
