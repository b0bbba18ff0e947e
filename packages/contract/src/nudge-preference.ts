import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Day, PartyId } from "./fields.ts";
import { EARLIEST_MINUTE, LATEST_MINUTE, NUDGE_WAYS } from "./nudge-kinds.ts";
import { NudgeWay } from "./nudge-settings.ts";
import { TEMPLATE_LANGUAGES } from "./template-kinds.ts";

/* How one customer is written to, where that is not as for all. */

const MINUTES = 60;

export const NudgePreference = z.strictObject({
  wayOrder: z
    .array(NudgeWay)
    .min(1)
    .max(NUDGE_WAYS.length)
    .refine((ways) => new Set(ways).size === ways.length, "Each way stands once.")
    .nullable()
    .describe("the first that can be taken is taken; null: as for all"),
  hour: z
    .number()
    .int()
    .min(EARLIEST_MINUTE / MINUTES)
    .max(LATEST_MINUTE / MINUTES - 1)
    .nullable()
    .describe("of the day in India; null: when the customer tends to answer"),
  quietUntil: Day.nullable().describe(
    "until that day, it included, nothing is sent; null: nothing is held back",
  ),
  language: z.enum(TEMPLATE_LANGUAGES).nullable().describe("null: by the customer's contact, else English"),
});
export type NudgePreference = z.infer<typeof NudgePreference>;

const Standing = NudgePreference.extend({
  usual: z
    .object({
      wayOrder: z.array(NudgeWay),
      hour: z.number().int(),
      hourBasis: z.enum(["party", "company", "usual"]).describe("whose answers say so; usual: nobody's"),
      language: z.enum(TEMPLATE_LANGUAGES),
    })
    .describe("what holds where nothing is said of this customer"),
});
export type NudgePreferenceStanding = z.infer<typeof Standing>;

const PREFERENCE = "/companies/{companyId}/parties/{partyId}/nudge-preference" as const;
const OfParty = InCompany.extend({ partyId: PartyId });

export const nudgePreferenceApi = {
  read: oc
    .route({ method: "GET", path: PREFERENCE, summary: "How one customer is written to" })
    .input(OfParty)
    .output(Standing),
  change: oc
    .route({ method: "PUT", path: PREFERENCE, summary: "Say how one customer is written to" })
    .input(OfParty.extend({ preference: NudgePreference }))
    .output(Standing),
};
