import { oc } from "@orpc/contract";
import { z } from "zod";

import {
  DraftDifference,
  DraftKind,
  DraftMarker,
  DraftMode,
  DraftOutcome,
  DraftProblem,
  DraftReadBack,
  DraftVoucher,
  DraftWarning,
  DraftWay,
} from "./draft-voucher.ts";
import { BillId, CompanyId, Day, DraftId, LedgerId, Moment, PartyId, Paise, VoucherId } from "./fields.ts";

/*
 * Vouchers on their way to Tally. Nothing is written by itself: a draft is made, looked at, and accepted by the owner or the
 * accountant for one way to Tally: as a file, as an optional voucher, or as one that counts.
 *
 *   drafted ─ accept ─► accepted ─ taken by the agent ─► sent ─ read back ─► written
 *      │                   │                              │
 *      └── withdraw ──► withdrawn                          ├─► refused   nothing stands in Tally
 *                                                         └─► unknown   a search or a person decides
 *
 * The agent's calls carry `Authorization: Bearer cfa_live_…`:
 *   GET  /api/sync-tally/drafts                  what was accepted for this company and is not decided yet
 *   POST /api/sync-tally/drafts/{draft}/take     last check before anything is sent; idempotent for one agent
 *   POST /api/sync-tally/drafts/{draft}/outcome  what became of it; idempotent
 */

export const DRAFTS_PATH = "/api/sync-tally/drafts";

export const DraftState = z.enum([
  "drafted",
  "accepted",
  "sent",
  "written",
  "refused",
  "unknown",
  "withdrawn",
]);
export type DraftState = z.infer<typeof DraftState>;

/** How a credit note treats the tax of its bill: not at all (financial), or as a note under section 34. */
export const GstMode = z.enum(["none", "financial", "section34"]);
export type GstMode = z.infer<typeof GstMode>;

/** A draft that the agent has to carry. */
export const AgentDraft = z.strictObject({
  draftId: DraftId,
  company: z.strictObject({ guid: z.string(), name: z.string() }),
  voucher: DraftVoucher,
  isOptional: z.boolean(),
  openYear: z.strictObject({ from: Day, to: Day }),
  xml: z.string().max(100_000).describe("sent as it is"),
  wasTaken: z.boolean().describe("somebody may have sent it already: search before anything else"),
});
export type AgentDraft = z.infer<typeof AgentDraft>;

export const AgentDrafts = z.object({ drafts: z.array(AgentDraft) });
export type AgentDrafts = z.infer<typeof AgentDrafts>;

export const TakeDraft = z.strictObject({
  agentId: z.string().min(1).max(100).describe("made once per installation"),
  machine: z.string().max(200),
});
export type TakeDraft = z.infer<typeof TakeDraft>;

/**
 * `isYours` false: it was withdrawn, refused by the last check or decided meanwhile. `maySend` false: it may have been sent before
 * and the books have changed since, so it is only looked for.
 */
export const DraftTaken = z.object({ isYours: z.boolean(), maySend: z.boolean(), state: DraftState });
export type DraftTaken = z.infer<typeof DraftTaken>;

export const ReportOutcome = z.strictObject({ agentId: z.string().min(1).max(100), outcome: DraftOutcome });
export type ReportOutcome = z.infer<typeof ReportOutcome>;

export const OutcomeTaken = z.object({ state: DraftState });
export type OutcomeTaken = z.infer<typeof OutcomeTaken>;

/** The voucher that a draft became, as the last sync brought it. */
export const DraftBecame = z.object({
  voucherId: VoucherId,
  number: z.string(),
  date: Day,
  state: z.enum(["posted", "cancelled", "optional", "post-dated", "non-accounting"]),
  differs: z.boolean().describe("it is not, or no longer, what was accepted"),
});

export const Draft = z.object({
  draftId: DraftId,
  marker: DraftMarker,
  kind: DraftKind,
  gst: GstMode,
  state: DraftState,
  mode: DraftMode.nullable().describe("null until it is accepted"),
  party: z.object({ partyId: PartyId, name: z.string() }),
  bill: z.object({ billId: BillId, name: z.string() }),
  amount: Paise.describe("positive"),
  date: Day,
  createdAt: Moment,
  createdBy: z.string(),
  acceptedAt: Moment.nullable(),
  acceptedBy: z.string().nullable(),
  outcome: DraftOutcome.pick({ code: true, message: true, fix: true, words: true }).nullable(),
  became: DraftBecame.nullable(),
});
export type Draft = z.infer<typeof Draft>;

