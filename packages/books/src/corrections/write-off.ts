import { formatRupees, sum, type Paise } from "@cfa/values/money";

import { onSide } from "../bill.ts";
import type { VoucherKind } from "../voucher-kind.ts";
import type { BillKey, WriteOffValue } from "./correction.ts";
import { billsAt, NO_SUCH_BILL, type CorrectionGround, type Refusal } from "./ground.ts";

/** Why so much cannot be written off; null: it can. */
export function refuseWriteOff(
  value: WriteOffValue,
  bill: BillKey,
  ground: CorrectionGround,
): Refusal | null {
  const bills = billsAt(ground, bill);
  if (bills.length === 0) return NO_SUCH_BILL;
  const open = sum(bills.map((each) => each.open));
  if (value.amount <= 0n) return { code: "no-amount", message: "Give an amount above zero." };
  if (value.amount > open) {
    return {
      code: "more-than-open",
      message: `Only ${formatRupees(open)} of this bill is open. Lower the amount.`,
    };
  }
  if (value.date < bill.date) {
    return { code: "before-bill", message: "Choose a day on or after the bill's own." };
  }
  return null;
}

const MONEY: ReadonlySet<VoucherKind> = new Set(["receipt", "payment", "contra"]);

/**
 * What journals, credit and debit notes take off a bill. Of a bill without a stated reference nobody knows: then what
 * they take off the party since the bill's day.
 */
export function notesOn(key: BillKey, ground: CorrectionGround): Paise {
  const bills = billsAt(ground, key);
  const lines = [ground.input, ...(ground.input.merged ?? []).map((each) => each.input)].flatMap(
    (each) => each.lines,
  );
  if (bills.some((bill) => bill.basis === "inferred")) {
    const lowering = lines
      .filter((line) => !MONEY.has(line.kind) && line.date >= key.date)
      .map((line) => onSide(key.side, line.amount));
    return -sum(lowering.filter((amount) => amount < 0n));
  }
  const notes = new Set(lines.filter((line) => !MONEY.has(line.kind)).map((line) => line.voucherId));
  const taken = bills.flatMap((bill) => bill.settlements);
  return sum(
    taken
      .filter(({ basis, voucherId }) => basis === "stated" && voucherId !== null && notes.has(voucherId))
      .map((each) => each.amount),
  );
}
