import { oc } from "@orpc/contract";
import { z } from "zod";

import { APPROVAL_KINDS, APPROVAL_STATES, MOST_DECISIONS } from "./approval-kinds.ts";
import { InCompany, NextCursor } from "./asking.ts";
import { BillId, CorrectionId, Day, Moment, Paise, PartyId } from "./fields.ts";

/*
 * What waits for an owner's word, of every kind in one list; until then it changes no figure. An approval goes by the id of the thing
 * it is about, which says of which kind that is.
 */

export const ApprovalKind = z.enum(APPROVAL_KINDS);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

export const ApprovalState = z.enum(APPROVAL_STATES);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** Of a write-off its correction's. */
export const ApprovalId = CorrectionId;

export const Approval = z.object({
  approvalId: ApprovalId,
  kind: ApprovalKind,
  state: ApprovalState,
  party: z.object({ partyId: PartyId, name: z.string() }).nullable().describe("null: it is gone from Tally"),
  bill: z
    .object({ billId: BillId.nullable(), name: z.string(), date: Day, open: Paise.nullable() })
    .nullable()
    .describe("with what is open of it now"),
  amount: Paise.describe("what it costs or gives up"),
  day: Day.nullable().describe("from which it would hold"),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Moment,
  decidedBy: z.string().nullable(),
  decidedAt: Moment.nullable(),
  decidedWhy: z.string().nullable(),
  changed: z.boolean().describe("approved with another sum or day than was asked for"),
  endedWhy: z.string().nullable(),
  may: z
    .object({ decide: z.boolean(), takeBack: z.boolean() })
    .describe("what the reader may do with it now"),
});
export type Approval = z.infer<typeof Approval>;

const Why = z.string().trim().min(1).max(500);
const Sum = Paise.refine((paise) => /[1-9]/.test(paise) && !paise.startsWith("-"), "must be above zero");

export const Decision = z.discriminatedUnion("decide", [
  z.strictObject({
    decide: z.literal("approve"),
    approvalId: ApprovalId,
    change: z.strictObject({ amount: Sum, day: Day }).nullable().describe("null: as it was asked for"),
    why: Why.nullable(),
  }),
  z.strictObject({ decide: z.literal("refuse"), approvalId: ApprovalId, why: Why }),
]);
export type Decision = z.infer<typeof Decision>;

export const Decided = z.object({
  items: z.array(
    z.object({
      approvalId: ApprovalId,
      outcome: z.enum(["done", "refused"]),
      refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
export type Decided = z.infer<typeof Decided>;

const APPROVALS = "/companies/{companyId}/approvals" as const;

/** The app's calls about approvals. */
export const approvalsApi = {
  list: oc
    .route({ method: "GET", path: APPROVALS, summary: "What waits for an owner, or had an owner's word" })
    .input(
      InCompany.extend({
        state: ApprovalState.optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ rows: z.array(Approval), nextCursor: NextCursor })),
  count: oc
    .route({ method: "GET", path: `${APPROVALS}/count`, summary: "How much waits for an owner" })
    .input(InCompany)
    .output(z.object({ count: z.number().int(), amount: Paise })),
  decide: oc
    .route({ method: "POST", path: `${APPROVALS}/decide`, summary: "Approve or refuse, one or many" })
    .input(InCompany.extend({ decisions: z.array(Decision).min(1).max(MOST_DECISIONS) }))
    .output(Decided),
};
