import type { GatewayStanding } from "@cfa/contract/gateway";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import {
  addGateway,
  gatewayKeys,
  gatewayToken,
  RAZORPAY,
  RAZORPAY_KEY,
  removeGateway,
  renewGatewayKeys,
} from "@cfa/db/queries/gateway/account";
import { forgetSecret, forgetSecrets, listSecrets, type SecretSet } from "@cfa/db/queries/secrets";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { hookAddress, WEBHOOK_SLOTS } from "../gateways/razorpay-hook.ts";
import type { guarded } from "../guard.ts";
import { keepSecret, keysToSeal, newHookToken, slotToTake, tellSecret } from "../kept-secrets.ts";

/** A company's account at its payment gateway: secrets go in, sealed, and are never read out again. */
export function gatewayRoutes(services: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { db, enqueue, masterKeys } = services;
  const { gateway } = routes;

  const put = (tx: CompanyTx, secret: { field: string; text: string; by: string }): Promise<void> =>
    keepSecret(tx, keysToSeal(masterKeys), { provider: RAZORPAY, ...secret });

  /** One change, with its word in the audit log, and how it stands then. */
  const change = (
    scope: Scope,
    action: string,
    work: (tx: CompanyTx) => Promise<void>,
  ): Promise<GatewayStanding> =>
    inCompany(db, scope.companyId, async (tx) => {
      await lockSettings(tx);
      await work(tx);
      await addAuditEntry(tx, { user: scope.user, action, detail: {} });
      await enqueue(tx, "tend-gateway", { companyId: scope.companyId });
      return standing(tx, services);
    });

  return {
    read: gateway.read
      .use(member)
      .handler(({ context: { scope } }) => inCompany(db, scope.companyId, (tx) => standing(tx, services))),

    setKeys: gateway.setKeys.use(member).handler(({ context: { scope }, input }) =>
      change(scope, "gateway.keys-set", async (tx) => {
        await addGateway(tx, { token: newHookToken(), at: scope.now });
        await put(tx, { field: RAZORPAY_KEY.id, text: input.keyId, by: scope.user.name });
        await put(tx, { field: RAZORPAY_KEY.secret, text: input.keySecret, by: scope.user.name });
        await renewGatewayKeys(tx);
      }),
    ),

    setWebhookSecret: gateway.setWebhookSecret.use(member).handler(({ context: { scope }, input }) =>
      change(scope, "gateway.webhook-secret-set", async (tx) => {
        await addGateway(tx, { token: newHookToken(), at: scope.now });
        const places = { provider: RAZORPAY, fields: WEBHOOK_SLOTS };
        const field = slotToTake(await secretsOf(tx), places) ?? WEBHOOK_SLOTS[0];
        await put(tx, { field, text: input.secret, by: scope.user.name });
      }),
    ),

    removeWebhookSecret: gateway.removeWebhookSecret.use(member).handler(({ context: { scope }, input }) =>
      change(scope, "gateway.webhook-secret-removed", async (tx) => {
        const field = `webhook-secret-${input.slot}`;
        if (!(await secretsOf(tx)).some((one) => one.field === field)) throw new ApiFailure("not-found");
        await forgetSecret(tx, { provider: RAZORPAY, field });
      }),
    ),

    remove: gateway.remove.use(member).handler(({ context: { scope } }) =>
      change(scope, "gateway.removed", async (tx) => {
        await forgetSecrets(tx, RAZORPAY);
        await removeGateway(tx);
      }),
    ),
  };
}

async function secretsOf(tx: CompanyTx): Promise<SecretSet[]> {
  return (await listSecrets(tx)).filter(({ provider }) => provider === RAZORPAY);
}

async function standing(
  tx: CompanyTx,
  { masterKeys, publicUrl }: Pick<Services, "masterKeys" | "publicUrl">,
): Promise<GatewayStanding> {
  const secrets = await secretsOf(tx);
  const token = await gatewayToken(tx);
  const answer = (await gatewayKeys(tx))?.answer ?? null;
  const told = (field: string) => tellSecret(secrets, { provider: RAZORPAY, field });
  return {
    isAvailable: masterKeys !== null,
    keyId: told(RAZORPAY_KEY.id),
    keySecret: told(RAZORPAY_KEY.secret),
    keys: answer && { askedAt: answer.askedAt.toISOString(), areGood: answer.areGood },
    webhookSecrets: (["1", "2"] as const).flatMap((slot) => {
      const found = told(`webhook-secret-${slot}`);
      return found === null ? [] : [{ slot, ...found }];
    }),
    webhookUrl: token === undefined ? null : hookAddress(publicUrl, token),
  };
}
