import { sum } from "@cfa/values/money";

import type { BillKey, DisputeValue } from "./correction.ts";
import { billsAt, NO_SUCH_BILL, type CorrectionGround, type Refusal } from "./ground.ts";

/** Why a dispute cannot be noted; null: it can. */
export function refuseDispute(value: DisputeValue, bill: BillKey, ground: CorrectionGround): Refusal | null {
  const bills = billsAt(ground, bill);
  if (bills.length === 0) return NO_SUCH_BILL;
  if (value.amount <= 0n || value.amount > sum(bills.map((each) => each.amount))) {
    return { code: "bad-amount", message: "Give an amount above zero and not above the bill's." };
  }
  return null;
}
