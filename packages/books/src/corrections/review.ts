import { jsonWithPaise, sum, type Paise } from "@cfa/values/money";

import { parseCreditPeriod } from "../credit-period.ts";
import { nameKey } from "../name-key.ts";
import { deriveParty } from "../settle.ts";
import { baseOf } from "./base.ts";
import type { Correction, CorrectionKind, CorrectionOf } from "./correction.ts";
import { billsAt, otherDaysOf, type CorrectionGround } from "./ground.ts";
import { evidenceFor, knownOf } from "./merge.ts";
import { baseOfRematch, lineAt, roomFor, statedBy } from "./rematch.ts";

/**
 * What becomes of a correction after a sync. `keep`: it holds; with `now`, something to be told beside it. `retire`: Tally says so
 * itself now, or what it was about is gone. `conflict`: what it was based on has moved; `now` is what stands there.
 */
export type Review =
  | { outcome: "keep"; now: unknown }
  | { outcome: "retire"; why: string }
  | { outcome: "conflict"; now: unknown };

const KEEP: Review = { outcome: "keep", now: null };
const RESOLVED = retire("Resolved in Tally: it says the same now.");

/** Why a correction ends whose party is gone. */
export const PARTY_GONE = "The party is gone from Tally, or is no customer or supplier any more.";

/** Holds a correction against what Tally says now. A conflict never decides anything: a person does. */
export function reviewCorrection(correction: Correction, ground: CorrectionGround): Review {
  return REVIEWS[correction.kind](correction as never, ground);
}

const REVIEWS: {
  [Kind in CorrectionKind]: (correction: CorrectionOf<Kind>, ground: CorrectionGround) => Review;
} = {
  rematch: reviewRematch,
  "due-date": reviewDueDate,
  terms: reviewTerms,
  dispute: reviewDispute,
  "write-off": reviewWriteOff,
  merge: reviewMerge,
  exclude({ base }, { ledger }) {
    return base.name === ledger.name ? KEEP : { outcome: "keep", now: { name: ledger.name } };
  },
  contact: reviewContact,
  "credit-limit"({ value, base }, { ledger }) {
    if (ledger.creditLimit === value.limit) return RESOLVED;
    return ledger.creditLimit === base.limit ? KEEP : conflict({ limit: ledger.creditLimit });
  },
  "tds-profile": () => KEEP,
  promise: () => KEEP,
  "class-pin": () => KEEP,
};

function reviewRematch(correction: CorrectionOf<"rematch">, ground: CorrectionGround): Review {
  const { line: key, value, base } = correction;
  const found = key === null ? undefined : lineAt(ground, key);
  if (found === undefined) {
    return retire("The voucher is gone from the party in Tally; the money it gave is released.");
  }
  const { line } = found;
  const parts = value.parts.map((part) => ({ ...part, bills: billsAt(ground, part.bill) }));
  const isStated = parts.every(
    ({ bills, amount }) => sum(bills.map((bill) => statedBy(line, bill))) >= amount,
  );
  if (isStated) return RESOLVED;
  const missing = parts.filter(({ bills }) => bills.length === 0).map(({ bill }) => bill);
  if (missing.length === parts.length && missing.every((bill) => otherDaysOf(ground, bill).length === 0)) {
    return retire("The chosen bills are gone from Tally; the money is released.");
  }
  const now = baseOfRematch(line);
  if (missing.length > 0) return conflict({ ...now, missing });
  const full = parts.filter(({ bills, amount }) => sum(bills.map((bill) => roomFor(bill, line))) < amount);
  if (full.length > 0) return conflict({ ...now, full: full.map(({ bill }) => bill) });
  return isSame(now, base) ? KEEP : conflict(now);
}

function reviewDueDate(correction: CorrectionOf<"due-date">, ground: CorrectionGround): Review {
  const { bill: key, value, base } = correction;
  const now = baseOf("due-date", correction, ground) as typeof base | null;
  if (now === null) return withoutBill(key, ground);
  if (now.dueDate === value.dueDate) return RESOLVED;
  return now.dueDate === base.dueDate ? KEEP : conflict(now);
}

