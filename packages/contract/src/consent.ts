import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor } from "./asking.ts";
import { Moment, PartyId } from "./fields.ts";
import {
  ADDRESS_WAYS,
  CONSENT_KINDS,
  CONSENT_REFUSALS,
  LOOKED_AT,
  MOST_CONSENTS,
  OWN_SOURCES,
  PROOF_LENGTH,
  SAID_SOURCES,
} from "./nudge-kinds.ts";
import { SeenText } from "./nudge-settings.ts";

/* Customers' leave to be written to: what was said of it, by whom and on what proof, and who has looked at such things. */

const ConsentKind = z.enum(CONSENT_KINDS);
const AddressWay = z.enum(ADDRESS_WAYS);
const Said = z.enum(["given", "withdrawn"]);

/** One word on it, which is never changed: a newer one counts in its place. */
export const ConsentEvent = z.object({
  consentNo: z.string(),
  party: z
    .object({ partyId: PartyId, name: z.string() })
    .nullable()
    .describe("null: gone, or of an address alone"),
  address: z
    .object({ end: z.string().nullable().describe("null: it was erased") })
    .nullable()
    .describe("null: of the party, whatever its address"),
  kind: ConsentKind,
  way: AddressWay,
  said: Said,
  source: z.enum([...SAID_SOURCES, ...OWN_SOURCES]),
  proof: z.string(),
  at: Moment,
  by: z.string(),
});
export type ConsentEvent = z.infer<typeof ConsentEvent>;

/** How it stands now on one way. */
export const ConsentStanding = z.object({
  kind: ConsentKind,
  way: AddressWay,
  party: Said.nullable().describe("the latest word of the party; null: none"),
  stopped: z
    .number()
    .int()
    .describe("addresses from which the latest word is stop: they stay out whatever is said of the party"),
});
export type ConsentStanding = z.infer<typeof ConsentStanding>;

const ToSay = z.strictObject({
  partyId: PartyId,
  kind: ConsentKind,
  way: AddressWay,
  said: Said,
  source: z.enum(SAID_SOURCES),
  proof: SeenText(PROOF_LENGTH).describe("the wording, the form's number, where it is kept"),
});
export type ConsentToSay = z.infer<typeof ToSay>;

const sameWord = ({ partyId, kind, way }: ConsentToSay): string => `${partyId} ${kind} ${way}`;

const CONSENT = "/companies/{companyId}/consent" as const;
const PAGE = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const consentApi = {
  list: oc
    .route({ method: "GET", path: CONSENT, summary: "What was said of customers' consent, the latest first" })
    .input(InCompany.extend({ partyId: PartyId.optional().describe("only of one party"), ...PAGE }))
    .output(
      z.object({
        rows: z.array(ConsentEvent),
        nextCursor: NextCursor,
        standing: z.array(ConsentStanding).describe("of the party that was asked for; else empty"),
      }),
    ),
  say: oc
    .route({
      method: "POST",
      path: CONSENT,
      summary: "Say of parties that they gave leave to be written to, or took it back",
    })
    .input(
      InCompany.extend({
        words: z
          .array(ToSay)
          .min(1)
          .max(MOST_CONSENTS)
          .refine(
            (words) => new Set(words.map(sameWord)).size === words.length,
            "One word of each party, kind and way.",
          ),
      }),
    )
    .output(
      z.object({
        items: z
          .array(
            z.object({
              outcome: z
                .enum(["said", "already", "refused"])
                .describe("already: the latest word is just this one"),
              refusal: z.enum(CONSENT_REFUSALS).nullable(),
            }),
          )
          .describe("in the order of the words"),
      }),
    ),
  eraseContacts: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/parties/{partyId}/erase-contacts",
      summary: "Erase how a party is reached and what was written; its vouchers stay, and so does a stop",
    })
    .input(InCompany.extend({ partyId: PartyId }))
    .output(
      z.object({
        addresses: z.number().int(),
        texts: z.number().int().describe("of messages to it and from it"),
        links: z.number().int().describe("in messages to it, which open nothing any more"),
        stillInTally: z
          .boolean()
          .describe("Tally goes on saying how it is reached: not shown or used here, to be removed there"),
      }),
    ),
  accessLog: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/access-log",
      summary: "Who has looked at customers' addresses, messages and consent, the latest first",
    })
    .input(InCompany.extend(PAGE))
    .output(
      z.object({
        rows: z.array(
          z.object({
            at: Moment.describe("the first time in that hour"),
            who: z.string(),
            what: z.enum(LOOKED_AT),
            party: z
              .object({ partyId: PartyId, name: z.string() })
              .nullable()
              .describe("null: of all, or gone"),
          }),
        ),
        nextCursor: NextCursor,
      }),
    ),
};