export const DraftHistory = z.object({
  at: Moment,
  who: z.string(),
  action: z.enum(["drafted", "accepted", "downloaded", "sent", "written", "refused", "unknown", "withdrawn"]),
  note: z.string(),
});

/** Everything that is to be seen before a draft is accepted, and all that became of it. */
export const DraftPreview = z.object({
  draft: Draft,
  type: z.string().describe("voucher type"),
  narration: z.string().describe("as it stands in Tally, with the marker"),
  lines: z.array(z.object({ ledger: z.string(), amount: Paise.describe("debit positive") })),
  xml: z.string().describe("exactly what is sent, or would be as a voucher that counts"),
  problems: z.array(DraftProblem).describe("as the books are now; empty once it is decided"),
  warnings: z.array(DraftWarning),
  ways: z.array(DraftWay),
  readBack: DraftReadBack.nullable(),
  differences: z.array(DraftDifference),
  mayWithdraw: z.boolean(),
  history: z.array(DraftHistory),
});
export type DraftPreview = z.infer<typeof DraftPreview>;

const LedgerChoice = z.object({ ledgerId: LedgerId, name: z.string() });

/** What a draft for a bill may be made of. */
export const DraftChoices = z.object({
  kind: DraftKind,
  party: z.object({ partyId: PartyId, name: z.string() }),
  bill: z.object({ billId: BillId, name: z.string() }),
  open: Paise.describe("what a draft may take at most: open, less what other drafts are about to take"),
  day: Day.nullable().describe("the latest day that Tally would take"),
  voucherTypes: z.array(z.string()),
  ledgers: z.array(LedgerChoice).describe("bank and cash, or expenses and income; likely ones first"),
  taxLedgers: z.array(LedgerChoice),
  problems: z.array(DraftProblem).describe("why none can be made for this bill"),
});
export type DraftChoices = z.infer<typeof DraftChoices>;

const InCompany = z.strictObject({ companyId: CompanyId });
const OneDraft = InCompany.extend({ draftId: DraftId });

export const CreateDraft = InCompany.extend({
  requestId: z.uuid().describe("made by the app: the same one again makes no second draft"),
  billId: BillId,
  kind: DraftKind,
  gst: GstMode,
  type: z.string().min(1).max(200).describe("voucher type"),
  date: Day,
  lines: z
    .array(z.strictObject({ ledgerId: LedgerId, amount: Paise.describe("positive") }))
    .min(1)
    .max(10),
  note: z.string().max(300).describe("goes into the narration"),
});
export type CreateDraft = z.infer<typeof CreateDraft>;

export const AcceptDraft = OneDraft.extend({
  mode: DraftMode,
  confirmedAmount: Paise.optional().describe(
    "for a voucher that counts: the draft's amount, typed by the person who accepts it",
  ),
});
export type AcceptDraft = z.infer<typeof AcceptDraft>;

const DRAFTS = "/companies/{companyId}/drafts" as const;

/** The app's calls about drafts. */
export const draftsApi = {
  list: oc
    .route({ method: "GET", path: DRAFTS, summary: "Vouchers on their way to Tally" })
    .input(
      InCompany.extend({
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(Draft), nextCursor: z.string().nullable() })),
  choices: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/bills/{billId}/draft",
      summary: "What a draft for a bill may be made of",
    })
    .input(InCompany.extend({ billId: BillId, kind: DraftKind.default("credit-note") }))
    .output(DraftChoices),
  create: oc
    .route({ method: "POST", path: DRAFTS, summary: "Draft a credit note or a receipt for a bill" })
    .input(CreateDraft)
    .output(DraftPreview),
  preview: oc
    .route({ method: "GET", path: `${DRAFTS}/{draftId}`, summary: "Everything about a draft" })
    .input(OneDraft)
    .output(DraftPreview),
  accept: oc
    .route({ method: "POST", path: `${DRAFTS}/{draftId}/accept`, summary: "Let a draft go to Tally" })
    .input(AcceptDraft)
    .output(DraftPreview),
  withdraw: oc
    .route({ method: "POST", path: `${DRAFTS}/{draftId}/withdraw`, summary: "Take a draft back" })
    .input(OneDraft)
    .output(DraftPreview),
  file: oc
    .route({ method: "POST", path: `${DRAFTS}/{draftId}/file`, summary: "The file for Tally's import" })
    .input(OneDraft)
    .output(
      z.object({
        name: z.string(),
        base64: z.string().describe("UTF-16 with byte order mark, as Tally itself writes files"),
      }),
    ),
};
