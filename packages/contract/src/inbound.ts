import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor } from "./asking.ts";
import { BillId, Day, idOf, Moment, Paise, PartyId } from "./fields.ts";
import { INBOUND_INTENTS, INBOUND_LISTS, INBOUND_WAYS } from "./nudge-kinds.ts";

/* What customers answer: by WhatsApp, SMS, mail, or on a message's page. Nothing of it counts before a person takes it, but a plain stop. */

export const InboundId = idOf("inb");

const Party = z.object({ partyId: PartyId, name: z.string() });

export const Inbound = z.object({
  inboundId: InboundId,
  way: z.enum(INBOUND_WAYS),
  at: Moment,
  party: Party.nullable().describe("null: nobody, or several have the address it came from"),
  candidates: z.array(Party).describe("who has that address, where no party is known"),
  fromEnd: z.string().nullable().describe("a number's last four, a mail's host; null: not known, or erased"),
  text: z.string().nullable().describe("null: erased"),
  reading: z
    .object({
      intent: z.enum(INBOUND_INTENTS),
      day: Day.nullable(),
      amount: Paise.nullable(),
      utr: z.string().nullable(),
    })
    .describe("what it seems to say: a draft for a person"),
  state: z.enum(["waiting", "taken", "set-aside"]),
  decided: z.object({ by: z.string(), at: Moment }).nullable(),
});
export type Inbound = z.infer<typeof Inbound>;

/** As what a person takes it. */
export const InboundDeed = z.discriminatedUnion("as", [
  z.strictObject({
    as: z.literal("promise"),
    partyId: PartyId,
    amount: Paise.refine((paise) => /[1-9]/.test(paise) && !paise.startsWith("-"), "must be above zero"),
    day: Day.describe("by which it is paid"),
  }),
  z.strictObject({ as: z.literal("dispute"), billId: BillId }),
  z.strictObject({ as: z.literal("paid"), partyId: PartyId }),
  z.strictObject({
    as: z.literal("stop"),
    partyId: PartyId.nullable().describe("null: of the address alone"),
    what: z.enum(["all", "offers"]),
  }),
]);
export type InboundDeed = z.infer<typeof InboundDeed>;

const INBOUND = "/companies/{companyId}/inbound" as const;
const OfInbound = InCompany.extend({ inboundId: InboundId });

export const inboundApi = {
  list: oc
    .route({ method: "GET", path: INBOUND, summary: "What customers answered" })
    .input(
      InCompany.extend({
        list: z.enum(INBOUND_LISTS).default("waiting"),
        partyId: PartyId.optional().describe("only of one party"),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ rows: z.array(Inbound), nextCursor: NextCursor })),
  take: oc
    .route({
      method: "POST",
      path: `${INBOUND}/{inboundId}/take`,
      summary: "Take an answer as a promise, a dispute, word of a payment, or the end of messages",
    })
    .input(OfInbound.extend({ deed: InboundDeed }))
    .output(Inbound),
  setAside: oc
    .route({ method: "POST", path: `${INBOUND}/{inboundId}/set-aside`, summary: "Set an answer aside" })
    .input(OfInbound)
    .output(Inbound),
};
