import { baseOf } from "./base.ts";
import { refuseContact } from "./contact.ts";
import type {
  Correction,
  CorrectionKind,
  CorrectionKinds,
  CorrectionTarget,
  ContactValue,
  CreditLimitValue,
  DisputeValue,
  DueDateValue,
  MergeValue,
  PromiseValue,
  RematchValue,
  TdsProfileValue,
  TermsValue,
  WriteOffValue,
} from "./correction.ts";
import { refuseCreditLimit } from "./credit-limit.ts";
import { refuseDispute } from "./dispute.ts";
import { refuseDueDate } from "./due-date.ts";
import { NO_SUCH_BILL, type CorrectionGround, type Refusal } from "./ground.ts";
import { refuseMerge } from "./merge.ts";
import { refusePromise } from "./promise.ts";
import { refuseRematch } from "./rematch.ts";
import { reviewCorrection } from "./review.ts";
import { refuseTdsProfile } from "./tds-profile.ts";
import { refuseTerms } from "./terms.ts";
import { refuseWriteOff } from "./write-off.ts";

/** A correction that a person is about to make. */
export type ProposedCorrection = {
  [Kind in CorrectionKind]: CorrectionTarget & { kind: Kind; value: CorrectionKinds[Kind]["value"] };
}[CorrectionKind];

type Check = (
  proposed: { value: unknown } & CorrectionTarget,
  ground: CorrectionGround,
  merged: ReadonlySet<string>,
) => Refusal | null;

const NO_LINE: Refusal = { code: "no-line", message: "Say which voucher's money is meant." };
const NO_DAY: Refusal = { code: "no-day", message: "Say from which day on it holds." };

const CHECKS: Readonly<Record<CorrectionKind, Check>> = {
  rematch: ({ value, line }, ground) =>
    line === null ? NO_LINE : refuseRematch(value as RematchValue, line, ground),
  "due-date": ({ value, bill }, ground) =>
    bill === null ? NO_SUCH_BILL : refuseDueDate(value as DueDateValue, bill, ground),
  terms: ({ value, fromDate }) => (fromDate === null ? NO_DAY : refuseTerms(value as TermsValue)),
  dispute: ({ value, bill }, ground) =>
    bill === null ? NO_SUCH_BILL : refuseDispute(value as DisputeValue, bill, ground),
  "write-off": ({ value, bill }, ground) =>
    bill === null ? NO_SUCH_BILL : refuseWriteOff(value as WriteOffValue, bill, ground),
  merge: ({ value }, ground, merged) => refuseMerge(value as MergeValue, ground, merged),
  exclude: () => null,
  contact: ({ value }) => refuseContact(value as ContactValue),
  "credit-limit": ({ value }) => refuseCreditLimit(value as CreditLimitValue),
  "tds-profile": ({ value, fromDate }) =>
    fromDate === null ? NO_DAY : refuseTdsProfile(value as TdsProfileValue),
  promise: ({ value, fromDate }) =>
    fromDate === null ? NO_DAY : refusePromise(value as PromiseValue, fromDate),
  "class-pin": () => null,
};

/** Why a correction cannot be made; null: it can. `merged`: GUIDs of ledgers that stand under another party already. */
export function refuseCorrection(
  proposed: ProposedCorrection,
  ground: CorrectionGround,
  merged: ReadonlySet<string> = new Set(),
): Refusal | null {
  return CHECKS[proposed.kind](proposed, ground, merged) ?? refuseAtOnce(proposed, ground);
}

/** What the first look after a sync would end or question need not be made. */
function refuseAtOnce(proposed: ProposedCorrection, ground: CorrectionGround): Refusal | null {
  const base = baseOf(proposed.kind, proposed, ground);
  const made = { ...proposed, base, correctionId: "", state: "active", untilDate: null } as Correction;
  const review = reviewCorrection(made, ground);
  if (review.outcome === "keep") return null;
  if (review.outcome === "retire") {
    return { code: "nothing-to-correct", message: `There is nothing to correct. ${review.why}` };
  }
  return { code: "does-not-hold", message: "The books say otherwise now. Look the party up again." };
}
