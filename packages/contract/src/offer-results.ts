import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Day, Moment, Paise } from "./fields.ts";

/* What offers brought, by parties with them against parties kept without: sums and counts of each arm, never who is in it. */

const Count = z.number().int();

/** A sum with the ends of its 90 % interval. */
const Net = z.object({ mean: Paise, low: Paise, high: Paise });
const Span = z.object({ mean: z.number(), low: z.number(), high: z.number() });

const InTime = z.object({
  parties: Count.describe("with bills due in the quarter after their first offer"),
  share: z.number().nullable().describe("of those paid by their day, 0…1, as a mean over parties"),
});

export const OfferFigures = z.object({
  rupeeDays: Span.nullable().describe(
    "rupees times days by which they were paid earlier; null: too few parties",
  ),
  needed: Count.nullable().describe(
    "parties an arm needs to see a gain of five days four times in five; null: too few to say",
  ),
  optedOut: z.object({ treated: Count, heldOut: Count }),
  inTime: z.object({ treated: InTime, heldOut: InTime, difference: Span.nullable() }),
  counts: z.object({
    proposed: Count,
    approved: Count.describe("whatever became of them"),
    accepted: Count.describe("by the customer, whatever became of them"),
    honoured: Count,
    lapsed: Count,
    withdrawn: Count,
  }),
  given: Paise.describe("discounts of those honoured"),
  quarters: z
    .array(z.object({ from: Day, to: Day, treated: Count, heldOut: Count, net: Net.nullable() }))
    .describe("those that ended sixty days ago or earlier, the oldest first"),
  meetsStopRule: z.boolean().describe("two quarters running without a net gain"),
});
export type OfferFigures = z.infer<typeof OfferFigures>;

export const OfferVerdict = z.enum(["gain", "loss", "cannot-tell"]);

const Measured = z.object({
  asOf: Day,
  treated: Count.describe("parties that were proposed something, each once a financial year"),
  heldOut: Count.describe("that would have been"),
  net: Net.nullable().describe(
    "what it brought less discounts and sending, by that day; null: too few parties",
  ),
  verdict: OfferVerdict.describe("cannot-tell: the interval holds zero"),
});

export const OfferResults = z.object({
  latest: Measured.extend({ measuredAt: Moment, figures: OfferFigures })
    .nullable()
    .describe("null: nothing was proposed yet"),
  days: z.array(Measured).max(366).describe("one a day, the oldest first"),
  isOn: z.boolean().describe("whether anything is proposed"),
  stopped: z
    .object({ on: Day, quarterTo: Day })
    .nullable()
    .describe("when the rule of two quarters last switched offers off, and the end of the later one"),
});
export type OfferResults = z.infer<typeof OfferResults>;

export const offerResultsApi = {
  results: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/offer-results",
      summary: "What offers brought, against parties kept without",
    })
    .input(InCompany)
    .output(OfferResults),
};
