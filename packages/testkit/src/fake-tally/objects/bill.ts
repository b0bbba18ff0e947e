import { daysBetween } from "@cfa/values/local-date";

import type { StatedBill } from "../../sample-company/stated-bills.ts";
import type { View } from "../company/view.ts";
import { amount, date, logical, number, period, text } from "../xml/field.ts";
import { ALL_TYPES, type Shape } from "../xml/shape.ts";
import { primaryName } from "./masters.ts";

/** A bill that is pending at the end of the period: one collection lists those of all parties. */
export const PENDING_BILL: Shape<StatedBill> = {
  typed: ALL_TYPES,
  fields: {
    name: text("NAME", (bill) => bill.name),
    parent: text("PARENT", (bill, view) => view.ledgerName(bill.ledger)),
    billdate: date("BILLDATE", (bill) => bill.date),
    billcreditperiod: period("BILLCREDITPERIOD", (bill) => ({ days: bill.creditDays, base: bill.date })),
    billduedate: date("BILLDUEDATE", (bill) => bill.due),
    closingbalance: amount("CLOSINGBALANCE", (bill) => bill.balance),
    isadvance: logical("ISADVANCE", () => false),
    billoverdue: number("BILLOVERDUE", overdue),
    overduedays: number("OVERDUEDAYS", overdue),
    _primarygroup: text("_PRIMARYGROUP", (bill, view) =>
      primaryName(view, view.ledger(bill.ledger)?.parent ?? null),
    ),
    ledgergroup: text("LEDGERGROUP", (bill, view) => view.ledger(bill.ledger)?.parent ?? ""),
  },
};

function overdue(bill: StatedBill, view: View): number {
  return Math.max(0, daysBetween(bill.due, view.period.to));
}
