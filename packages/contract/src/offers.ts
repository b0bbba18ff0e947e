import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor } from "./asking.ts";
import { BillId, Day, idOf, Moment, Paise, PartyId } from "./fields.ts";
import {
  EDIT_FAILURES,
  MOST_OFFERS,
  NO_OFFERS,
  OFFER_LISTS,
  OFFER_STATES,
  STEPS_REFUSALS,
} from "./offer-kinds.ts";

/* Discounts for paying one bill early: proposed after each sync, decided by an owner. No customer sees one before. */

export const OfferId = idOf("ofr");

export const OfferState = z.enum(OFFER_STATES);
export type OfferState = z.infer<typeof OfferState>;

export const OfferStep = z.object({
  until: Day.describe("good until the end of that day in India"),
  discount: z.number().int().describe("hundredths of a percent of the amount"),
  off: Paise,
  pay: Paise.describe("what is to be paid then"),
});
export type OfferStep = z.infer<typeof OfferStep>;

export const OfferReason = z.object({
  usual: Day.describe("mean day it would be paid on without an offer"),
  anyway: z.number().describe("chance that it would be paid within the offer without one, 0…1"),
  settled: z.number().int().describe("settled bills that its party's delays rest on"),
  delay: z.number().describe("days after the due date at which the party usually pays"),
  uncertainty: z.number().nullable().describe("standard error of that delay, days"),
  breakEven: z
    .number()
    .int()
    .describe("discount at which the first step would just break even, hundredths of a percent"),
  costOfCash: z.number().int().describe("a year, hundredths of a percent, as it was when this was proposed"),
  taken: z.number().describe("share of its offers the party is expected to take, 0…1"),
});
export type OfferReason = z.infer<typeof OfferReason>;

export const Offer = z.object({
  offerId: OfferId,
  state: OfferState,
  party: z.object({ partyId: PartyId, name: z.string() }).nullable().describe("null: it is gone from Tally"),
  bill: z
    .object({ billId: BillId.nullable(), name: z.string(), date: Day, open: Paise.nullable() })
    .describe("with what is open of it now"),
  amount: Paise.describe("what it is for: open of the bill when it was proposed"),
  style: z.enum(["percent", "rupees"]).describe("how the customer is told"),
  steps: z.array(OfferStep).min(1).describe("earliest first, each with less off"),
  runs: OfferStep.nullable().describe(
    "of a live offer the step that is good now; null: it is not live, or its last day has passed",
  ),
  cost: Paise.describe("expected, with what those get who would have paid then anyway"),
  profit: Paise.describe("expected: what being paid earlier is worth, less the cost"),
  profitLow: Paise.describe("its lower end"),
  daysGained: z.number().describe("days by which it is paid earlier where it is taken"),
  annualRate: z
    .number()
    .int()
    .nullable()
    .describe("what the first step costs a year, hundredths of a percent; null: it gains no day"),
  chance: z.number().describe("that it is paid within the offer, 0…1"),
  gstMode: z.enum(["financial", "section34"]).describe("the credit note it would be settled by"),
  reason: OfferReason.nullable().describe("why it is as it is; null: not kept"),
  edited: z
    .object({ by: z.string(), at: Moment })
    .nullable()
    .describe("an owner set its steps: no later look puts others in their place"),
  asOf: Day,
  proposedAt: Moment.describe("or edited: when its figures are from"),
  decided: z
    .object({ by: z.string(), at: Moment, why: z.string().nullable() })
    .nullable()
    .describe("an owner's word"),
  acceptedAt: Moment.nullable().describe("when the customer said it would pay"),
  ended: z.object({ at: Moment, why: z.string().nullable() }).nullable(),
  settled: z
    .object({ day: Day, amount: Paise, discount: Paise })
    .nullable()
    .describe("by which money it was honoured"),
  hasLink: z.boolean().describe("an address stands under which the customer sees it"),
  may: z
    .object({ decide: z.boolean(), edit: z.boolean(), withdraw: z.boolean(), link: z.boolean() })
    .describe("what the reader may do with it now"),
});
export type Offer = z.infer<typeof Offer>;

const Why = z.string().trim().min(1).max(500);

