import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { KeyId, Moment } from "./fields.ts";
import { KEY_NAME_LENGTH } from "./typed.ts";

/*
 * Keys of agents. A key opens the sync endpoint of one company and nothing else. It is shown when it is made or rotated; later its
 * name and last four characters tell it from others. While nobody has used a new key, the agent it is meant for may
 * fetch it by itself (with the one-time token, or with the key that it replaces): then what was shown before is void.
 */

export const AgentKey = z.object({
  keyId: KeyId,
  name: z.string(),
  lastFour: z.string(),
  state: z
    .enum(["unused", "live", "replaced", "expired", "revoked"])
    .describe("replaced: another takes its place, and it still holds until `endsAt` or that one's first use"),
  createdAt: Moment,
  by: z.string().nullable().describe("null: made by the installation itself"),
  lastUsedAt: Moment.nullable(),
  endsAt: Moment.nullable(),
  replaces: KeyId.nullable(),
});
export type AgentKey = z.infer<typeof AgentKey>;

/** A key as it is shown once, and the one-time token for the QR. */
export const ShownKey = z.object({
  row: AgentKey,
  key: z.string(),
  token: z.string().describe("for `agent pair --code`, once, until `tokenExpiresAt`"),
  tokenExpiresAt: Moment,
});
export type ShownKey = z.infer<typeof ShownKey>;

export const KeyName = z.string().trim().min(1).max(KEY_NAME_LENGTH);
const OfKey = InCompany.extend({ keyId: KeyId });

/** The app's calls about keys. */
export const keysApi = {
  list: oc
    .route({ method: "GET", path: "/companies/{companyId}/keys", summary: "The agents' keys, newest first" })
    .input(InCompany)
    .output(z.object({ rows: z.array(AgentKey) })),
  make: oc
    .route({ method: "POST", path: "/companies/{companyId}/keys", summary: "Make a key and show it once" })
    .input(InCompany.extend({ name: KeyName }))
    .output(ShownKey),
  rotate: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/keys/{keyId}/rotate",
      summary: "Make a key in another's place: both hold for 72 hours or until the new one is used",
    })
    .input(OfKey)
    .output(ShownKey),
  revoke: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/keys/{keyId}",
      summary: "End a key: its next request is refused",
    })
    .input(OfKey)
    .output(AgentKey),
};
