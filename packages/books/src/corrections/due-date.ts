import { addDays } from "@cfa/values/local-date";

import type { BillKey, DueDateValue } from "./correction.ts";
import { billsAt, NO_SUCH_BILL, type CorrectionGround, type Refusal } from "./ground.ts";

const LONGEST_DAYS = 3_650;

/** Why a due date cannot be set; null: it can. */
export function refuseDueDate(value: DueDateValue, bill: BillKey, ground: CorrectionGround): Refusal | null {
  const [found] = billsAt(ground, bill);
  if (found === undefined) return NO_SUCH_BILL;
  if (value.dueDate > addDays(found.date, LONGEST_DAYS)) {
    return { code: "too-late", message: "That is more than ten years after the bill. Check the year." };
  }
  if (value.dueDate < addDays(found.date, -LONGEST_DAYS)) {
    return { code: "too-early", message: "That is more than ten years before the bill. Check the year." };
  }
  if (found.dueDate === value.dueDate) {
    return { code: "no-change", message: "The bill is due on that day already." };
  }
  return null;
}
