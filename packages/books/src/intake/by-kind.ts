import type { VoucherKind } from "../voucher-kind.ts";
import { contra } from "./contra.ts";
import { creditNote } from "./credit-note.ts";
import { debitNote } from "./debit-note.ts";
import type { Intake } from "./intake.ts";
import { journal } from "./journal.ts";
import { payment } from "./payment.ts";
import { payroll } from "./payroll.ts";
import { purchase } from "./purchase.ts";
import { receipt } from "./receipt.ts";
import { sales } from "./sales.ts";

/**
 * On one day goods come before money, so that a bill paid on its own day is paid on that day; and journals come last, because
 * they set right what the others have left.
 */
const INTAKES: readonly Intake[] = [
  sales,
  purchase,
  debitNote,
  creditNote,
  payroll,
  receipt,
  payment,
  contra,
  journal,
];

const BY_KIND = new Map(INTAKES.map((intake, rank) => [intake.kind, { intake, rank }]));

/** How a kind is taken in. Kinds that move no balance do not come here; one that does is read by its lines, as a journal. */
export function intakeOf(kind: VoucherKind): Intake {
  return BY_KIND.get(kind)?.intake ?? journal;
}

/** The kinds whose bills are due on their own day unless Tally states a period. */
export const KINDS_WITHOUT_CREDIT: readonly VoucherKind[] = INTAKES.filter(
  ({ givesCredit }) => !givesCredit,
).map(({ kind }) => kind);

/** The place of a kind among vouchers of one day. */
export function rankOf(kind: VoucherKind): number {
  return BY_KIND.get(kind)?.rank ?? INTAKES.length;
}
