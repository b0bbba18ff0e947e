import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Moment, PairingId } from "./fields.ts";
import { tidyCode, TYPED_CODE, TYPED_CODE_LENGTH } from "./pairing-code.ts";

/*
 * Giving an agent its key, in the shape of RFC 8628. Either the app shows a code (or the QR of a token) that is given to the
 * agent, or the agent shows its own that the app takes. Then the app shows which machine and which company in Tally it is; a
 * person confirms, and the agent, which asks every few seconds by its claim, gets the key once. Ten minutes, one use.
 *
 *   app shows:    POST …/pairings              -> code, token
 *   agent:        POST /api/pairing/claim      -> claim
 *   agent shows:  POST /api/pairing/start      -> code, claim
 *   app takes:    POST …/pairings/take
 *   then          POST …/pairings/{id}/confirm or /refuse, and POST /api/pairing/poll
 */

export const PairingCode = z
  .string()
  .max(TYPED_CODE_LENGTH)
  .regex(TYPED_CODE, "a pairing code has eight letters, such as BCDF-GHJK")
  .transform(tidyCode);
export const PairingToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What an agent says of itself and of the company that is open in its Tally. */
export const AgentOffer = z.strictObject({
  machine: z.string().max(200),
  windowsUser: z.string().max(200),
  tallyCompany: z.string().min(1).max(300),
  tallyGuid: z.string().min(1).max(200),
  gstin: z.string().max(40).nullable(),
});
export type AgentOffer = z.infer<typeof AgentOffer>;

export const PairingClaimed = z.object({
  claim: z.string().describe("secret of this agent: what it polls with"),
  intervalSeconds: z.number().int(),
  expiresAt: Moment,
});

export const PairingPolled = z.object({
  state: z
    .enum(["waiting", "slow-down", "paired", "refused", "expired"])
    .describe("slow-down: asked too soon; the interval is longer from now on"),
  intervalSeconds: z.number().int(),
  key: z.string().optional().describe("with paired, this once"),
  company: z.string().optional(),
});
export type PairingPolled = z.infer<typeof PairingPolled>;
export const PairingStarted = PairingClaimed.extend({ code: z.string() });

export const CLAIM_PATH = "/api/pairing/claim";
export const START_PATH = "/api/pairing/start";
export const POLL_PATH = "/api/pairing/poll";

/** The agent's calls: nobody is signed in, the code, token or claim is what counts. */
export const agentPairingApi = {
  claim: oc
    .route({ method: "POST", path: "/pairing/claim", summary: "I am the agent that this code was given to" })
    .input(AgentOffer.extend({ code: PairingCode.optional(), token: PairingToken.optional() }))
    .output(PairingClaimed),
  start: oc
    .route({ method: "POST", path: "/pairing/start", summary: "I am an agent: give me a code to show" })
    .input(AgentOffer)
    .output(PairingStarted),
  poll: oc
    .route({ method: "POST", path: "/pairing/poll", summary: "Has somebody confirmed me" })
    .input(z.strictObject({ claim: PairingToken }))
    .output(PairingPolled),
};

export const PairingView = z.object({
  pairingId: PairingId,
  state: z
    .enum(["open", "claimed", "confirmed", "paired", "refused", "expired"])
    .describe("claimed: an agent has come and waits for a person's word; confirmed: it fetches its key"),
  expiresAt: Moment,
  agent: z
    .object({
      machine: z.string(),
      windowsUser: z.string(),
      tallyCompany: z.string(),
      gstin: z.string().nullable(),
      address: z.string().describe("where it asks from on the network"),
    })
    .nullable(),
  books: z
    .enum(["new", "same", "other"])
    .nullable()
    .describe("other: this company already holds another company's books; it cannot be confirmed"),
  isOtherGstin: z.boolean().describe("Tally's GSTIN is not the company's"),
});
export type PairingView = z.infer<typeof PairingView>;

const OfPairing = InCompany.extend({ pairingId: PairingId });

/** The app's calls about pairing. */
export const pairingsApi = {
  open: oc
    .route({ method: "POST", path: "/companies/{companyId}/pairings", summary: "Show a code for an agent" })
    .input(InCompany)
    .output(PairingView.extend({ code: z.string(), token: z.string().describe("for the QR") })),
  take: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/pairings/take",
      summary: "Take the code that an agent shows",
    })
    .input(InCompany.extend({ code: PairingCode }))
    .output(PairingView),
  read: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/pairings/{pairingId}",
      summary: "How far a pairing is, and which machine it is",
    })
    .input(OfPairing)
    .output(PairingView),
  confirm: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/pairings/{pairingId}/confirm",
      summary: "This is our machine: it may fetch a key",
    })
    .input(OfPairing)
    .output(PairingView),
  refuse: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/pairings/{pairingId}/refuse",
      summary: "This is not our machine",
    })
    .input(OfPairing)
    .output(PairingView),
};
