import { fail, ok, type Result } from "@cfa/values/result";
import type { LocalDate } from "@cfa/values/local-date";

import { readAmount } from "../parse/amount.ts";
import { readDay } from "../parse/day.ts";
import { readCount, readText } from "../parse/words.ts";

/** One row of Bills Receivable or Bills Payable. `pending` has Tally's sign: a receivable is negative. */
export type PendingBill = {
  readonly party: string;
  readonly name: string;
  readonly date?: LocalDate;
  readonly dueDate?: LocalDate;
  /** Days overdue on the day of the report, where it says so. */
  readonly overdueDays?: number;
  readonly pending: string;
};

/**
 * Puts a Bills report together from its flat siblings: a BILLFIXED, then whatever follows it up to the next one.
 * Any column may be missing, so the cut is by position (A4). With `take` each bill goes there and none is kept.
 */
export function createBillsReader(take?: (bill: PendingBill) => void): {
  cell(name: string, texts: ReadonlyMap<string, string>): void;
  result(): Result<PendingBill[], string>;
} {
  const bills: PendingBill[] = [];
  let problem: string | undefined;
  let open: { -readonly [K in keyof PendingBill]: PendingBill[K] } | undefined;

  const keep = (bill: PendingBill): void => void bills.push(bill);
  const finish = (): void => {
    if (open !== undefined) (take ?? keep)(open);
    open = undefined;
  };
  return {
    cell(name, texts) {
      if (name === "BILLFIXED") {
        finish();
        const date = readDay(texts.get("BILLDATE") ?? "");
        open = {
          party: readText(texts.get("BILLPARTY")) ?? "",
          name: readText(texts.get("BILLREF")) ?? "",
          ...(date.ok ? { date: date.value } : {}),
          pending: "0",
        };
      } else if (open !== undefined && name === "BILLCL") {
        const amount = readAmount(texts.get("BILLCL") ?? "");
        if (amount.ok) open.pending = amount.value.paise;
        else problem ??= `bill ${open.name}: ${amount.error}`;
      } else if (open !== undefined && name === "BILLDUE") {
        const due = readDay(texts.get("BILLDUE") ?? "");
        if (due.ok) open.dueDate = due.value;
      } else if (open !== undefined && name === "BILLOVERDUE") {
        const days = readCount(texts.get("BILLOVERDUE"));
        if (days !== undefined) open.overdueDays = days;
      }
    },
    result() {
      finish();
      return problem === undefined ? ok(bills) : fail(problem);
    },
  };
}