export const OfferDecision = z.discriminatedUnion("decide", [
  z.strictObject({
    decide: z.literal("approve"),
    offerId: OfferId,
    seen: Moment.describe("proposedAt as it was shown"),
  }),
  z.strictObject({ decide: z.literal("reject"), offerId: OfferId, why: Why.nullable() }),
]);
export type OfferDecision = z.infer<typeof OfferDecision>;

export const OffersDecided = z.object({
  items: z.array(
    z.object({
      offerId: OfferId,
      outcome: z.enum(["done", "refused"]),
      refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
});
export type OffersDecided = z.infer<typeof OffersDecided>;

export const OfferEdit = z.strictObject({
  seen: Moment.describe("proposedAt as it was shown"),
  steps: z
    .array(
      z.strictObject({
        until: Day,
        discount: z.number().int().min(0).max(10_000).describe("hundredths of a percent"),
      }),
    )
    .min(1)
    .max(5),
  keep: z.boolean().describe("false: only say what it would come to"),
});
export type OfferEdit = z.infer<typeof OfferEdit>;

export const OfferEdited = z.object({
  failure: z.enum(EDIT_FAILURES).nullable().describe("why nothing can be said of the steps"),
  refusals: z.array(
    z.object({
      code: z.enum(STEPS_REFUSALS),
      limit: z.number().int().nullable().describe("of discounts in hundredths of a percent, else in days"),
      amount: Paise.nullable().describe("what would be lost, or is left of the month's budget"),
    }),
  ),
  figures: z
    .object({
      steps: z.array(OfferStep),
      cost: Paise,
      profit: Paise,
      profitLow: Paise,
      daysGained: z.number(),
      annualRate: z.number().int().nullable(),
      chance: z.number(),
      lost: Paise.describe("what may be lost by it at the lower end; 0: nothing"),
    })
    .nullable()
    .describe("null: the days cannot be counted"),
  offer: Offer.nullable().describe("as it is kept now; null: it was not"),
});
export type OfferEdited = z.infer<typeof OfferEdited>;

/** How many offers wait and are live, and what they cost. */
export const OfferStanding = z.object({
  waiting: z.object({ count: z.number().int(), amount: Paise, cost: Paise, profit: Paise }),
  live: z.object({ count: z.number().int(), amount: Paise, accepted: z.number().int() }),
  given: Paise.describe("discounts by which offers were honoured in this calendar month"),
  hasPayDetails: z.boolean().describe("it is said where customers pay to"),
  looked: z
    .object({
      at: Moment,
      whyNone: z
        .array(z.object({ why: z.enum(NO_OFFERS), count: z.number().int() }))
        .describe("parties and bills that are offered nothing, most first"),
    })
    .nullable()
    .describe("the latest look at who might be offered something; null: there was none"),
});
export type OfferStanding = z.infer<typeof OfferStanding>;

/** What may be put to a customer who is late already, the one to prefer first. */
export const OverdueWay = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("interest-waiver"),
    until: Day.describe("the interest is waived if the bill is paid by then"),
    waived: Paise.describe("what has built up"),
    by: z
      .enum(["terms", "msme"])
      .describe("whose interest: of the bill's terms, or of the law on small enterprises"),
  }),
  z.object({ kind: z.literal("instalments"), parts: z.array(z.object({ on: Day, amount: Paise })) }),
  z.object({
    kind: z.literal("price-cut"),
    until: Day,
    discount: z.number().int().describe("hundredths of a percent"),
    off: Paise,
    never: z.number().describe("chance that it is never paid, 0…1"),
  }),
]);
export type OverdueWay = z.infer<typeof OverdueWay>;

/** A bill that is offered nothing, because that would pay for being late, with what may be put in an offer's place. */
export const OverdueBill = z.object({
  party: z.object({ partyId: PartyId, name: z.string() }),
  bill: z.object({ billId: BillId, name: z.string(), date: Day, dueDate: Day }),
  amount: Paise.describe("open today"),
  overdueDays: z.number().int(),
  ways: z.array(OverdueWay).min(1),
});
export type OverdueBill = z.infer<typeof OverdueBill>;

export const OFFER_RULES = ["own-forecast", "plain"] as const;

