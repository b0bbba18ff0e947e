import { createHash } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { companyOfHook, RAZORPAY } from "@cfa/db/queries/gateway/account";
import { keepGatewayEvent } from "@cfa/db/queries/gateway/events";
import type { MasterKeys } from "@cfa/db/sealing";
import type { Enqueue } from "@cfa/db/queue";
import { Hono } from "hono";

import { ApiFailure } from "../errors.ts";
import { hookSecrets, ownerOfHook } from "../hooks/called.ts";
import { isSignedBytes } from "../hooks/signatures.ts";
import type { WebEnv } from "../http/web-env.ts";
import { readBytes } from "../sync/read-body.ts";

export type HookDeps = {
  readonly db: Database;
  readonly enqueue: Enqueue;
  readonly now: () => Date;
  readonly masterKeys: MasterKeys | null;
};

/** Two secrets are good at once, so that one can be changed while webhooks of before are still on their way. */
export const WEBHOOK_SLOTS = ["webhook-secret-1", "webhook-secret-2"] as const;

const MAX_BYTES = 256 * 1024;
const EVENT_ID = /^[\w.-]{1,100}$/;

/** Where a company's webhooks go. */
export function hookAddress(publicUrl: string, token: string): string {
  return `${publicUrl}/gateway/razorpay/${token}`;
}

/**
 * Takes what Razorpay tells of a company's links. The bytes are held against the signature as they came, before anything is made of them; what is
 * right is written down once and looked at by a job. Nothing is believed here but that it was said.
 */
export function razorpayHookRoutes({ db, enqueue, now, masterKeys }: HookDeps): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.post("/gateway/razorpay/:companyToken", async (c) => {
    const at = now();
    const find = (token: string) => companyOfHook(db, token);
    const { owner: companyId } = await ownerOfHook(c, { db, at, find });
    const body = await readBytes(c.req.raw, MAX_BYTES);
    const signedWith = { provider: RAZORPAY, fields: WEBHOOK_SLOTS };
    const secrets = await hookSecrets({ db, masterKeys }, companyId, signedWith);
    if (!isSignedBytes(body, c.req.header("x-razorpay-signature") ?? "", secrets)) {
      throw new ApiFailure("bad-key", { message: "The signature is not one of this body." });
    }
    const bodyHash = createHash("sha256").update(body).digest();
    const said = c.req.header("x-razorpay-event-id") ?? "";
    const eventId = EVENT_ID.test(said) ? said : bodyHash.toString("hex");
    await inCompany(db, companyId, async (tx) => {
      if (await keepGatewayEvent(tx, { eventId, bodyHash, body, at })) {
        await enqueue(tx, "tend-gateway", { companyId });
      }
    });
    return c.json({ taken: true });
  });
  return app;
}
