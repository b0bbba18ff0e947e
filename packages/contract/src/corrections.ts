import { oc } from "@orpc/contract";
import { z } from "zod";

import { CORRECTION_KINDS, CORRECTION_STATES, EXCLUSION_CAUSES, PINNED_CLASSES } from "./correction-kinds.ts";
import { BillId, CompanyId, CorrectionId, Day, Moment, PartyId, Paise, VoucherId } from "./fields.ts";

/*
 * What people say beside Tally. Facts stay what they are; a correction is laid over them, held against them after every sync, and
 * can be undone. Whoever makes one has seen what it changes: the preview's `seen` goes back with it.
 *
 *   create ─► active ── a fact moves ──► conflict ── keep mine ──► active
 *      │        │                           └── take Tally's ──► undone
 *      │        ├── undo ──► undone
 *      │        └── Tally says so itself ──► retired
 *      └─► waiting (a write-off by the accountant) ── approve ──► active
 *                                                  └── reject ──► rejected
 */

export const CorrectionKind = z.enum(CORRECTION_KINDS);
export type CorrectionKind = z.infer<typeof CorrectionKind>;

export const CorrectionState = z.enum(CORRECTION_STATES);
export type CorrectionState = z.infer<typeof CorrectionState>;

export const ExclusionCause = z.enum(EXCLUSION_CAUSES);
export type ExclusionCause = z.infer<typeof ExclusionCause>;

/** How a party pays, as an owner may say it is. */
export const PinnedClass = z.enum(PINNED_CLASSES);
export type PinnedClass = z.infer<typeof PinnedClass>;

const Positive = Paise.refine((paise) => /[1-9]/.test(paise) && !paise.startsWith("-"), "must be above zero");
const Line = { voucherId: VoucherId, lineNo: z.number().int().min(0).max(100_000) };
const Short = z.string().trim().min(1).max(200).nullable();

/** What a person says, by kind. */
export const Proposal = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rematch"),
    partyId: PartyId,
    ...Line,
    parts: z
      .array(z.strictObject({ billId: BillId, amount: Positive }))
      .min(1)
      .max(100),
  }),
  z.strictObject({ kind: z.literal("due-date"), billId: BillId, dueDate: Day }),
  z.strictObject({ kind: z.literal("dispute"), billId: BillId, amount: Positive, owner: Short }),
  z.strictObject({ kind: z.literal("write-off"), billId: BillId, amount: Positive, date: Day }),
  z.strictObject({
    kind: z.literal("terms"),
    partyId: PartyId,
    days: z.number().int().min(0).max(730),
    fromDate: Day,
  }),
  z.strictObject({ kind: z.literal("merge"), partyId: PartyId, intoPartyId: PartyId }),
  z.strictObject({ kind: z.literal("exclude"), partyId: PartyId, cause: ExclusionCause }),
  z.strictObject({
    kind: z.literal("contact"),
    partyId: PartyId,
    person: Short,
    phone: Short,
    email: Short,
    language: Short,
  }),
  z.strictObject({ kind: z.literal("credit-limit"), partyId: PartyId, limit: Paise.nullable() }),
  z.strictObject({
    kind: z.literal("tds-profile"),
    partyId: PartyId,
    rate: z.number().int().min(0).max(3_000).describe("hundredths of a percent"),
    of: z.enum(["taxable", "gross"]),
    threshold: Paise.nullable(),
    fromDate: Day,
  }),
  z.strictObject({
    kind: z.literal("promise"),
    partyId: PartyId,
    amount: Positive,
    day: Day,
    fromDate: Day.describe("the day it was given"),
  }),
  z.strictObject({ kind: z.literal("class-pin"), partyId: PartyId, class: PinnedClass }),
]);
export type Proposal = z.infer<typeof Proposal>;

/** One thing that a correction says, with what stood there when it was made and what stands there now. */
export const CorrectionFact = z.object({
  field: z.enum([
    "bill",
    "dueDate",
    "amount",
    "open",
    "day",
    "days",
    "limit",
    "person",
    "phone",
    "email",
    "language",
    "cause",
    "class",
    "owner",
    "party",
    "rate",
    "of",
    "threshold",
    "terms",
    "name",
    "outstanding",
    "date",
  ]),
  about: z.string().describe("which of several, such as a bill's name; mostly empty"),
  form: z.enum(["money", "day", "number", "percent", "text"]),
  mine: z.string().nullable(),
  was: z.string().nullable().describe("what the books said when it was made"),
  now: z.string().nullable().describe("in conflict: what they say now"),
});
export type CorrectionFact = z.infer<typeof CorrectionFact>;

export const PromiseStanding = z.enum(["open", "kept", "broken"]);