/** What an owner says of offers. Rates and shares in hundredths of a percent. */
export const OfferSettings = z.strictObject({
  isOn: z.boolean().describe("false: nothing is proposed"),
  rule: z
    .enum(OFFER_RULES)
    .describe(
      "by each party's own forecast; or the plain rule of the trade: who is late by 14 days gets 3 %, later 1 %",
    ),
  style: z.enum(["percent", "rupees"]).describe("how customers are told"),
  gstMode: z.enum(["financial", "section34"]).describe("the credit note that offers are counted with"),
  margin: z.number().int().min(1).max(10_000).nullable().describe("what is left of a sale; null: not said"),
  cap: z.number().int().min(25).max(1_000).describe("no discount is above"),
  monthlyBudget: Paise.refine((paise) => !paise.startsWith("-"), "must not be below zero").describe(
    "what is proposed within a calendar month is expected to cost no more",
  ),
  partyYearCap: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .describe("of a party's sales of a year, what it may be given"),
  gapDays: z.number().int().min(30).max(366).describe("days from the end of a party's offer to its next"),
});
export type OfferSettings = z.infer<typeof OfferSettings>;

export const OfferSettingsStanding = z.object({
  settings: OfferSettings,
  said: z
    .object({ by: z.string(), at: Moment })
    .nullable()
    .describe("null: as usual, nobody has said anything"),
  costOfCash: z.number().int().describe("a year, hundredths of a percent: said in a setting of its own"),
  plain: z
    .object({
      lateDays: z.number().int(),
      discount: z.number().int(),
      annualRate: z.number().int(),
      breakEven: z.number().int().describe("the discount that costs as much as waiting so many days"),
    })
    .describe("what the plain rule truly costs a year where a party pays so many days late"),
});
export type OfferSettingsStanding = z.infer<typeof OfferSettingsStanding>;

const OFFERS = "/companies/{companyId}/offers" as const;
const InOffer = InCompany.extend({ offerId: OfferId });

/** The app's calls about offers. */
export const offersApi = {
  list: oc
    .route({ method: "GET", path: OFFERS, summary: "Offers that wait, are live, or are over" })
    .input(
      InCompany.extend({
        list: z.enum(OFFER_LISTS).default("waiting"),
        partyId: PartyId.optional().describe("only those of one party"),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ rows: z.array(Offer), nextCursor: NextCursor })),
  read: oc
    .route({ method: "GET", path: `${OFFERS}/{offerId}`, summary: "One offer" })
    .input(InOffer)
    .output(Offer),
  standing: oc
    .route({
      method: "GET",
      path: `${OFFERS}/standing`,
      summary: "How many offers wait and are live, and what they cost",
    })
    .input(InCompany)
    .output(OfferStanding),
  overdue: oc
    .route({
      method: "GET",
      path: `${OFFERS}/overdue`,
      summary:
        "Overdue bills, the largest first, with what may be put to their customers in an offer's place",
    })
    .input(
      InCompany.extend({
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ rows: z.array(OverdueBill), nextCursor: NextCursor })),
  decide: oc
    .route({ method: "POST", path: `${OFFERS}/decide`, summary: "Approve or reject proposals, one or many" })
    .input(InCompany.extend({ decisions: z.array(OfferDecision).min(1).max(MOST_OFFERS) }))
    .output(OffersDecided),
  edit: oc
    .route({
      method: "POST",
      path: `${OFFERS}/{offerId}/edit`,
      summary: "Set the steps of a proposal, or see what they would come to",
    })
    .input(InOffer.extend(OfferEdit.shape))
    .output(OfferEdited),
  withdraw: oc
    .route({
      method: "POST",
      path: `${OFFERS}/{offerId}/withdraw`,
      summary: "End an offer that nobody has accepted",
    })
    .input(InOffer.extend({ why: Why }))
    .output(Offer),
  makeLink: oc
    .route({
      method: "POST",
      path: `${OFFERS}/{offerId}/link`,
      summary: "Make the address under which the customer sees it; the one before opens nothing any more",
    })
    .input(InOffer)
    .output(z.object({ url: z.string() })),
  settings: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/offer-settings",
      summary: "How offers are proposed",
    })
    .input(InCompany)
    .output(OfferSettingsStanding),
  changeSettings: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/offer-settings",
      summary: "Say how offers are proposed",
    })
    .input(InCompany.extend({ settings: OfferSettings }))
    .output(OfferSettingsStanding),
};