/** Tally says the same when its ledger does and no bill is left on which it says otherwise. */
function reviewTerms(correction: CorrectionOf<"terms">, { ledger, input }: CorrectionGround): Review {
  const { value, base, ledgerGuid } = correction;
  const period = ledger.creditPeriod === null ? null : parseCreditPeriod(ledger.creditPeriod);
  if (period?.kind === "days" && period.count === value.days) {
    const { bills } = deriveParty({ ...input, corrections: [{ ...correction, state: "active" }] });
    const isNeeded = bills.some(
      (bill) =>
        bill.dueSource === "correction" &&
        (bill.origin?.guid ?? input.ledgerGuid ?? ledgerGuid) === ledgerGuid,
    );
    return isNeeded ? KEEP : RESOLVED;
  }
  const isSamePeriod = nameKey(ledger.creditPeriod ?? "") === nameKey(base.creditPeriod ?? "");
  return isSamePeriod ? KEEP : conflict({ creditPeriod: ledger.creditPeriod });
}

function reviewDispute(correction: CorrectionOf<"dispute">, ground: CorrectionGround): Review {
  const { bill: key, base } = correction;
  const now = baseOf("dispute", correction, ground) as typeof base | null;
  if (now === null) return withoutBill(key, ground);
  if (now.open === 0n) return retire("The bill is settled.");
  return now.amount === base.amount ? KEEP : conflict(now);
}

/** Later receipts leave a write-off as it is, as long as it still fits; a journal or note of so much is the write-off itself. */
function reviewWriteOff(correction: CorrectionOf<"write-off">, ground: CorrectionGround): Review {
  const { bill: key, value, base } = correction;
  const now = baseOf("write-off", correction, ground) as typeof base | null;
  if (now === null) return withoutBill(key, ground);
  const isInferred = key !== null && billsAt(ground, key).some((bill) => bill.basis === "inferred");
  const noted: Paise = now.notes - base.notes;
  if (!isInferred && now.open === 0n) return retire("The bill is settled in Tally.");
  if (!isInferred && noted >= value.amount)
    return retire("Resolved in Tally: the sum is taken off the bill there.");
  if (now.amount !== base.amount || noted !== 0n) return conflict(now);
  return isInferred || now.open >= value.amount ? KEEP : conflict(now);
}

function reviewMerge(correction: CorrectionOf<"merge">, { ledger, others }: CorrectionGround): Review {
  const { value, base } = correction;
  const into = others?.get(value.intoGuid);
  if (into === undefined) return retire("The party it was put together with is gone from Tally.");
  const now = { from: knownOf(ledger), into: knownOf(into) };
  const speaks = evidenceFor(ledger, into);
  const isWeaker = value.evidence.some((each) => !speaks.includes(each));
  const gstins = ({ from, into: other }: typeof base) => [from.gstin ?? "", other.gstin ?? ""];
  const isOther = now.from.gstin !== now.into.gstin && !isSame(gstins(now), gstins(base));
  return isWeaker || isOther || into.homeSide !== ledger.homeSide ? conflict(now) : KEEP;
}

/** What the person has said of phone and mail is held against Tally's own; a person and a language it does not know. */
function reviewContact(
  { value, base }: CorrectionOf<"contact">,
  { ledger: { reach } }: CorrectionGround,
): Review {
  const fields = (["phone", "email"] as const).filter((field) => value[field] !== null);
  const saysMore = value.person !== null || value.language !== null;
  if (!saysMore && fields.every((field) => reach[field] === value[field])) return RESOLVED;
  const moved = fields.filter((field) => reach[field] !== base[field] && reach[field] !== value[field]);
  return moved.length === 0 ? KEEP : conflict(reach);
}

function withoutBill(key: Correction["bill"], ground: CorrectionGround): Review {
  const days = key === null ? [] : otherDaysOf(ground, key);
  return days.length === 0 ? retire("The bill is gone from Tally.") : conflict({ dates: days });
}

function conflict(now: unknown): Review {
  return { outcome: "conflict", now };
}

function retire(why: string): Review {
  return { outcome: "retire", why };
}

function isSame(a: unknown, b: unknown): boolean {
  return jsonWithPaise(a) === jsonWithPaise(b);
}