export const Correction = z.object({
  correctionId: CorrectionId,
  kind: CorrectionKind,
  state: CorrectionState,
  party: z.object({ partyId: PartyId, name: z.string() }).nullable().describe("null: it is gone from Tally"),
  bill: z.object({ billId: BillId.nullable(), name: z.string(), date: Day }).nullable(),
  voucher: z.object({ voucherId: VoucherId.nullable(), type: z.string(), number: z.string() }).nullable(),
  facts: z.array(CorrectionFact),
  proposal: Proposal.optional().describe(
    "what was said, to go on from; left out: it has ended, is hidden from the reader, or speaks of what is gone from the books",
  ),
  reason: z.string(),
  fromDate: Day.nullable(),
  untilDate: Day.nullable(),
  createdAt: Moment,
  createdBy: z.string(),
  decidedAt: Moment.nullable(),
  decidedBy: z.string().nullable(),
  endedAt: Moment.nullable(),
  endedWhy: z.string().nullable(),
  promise: z.object({ standing: PromiseStanding, received: Paise }).nullable(),
  may: z
    .object({ undo: z.boolean(), resolve: z.boolean(), approve: z.boolean() })
    .describe("what the reader may do with it now"),
});
export type Correction = z.infer<typeof Correction>;

/** One side of a party, before and after. */
export const ChangedSums = z.object({
  side: z.enum(["receivable", "payable"]),
  outstanding: z.object({ before: Paise, after: Paise }),
  due: z.object({ before: Paise, after: Paise }),
  overdue: z.object({ before: Paise, after: Paise }),
  unapplied: z.object({ before: Paise, after: Paise }),
});

export const ChangedBill = z.object({
  billId: BillId.nullable(),
  name: z.string(),
  date: Day,
  open: z.object({ before: Paise, after: Paise }),
  dueDate: z.object({ before: Day, after: Day }),
  disputed: z.object({ before: Paise, after: Paise }),
});

/** What a correction would change. Nothing is stored. */
export const CorrectionPreview = z.object({
  seen: z.string().max(200).describe("goes back with what is made of it"),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable().describe("why it cannot be made"),
  needsOwner: z.boolean().describe("it waits until the owner approves it"),
  facts: z.array(CorrectionFact),
  bills: z.array(ChangedBill).describe("those that change, at most 50"),
  sums: z.array(ChangedSums),
});
export type CorrectionPreview = z.infer<typeof CorrectionPreview>;

const InCompany = z.strictObject({ companyId: CompanyId });
const OneCorrection = InCompany.extend({ correctionId: CorrectionId });
const Reason = z.string().trim().min(1).max(500);

export const CreateCorrection = InCompany.extend({
  requestId: z.uuid().describe("made by the app: the same one again makes no second correction"),
  proposal: Proposal,
  reason: Reason,
  untilDate: Day.nullable(),
  seen: z.string().max(200).describe("of the preview"),
  replaces: CorrectionId.nullable().describe(
    "a correction of the same thing that this one takes the place of",
  ),
});
export type CreateCorrection = z.infer<typeof CreateCorrection>;

const CORRECTIONS = "/companies/{companyId}/corrections" as const;
const MOST_AT_ONCE = 100;

/** The app's calls about corrections. */
export const correctionsApi = {
  list: oc
    .route({ method: "GET", path: CORRECTIONS, summary: "What people have said beside Tally, newest first" })
    .input(
      InCompany.extend({
        state: CorrectionState.optional(),
        kind: CorrectionKind.optional(),
        partyId: PartyId.optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(Correction),
        nextCursor: z.string().nullable(),
        counts: z.array(z.object({ state: CorrectionState, count: z.number().int() })),
      }),
    ),
  preview: oc
    .route({ method: "POST", path: `${CORRECTIONS}/preview`, summary: "What a correction would change" })
    .input(InCompany.extend({ proposal: Proposal, replaces: CorrectionId.nullable().default(null) }))
    .output(CorrectionPreview),
  create: oc
    .route({ method: "POST", path: CORRECTIONS, summary: "Correct something beside Tally" })
    .input(CreateCorrection)
    .output(Correction),
  undo: oc
    .route({ method: "POST", path: `${CORRECTIONS}/{correctionId}/undo`, summary: "Undo a correction" })
    .input(OneCorrection)
    .output(Correction),
  resolve: oc
    .route({
      method: "POST",
      path: `${CORRECTIONS}/{correctionId}/resolve`,
      summary: "Decide a conflict: keep mine, or take Tally's",
    })
    .input(OneCorrection.extend({ take: z.enum(["mine", "tally"]) }))
    .output(Correction),
  acceptTally: oc
    .route({
      method: "POST",
      path: `${CORRECTIONS}/accept-tally`,
      summary: "Take Tally's side in many conflicts at once",
    })
    .input(InCompany.extend({ correctionIds: z.array(CorrectionId).min(1).max(MOST_AT_ONCE) }))
    .output(z.object({ accepted: z.number().int() })),
};
