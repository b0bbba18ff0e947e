import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { SecretText, SecretTold } from "./secrets.ts";

/* A company's own account at a payment gateway. */

const GatewayStanding = z.object({
  isAvailable: z.boolean().describe("false: this server keeps no secrets, so nothing can be set"),
  keyId: SecretTold.nullable(),
  keySecret: SecretTold.nullable(),
  keys: z
    .object({ askedAt: z.iso.datetime(), areGood: z.boolean() })
    .nullable()
    .describe("what Razorpay said of them; null: not asked since they were set"),
  webhookSecrets: z
    .array(SecretTold.extend({ slot: z.enum(["1", "2"]) }))
    .describe("two while one is changed"),
  webhookUrl: z.string().nullable().describe("to be copied into Razorpay's settings"),
});
export type GatewayStanding = z.infer<typeof GatewayStanding>;

const Secret = SecretText(16, 200);

export const gatewayApi = {
  read: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/gateway",
      summary: "What is set of the company's payment gateway, and where its webhooks go",
    })
    .input(InCompany)
    .output(GatewayStanding),
  setKeys: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/gateway",
      summary: "Set the keys of the company's account at Razorpay, in the place of those before",
    })
    .input(
      InCompany.extend({
        keyId: z
          .string()
          .trim()
          .regex(/^rzp_(?:live|test)_[A-Za-z0-9]{8,40}$/, "A key id begins with rzp_live_ or rzp_test_."),
        keySecret: Secret,
      }),
    )
    .output(GatewayStanding),
  setWebhookSecret: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/gateway/webhook-secret",
      summary:
        "Set a webhook secret; the latest one before it stays good, until it is removed or another is set",
    })
    .input(InCompany.extend({ secret: Secret }))
    .output(GatewayStanding),
  removeWebhookSecret: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/gateway/webhook-secrets/{slot}",
      summary: "Remove one of the webhook secrets",
    })
    .input(InCompany.extend({ slot: z.enum(["1", "2"]) }))
    .output(GatewayStanding),
  remove: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/gateway",
      summary: "Remove the company's keys and secrets; links that are out end with their step",
    })
    .input(InCompany)
    .output(GatewayStanding),
};
