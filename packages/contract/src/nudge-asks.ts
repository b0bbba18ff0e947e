import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Moment, PartyId } from "./fields.ts";
import { ASKED_KINDS } from "./nudge-kinds.ts";
import { Nudge } from "./nudges.ts";

/* What a person asks to be sent to one customer: a statement, or a reminder now. */

const Ask = z.object({
  kind: z.enum(ASKED_KINDS),
  at: Moment,
  by: z.string(),
  state: z
    .enum(["waiting", "planned", "refused"])
    .describe("waiting: it is being looked at; planned: a message came of it"),
  code: z.string().nullable().describe("why nothing goes"),
  nudge: Nudge.nullable().describe("the message that came of it, as it stands now"),
});
export type NudgeAsk = z.infer<typeof Ask>;

const Asks = z.object({ rows: z.array(Ask).describe("the latest of each kind") });

const ASKS = "/companies/{companyId}/parties/{partyId}/nudge-asks" as const;
const OfParty = InCompany.extend({ partyId: PartyId });

export const nudgeAsksApi = {
  read: oc
    .route({
      method: "GET",
      path: ASKS,
      summary: "What was asked to be sent to one customer, and what came of it",
    })
    .input(OfParty)
    .output(Asks),
  ask: oc
    .route({
      method: "POST",
      path: ASKS,
      summary: "Ask that a statement, or a reminder now, is sent to one customer, by all the rules",
    })
    .input(OfParty.extend({ kind: z.enum(ASKED_KINDS) }))
    .output(Asks),
};
