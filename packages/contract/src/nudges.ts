import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor } from "./asking.ts";
import { BillId, Day, idOf, Moment, Paise, PartyId } from "./fields.ts";
import {
  ADDRESS_WAYS,
  MOST_NUDGES,
  NUDGE_APPROVALS,
  NUDGE_DECISION_REFUSALS,
  NUDGE_KINDS,
  NUDGE_LISTS,
  NUDGE_STATES,
  NUDGE_WAYS,
} from "./nudge-kinds.ts";

/* Messages to customers: what waits for a person's word, what goes out, and what became of what went out. */

export const NudgeId = idOf("nud");

const Way = z.enum(NUDGE_WAYS);

/** A code with what it speaks of; the words are the app's. */
const Coded = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).describe("sums in paise, days as days"),
});

export const Nudge = z.object({
  nudgeId: NudgeId,
  kind: z.enum(NUDGE_KINDS),
  stage: z.string().describe("its place on the ladder"),
  day: Day.describe("on which it goes out or not at all"),
  state: z.enum(NUDGE_STATES),
  party: z.object({ partyId: PartyId, name: z.string() }).nullable().describe("null: it is gone from Tally"),
  class: z.string().describe("how the party pays, when it was planned"),
  bills: z.array(
    z.object({
      billId: BillId.nullable().describe("null: it is gone from Tally"),
      name: z.string(),
      dueDate: Day,
      amount: Paise,
      isTrigger: z.boolean().describe("false: it is listed beside the others"),
    }),
  ),
  amount: Paise,
  cost: Paise.describe("estimated, by the first of its ways"),
  ways: z.array(Way).describe("the first that can be taken is taken"),
  sendAt: Moment,
  language: z.enum(["en", "hi"]),
  texts: z.array(
    z.object({
      way: Way,
      subject: z.string().nullable(),
      body: z.string().describe("its link stands as {{link}}: it is made when it is sent"),
      units: z.number().int().describe("parts of an SMS"),
      cost: Paise,
    }),
  ),
  why: z.array(Coded),
  now: z.array(Coded).describe("why then"),
  approval: z.enum([...NUDGE_APPROVALS, "by-hand"]),
  approved: z.object({ by: z.string(), at: Moment }).nullable(),
  ended: z.object({ at: Moment, code: z.string(), detail: z.string().nullable() }).nullable(),
  attempts: z.array(
    z.object({
      no: z.number().int(),
      way: Way,
      state: z.string(),
      toEnd: z.string().nullable().describe("a number's last four, a mail's host"),
      at: Moment,
      toldAt: Moment.nullable(),
      cost: Paise.nullable(),
      failure: z.object({ scope: z.string(), code: z.string() }).nullable(),
      markedBy: z.string().nullable().describe("of a letter: who said that it is printed or put aside"),
    }),
  ),
  may: z
    .object({ approve: z.boolean(), takeBack: z.boolean() })
    .describe("what the reader may do with it now"),
  seen: z.string().describe("names what was shown: what is approved is that"),
});
export type Nudge = z.infer<typeof Nudge>;

/** A bill that is due by the ladder and of which nothing is said, with why. */
export const SilentBill = z.object({
  billId: BillId,
  name: z.string(),
  dueDate: Day,
  open: Paise,
  stage: z.string().describe("the furthest that is due"),
  code: z.string(),
});
export type SilentBill = z.infer<typeof SilentBill>;

/** Bills of which nothing is said for one reason, added up. */
export const SilentReason = z.object({ code: z.string(), bills: z.int(), open: Paise });
export type SilentReason = z.infer<typeof SilentReason>;

export const NudgeDecision = z.discriminatedUnion("decide", [
  z.strictObject({ decide: z.literal("approve"), nudgeId: NudgeId, seen: z.string().max(64) }),
  z.strictObject({ decide: z.literal("take-back"), nudgeId: NudgeId }),
]);
export type NudgeDecision = z.infer<typeof NudgeDecision>;

export const NudgesDecided = z.object({
  items: z.array(
    z.object({
      nudgeId: NudgeId,
      outcome: z.enum(["done", "refused"]),
      refusal: z.enum(NUDGE_DECISION_REFUSALS).nullable(),
    }),
  ),
});
export type NudgesDecided = z.infer<typeof NudgesDecided>;

const NUDGES = "/companies/{companyId}/nudges" as const;

export const nudgesApi = {
  list: oc
    .route({ method: "GET", path: NUDGES, summary: "Messages that wait, go out, went out or ended" })
    .input(
      InCompany.extend({
        list: z.enum(NUDGE_LISTS).default("waiting"),
        partyId: PartyId.optional().describe("only those to one party"),
        kind: z.enum(NUDGE_KINDS).optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ rows: z.array(Nudge), nextCursor: NextCursor })),
  standing: oc
    .route({ method: "GET", path: `${NUDGES}/standing`, summary: "How many messages there are in each list" })
    .input(InCompany)
    .output(
      z.object({
        counts: z.array(z.object({ list: z.enum(NUDGE_LISTS), count: z.number().int(), amount: Paise })),
        letters: z.number().int().describe("of those sent: letters that lie there to be printed"),
        monthCost: Paise.describe(
          "of what was sent since the first of the month, as far as it is known or estimated",
        ),
        stopped: z
          .array(
            z.object({
              way: z.enum(ADDRESS_WAYS),
              why: z
                .string()
                .nullable()
                .describe("by-person: somebody here paused it; else the provider's code"),
            }),
          )
          .describe("ways whose account lets nothing out"),
      }),
    ),
  silent: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/parties/{partyId}/silent-bills",
      summary: "The bills of one customer that are due by the ladder and of which nothing is said, with why",
    })
    .input(InCompany.extend({ partyId: PartyId }))
    .output(
      z.object({
        rows: z.array(SilentBill),
        reasons: z.array(SilentReason).describe("that of the most money first"),
      }),
    ),
  read: oc
    .route({ method: "GET", path: `${NUDGES}/{nudgeId}`, summary: "One message" })
    .input(InCompany.extend({ nudgeId: NudgeId }))
    .output(Nudge),
  decide: oc
    .route({ method: "POST", path: `${NUDGES}/decide`, summary: "Let messages out, or take them back" })
    .input(
      InCompany.extend({
        decisions: z
          .array(NudgeDecision)
          .min(1)
          .max(MOST_NUDGES)
          .refine(
            (all) => new Set(all.map(({ nudgeId }) => nudgeId)).size === all.length,
            "Each message stands once.",
          ),
      }),
    )
    .output(NudgesDecided),
};
