import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor } from "./asking.ts";
import { BillId, Day, DraftId, LedgerId, Paise, PartyId } from "./fields.ts";
import { NOTE_LISTS, NOTE_REFUSALS, NOTE_STATES } from "./offer-kinds.ts";
import { OfferId } from "./offers.ts";
import { StatutoryRule } from "./settings.ts";

/* Discounts that were earned: each offer that was honoured, with its credit note. Nothing is written to Tally by it: a note is drafted, looked at, accepted. */

export const DiscountRow = z.object({
  offerId: OfferId,
  party: z.object({ partyId: PartyId, name: z.string() }).nullable().describe("null: it is gone from Tally"),
  bill: z.object({ billId: BillId.nullable(), name: z.string(), date: Day }),
  paid: z.object({ day: Day, amount: Paise }).describe("by the receipt in Tally"),
  discount: Paise,
  told: z
    .enum(["bill", "reference", "amount"])
    .nullable()
    .describe("how the receipt was told: set against the bill, by its reference, by its sum alone"),
  termsVersion: z.number().int(),
  wanted: z.enum(["financial", "section34"]).describe("the kind that the offer was counted with"),
  note: z.object({
    state: z
      .enum(NOTE_STATES)
      .describe(
        "to-post: there is none; drafted: on its way; optional: in Tally, not counting; gone: taken out of Tally again",
      ),
    kind: z.enum(["financial", "section34"]).nullable().describe("null: not known, or not chosen yet"),
    draftId: DraftId.nullable(),
    number: z.string().nullable(),
    day: Day.nullable(),
  }),
  deadline: Day.nullable().describe(
    "the last day to declare a note with tax; the annual return may come first",
  ),
  daysLeft: z.number().int().nullable(),
  taxNote: z.object({
    refused: z
      .enum(NOTE_REFUSALS)
      .nullable()
      .describe("why no note with tax can be made; null: an accountant decides"),
    asksAgreement: z.boolean().describe("only where the discount was agreed before the sale"),
    taxRate: z.number().int().nullable().describe("of the sale, hundredths of a percent"),
  }),
});
export type DiscountRow = z.infer<typeof DiscountRow>;

const Sum = z.object({ count: z.number().int(), discount: Paise });

export const DiscountRegister = z.object({
  asOf: Day,
  total: Sum.extend({ toPost: Sum.describe("those whose note does not count in Tally yet") }),
  months: z
    .array(Sum.extend({ month: z.string().describe("2026-04: of the day paid") }))
    .describe("latest first"),
  rows: z.array(DiscountRow).describe("the least time left first, then the latest paid"),
  rules: z
    .array(
      StatutoryRule.extend({ forReview: z.boolean().describe("not seen at its source: for an accountant") }),
    )
    .describe("what the law says of such notes, and how well that is known"),
  ledgers: z
    .array(z.object({ ledgerId: LedgerId, name: z.string() }))
    .describe("where the discount may go in Tally: the one used last, then likely ones"),
  mayDraft: z.boolean(),
  nextCursor: NextCursor,
});
export type DiscountRegister = z.infer<typeof DiscountRegister>;

const REGISTER = "/companies/{companyId}/discount-register" as const;

/** The app's calls about the discount register. */
export const discountRegisterApi = {
  register: oc
    .route({ method: "GET", path: REGISTER, summary: "Discounts that were earned, with their credit notes" })
    .input(
      InCompany.extend({
        list: z.enum(NOTE_LISTS).default("all"),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(DiscountRegister),
  draftNote: oc
    .route({
      method: "POST",
      path: `${REGISTER}/{offerId}/draft`,
      summary: "Draft the credit note of a discount; the same again answers the same draft",
    })
    .input(
      InCompany.extend({
        offerId: OfferId,
        kind: z.enum(["financial", "section34"]),
        ledgerId: LedgerId.describe("takes the discount, or what of it is no tax"),
        agreedBefore: z.boolean().describe("the discount was agreed with the customer at or before the sale"),
      }),
    )
    .output(z.object({ draftId: DraftId })),
};
