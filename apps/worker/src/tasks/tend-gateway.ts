import { inCompany } from "@cfa/db/company-scope";
import { gatewayKeys, keepKeysAnswer, RAZORPAY, RAZORPAY_KEY } from "@cfa/db/queries/gateway/account";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import { readSecret } from "@cfa/db/queries/secrets";
import type { MasterKeys } from "@cfa/db/sealing";
import type { Enqueue, Jobs } from "@cfa/db/queue";
import type { Database } from "@cfa/db/client";
import { ok } from "@cfa/values/result";
import type { Logger } from "pino";

import { razorpay } from "../gateway/razorpay.ts";
import { takeEvents } from "../gateway/take-events.ts";
import { tendLinks, type Tended } from "../gateway/tend-links.ts";
import { queueOf } from "./queue-of.ts";

/** What is needed to speak with payment gateways for companies. */
export type GatewaySettings = { readonly masterKeys: MasterKeys; readonly razorpayUrl: string };

export type TendGatewayDeps = {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  readonly now: Date;
  readonly gateway: GatewaySettings;
};

const AGAIN_SECONDS = 600;
const TROUBLE_SECONDS = 60;
/** Keys that are refused stay so until others are set, which brings the job at once. */
const REFUSED_SECONDS = 6 * 3_600;
/** No link of ours is called this: asking for it tells only whether the keys open. */
const NO_REFERENCE = "keys";

/**
 * The job that looks at what a company's gateway has told, and brings its links to how its offers stand. While an offer is live it is looked at again
 * after a while, at the end of a step, and soon where the gateway gave no answer. Keys that were not found good so far are tried first, and what the gateway
 * says of them is kept. Safe to run twice.
 */
export async function tendGatewayTask(
  { db, log, enqueue, now, gateway }: TendGatewayDeps,
  { companyId }: Jobs["tend-gateway"],
): Promise<void> {
  const found = await inCompany(
    db,
    companyId,
    async (tx) => {
      if (!(await holdCompany(tx))) return null;
      const told = await takeEvents(tx, now);
      const read = (field: string) => readSecret(tx, gateway.masterKeys, { provider: RAZORPAY, field });
      // Their version first: what is said of keys that were set in between is said of none.
      const keys = await gatewayKeys(tx);
      return { told, keys, keyId: await read(RAZORPAY_KEY.id), keySecret: await read(RAZORPAY_KEY.secret) };
    },
    { role: "job" },
  );
  if (found === null) return;
  const { keyId, keySecret, told, keys } = found;
  if (!keyId.ok || !keySecret.ok) return log.warn({ companyId }, "the gateway's keys do not open");
  if (keys === undefined || keyId.value === null || keySecret.value === null) return;
  const account = razorpay({
    baseUrl: gateway.razorpayUrl,
    keyId: keyId.value,
    keySecret: keySecret.value,
  });
  const wereGood = keys.answer?.areGood === true;
  const opened = wereGood ? ok(null) : await account.find(NO_REFERENCE);
  const { open, trouble, nextEnd }: Tended = opened.ok
    ? await tendLinks({ db, now, gateway: account }, companyId)
    : { open: 0, trouble: [opened.error], nextEnd: null };
  log.info({ companyId, told, open, trouble }, "links were tended");
  const areRefused = trouble.includes("bad-keys");
  if (areRefused || (opened.ok && !wereGood)) {
    const answer = { version: keys.version, askedAt: now, areGood: !areRefused };
    await inCompany(db, companyId, (tx) => keepKeysAnswer(tx, answer), { role: "job" });
  }
  if (open === 0 && nextEnd === null && trouble.length === 0) return;
  const untilEnd = nextEnd === null ? AGAIN_SECONDS : Math.ceil((nextEnd.getTime() - now.getTime()) / 1_000);
  const soon = trouble.length > 0 ? TROUBLE_SECONDS : Math.max(1, Math.min(AGAIN_SECONDS, untilEnd));
  const seconds = areRefused ? REFUSED_SECONDS : soon;
  await queueOf({ db, enqueue }, "tend-gateway-again", { companyId, afterSeconds: seconds });
}

/** The job that has a company's links tended after a while. */
export async function tendGatewayAgainTask(
  deps: Pick<TendGatewayDeps, "db" | "enqueue">,
  { companyId }: Jobs["tend-gateway-again"],
): Promise<void> {
  await queueOf(deps, "tend-gateway", { companyId });
}
