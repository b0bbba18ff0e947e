import { z } from "zod";

import { Day, Moment, Paise } from "./fields.ts";

/*
 * A voucher that we would like to see in Tally, and what became of it. Server and agent mean the same by these shapes: the
 * server makes the voucher and its XML, the agent sends that XML as it is and holds what Tally then shows against the voucher.
 * Amounts have Tally's sign (debit negative).
 */

const Name = z.string().min(1).max(1_000);

export const DraftKind = z.enum(["credit-note", "receipt"]);
export type DraftKind = z.infer<typeof DraftKind>;

/** How a draft reaches Tally: imported by a person, written as an optional voucher, written as one that counts. */
export const DraftMode = z.enum(["file", "optional", "posted"]);
export type DraftMode = z.infer<typeof DraftMode>;

/** Names the draft in Tally: it stands in the voucher's REMOTEID, reference and narration. */
export const DraftMarker = z.string().regex(/^CFA-[a-z2-7]{12}$/);

export const DraftLine = z.strictObject({
  ledger: Name,
  amount: Paise.describe("Tally's sign: debit negative"),
  isParty: z.boolean().describe("the line that takes from the bill; there is one"),
});
export type DraftLine = z.infer<typeof DraftLine>;

export const DraftVoucher = z.strictObject({
  marker: DraftMarker,
  kind: DraftKind,
  type: Name.describe("name of the voucher type in this company"),
  date: Day,
  party: Name,
  bill: Name.describe("the reference that the party's line takes from"),
  narration: z.string().max(500).describe("without the marker"),
  lines: z.array(DraftLine).min(2).max(12),
});
export type DraftVoucher = z.infer<typeof DraftVoucher>;

/** Why a draft may not be written, or what should be known before it is. */
export const DraftProblem = z.object({
  code: z.enum([
    "company-unread",
    "party-missing",
    "party-not-bill-wise",
    "party-foreign",
    "ledger-missing",
    "ledger-bill-wise",
    "ledger-not-money",
    "ledger-twice",
    "voucher-type-missing",
    "voucher-type-other",
    "unbalanced",
    "amount-not-positive",
    "bill-missing",
    "bill-unnamed",
    "bill-inferred",
    "bill-exceeded",
    "date-before-bill",
    "date-in-future",
    "date-outside-year",
    "date-educational",
  ]),
  about: z.string().describe("the ledger, day or sum that it is about; empty where there is none"),
  message: z.string().describe("one sentence that says what to do"),
});
export type DraftProblem = z.infer<typeof DraftProblem>;

export const DraftWarning = z.object({
  code: z.enum(["gst-by-hand", "gst-recomputed", "numbered-by-hand", "books-old"]),
  message: z.string(),
});
export type DraftWarning = z.infer<typeof DraftWarning>;

/** Whether a way to Tally is open to a draft; the reason where it is not. */
export const DraftWay = z.object({
  mode: DraftMode,
  isOffered: z.boolean(),
  reason: z.enum(["problems", "gst", "no-agent"]).nullable(),
});
export type DraftWay = z.infer<typeof DraftWay>;

/** What Tally counted while it took an import. */
export const ImportCounters = z.strictObject({
  created: z.number().int().nonnegative(),
  altered: z.number().int().nonnegative(),
  deleted: z.number().int().nonnegative(),
  combined: z.number().int().nonnegative(),
  ignored: z.number().int().nonnegative(),
  errors: z.number().int().nonnegative(),
  cancelled: z.number().int().nonnegative(),
  exceptions: z.number().int().nonnegative(),
});
export type ImportCounters = z.infer<typeof ImportCounters>;

/** The voucher as Tally shows it when it is read again by its marker. */
export const DraftReadBack = z.strictObject({
  guid: Name,
  alterId: z.number().int().nonnegative(),
  number: z.string().max(1_000).describe("Tally's own number, empty where it gave none"),
  type: Name,
  date: Day,
  party: z.string().max(1_000),
  amount: Paise.describe("of the party's line, Tally's sign"),
  bill: z.string().max(1_000),
  isOptional: z.boolean(),
});
export type DraftReadBack = z.infer<typeof DraftReadBack>;

/** One thing in which Tally's voucher is not the draft. */
export const DraftDifference = z.strictObject({
  field: z.enum(["date", "type", "party", "amount", "bill", "lines", "optional", "cancelled"]),
  wanted: z.string().max(2_000),
  found: z.string().max(2_000),
});
export type DraftDifference = z.infer<typeof DraftDifference>;

/** Everything that can become of a draft that was sent. */
export const DRAFT_OUTCOME_CODES = [
  "written",
  "found",
  "check-failed",
  "company-renamed",
  "date-refused",
  "totals-differ",
  "ledger-missing",
  "voucher-type-missing",
  "tally-refused",
  "exceptions",
  "nothing-created",
  "not-there",
  "lost-answer",
  "message-on-screen",
  "tally-ended",
  "not-read-back",
  "not-found-again",
  "differs",
  "twice",
  "altered",
  "counters-disagree",
] as const;

export const DraftOutcome = z.strictObject({
  state: z.enum(["written", "refused", "unknown"]),
  code: z.enum(DRAFT_OUTCOME_CODES),
  message: z.string().max(4_000).describe("one sentence: what happened"),
  fix: z.string().max(2_000).describe("one sentence: what to do; empty when nothing is to be done"),
  counters: ImportCounters.optional(),
  words: z.string().max(2_000).optional().describe("Tally's own words"),
  readBack: DraftReadBack.optional(),
  differences: z.array(DraftDifference).max(20).optional(),
  at: Moment,
});
export type DraftOutcome = z.infer<typeof DraftOutcome>;
export type DraftOutcomeCode = DraftOutcome["code"];

/** Unknown outcomes that a later search in Tally decides by itself; the others wait for a person. */
export const DECIDED_BY_SEARCH: ReadonlySet<DraftOutcomeCode> = new Set([
  "lost-answer",
  "message-on-screen",
  "tally-ended",
  "not-read-back",
]);
