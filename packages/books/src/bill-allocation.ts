import type { BillAllocationRecord, CreditPeriodText } from "@cfa/contract/records";
import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson, type Paise } from "@cfa/values/money";

/** How a voucher's line is tied to a bill, in Tally's words. */
export type AllocationType = BillAllocationRecord["type"];

/** One bill allocation of a line, debit positive. */
export type BillAllocation = {
  name: string; // empty on account
  type: AllocationType;
  amount: Paise;
  creditPeriod?: CreditPeriodText;
  date?: LocalDate; // the bill's own day where it differs from the voucher's
};

/** Turns an allocation as carried (debit negative) into the books' (debit positive). A day that does not exist is left out. */
export function readAllocation(record: BillAllocationRecord): BillAllocation {
  const allocation: BillAllocation = {
    name: record.name.trim(),
    type: record.type,
    amount: -paiseFromJson(record.amount),
  };
  if (record.creditPeriod !== undefined) allocation.creditPeriod = record.creditPeriod;
  const date = record.date === undefined ? undefined : parseLocalDate(record.date);
  if (date?.ok) allocation.date = date.value;
  return allocation;
}
