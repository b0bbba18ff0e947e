import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { companyOfHook, RAZORPAY } from "@cfa/db/queries/gateway/account";
import { keepGatewayEvent } from "@cfa/db/queries/gateway/events";
import { readSecret } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";
import type { Enqueue } from "@cfa/db/queue";
import { Hono } from "hono";

import { countWithin, type Limit } from "../auth/limit.ts";
import { ApiFailure } from "../errors.ts";
import { identityOf } from "../http/request-identity.ts";
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
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const SIGNATURE = /^[0-9a-f]{64}$/i;
const EVENT_ID = /^[\w.-]{1,100}$/;
const MISSES: Limit = { name: "webhook missed", most: 60, windowMillis: 3_600_000 };

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
    const token = c.req.param("companyToken");
    const companyId = TOKEN.test(token) ? await companyOfHook(db, token) : undefined;
    if (companyId === undefined) {
      await countWithin(MISSES, identityOf(c.env.incoming)?.address ?? "", { db, now: at });
      throw new ApiFailure("not-found");
    }
    const body = await readBytes(c.req.raw, MAX_BYTES);
    const secrets = await secretsOf({ db, masterKeys }, companyId);
    if (!isSigned(body, c.req.header("x-razorpay-signature") ?? "", secrets)) {
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

/** The secrets that a webhook may be signed with, read as a job reads them. */
async function secretsOf(
  { db, masterKeys }: Pick<HookDeps, "db" | "masterKeys">,
  companyId: string,
): Promise<string[]> {
  if (masterKeys === null) throw new ApiFailure("unavailable");
  const read = await inCompany(
    db,
    companyId,
    async (tx) => {
      const found = [];
      for (const field of WEBHOOK_SLOTS) {
        found.push(await readSecret(tx, masterKeys, { provider: RAZORPAY, field }));
      }
      return found;
    },
    { role: "job" },
  );
  // Said again later: it is kept there for a day.
  if (read.some(({ ok }) => !ok)) throw new ApiFailure("unavailable");
  return read.flatMap((one) => (one.ok && one.value !== null ? [one.value] : []));
}

/** Whether a signature is that of just these bytes by one of the secrets, in a time that tells nothing of them. */
function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  if (!SIGNATURE.test(signature)) return false;
  const given = Buffer.from(signature, "hex");
  let isRight = false;
  for (const secret of secrets) {
    const right = createHmac("sha256", secret).update(body).digest();
    isRight = timingSafeEqual(given, right) || isRight;
  }
  return isRight;
}
