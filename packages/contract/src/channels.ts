import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { MailAddress, Moment } from "./fields.ts";
import { ADDRESS_WAYS, CHANNEL_PROVIDERS, HOOK_SLOTS } from "./nudge-kinds.ts";
import { SeenText } from "./nudge-settings.ts";
import { SecretText, SecretTold } from "./secrets.ts";

/* A company's own accounts with those who carry its messages, one a way. */

const Way = z.enum(ADDRESS_WAYS);

const Secret = (most: number) => SecretText(8, most).nullable();

const WhatsAppAccount = z.strictObject({
  provider: z.literal("whatsapp"),
  phoneNumberId: z.string().regex(/^\d{5,25}$/, "It is of digits alone: the number's id, not the number."),
  secret: Secret(2_000).describe("a lasting access token; null: the one that is there"),
});

const TwilioAccount = z
  .strictObject({
    provider: z.literal("twilio"),
    accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, "It is AC and 32 letters and digits."),
    messagingServiceSid: z
      .string()
      .regex(/^MG[0-9a-fA-F]{32}$/, "It is MG and 32 letters and digits.")
      .nullable(),
    from: z
      .string()
      .regex(/^(?:\+[1-9]\d{6,14}|[A-Za-z0-9]{3,11})$/, "It is a number such as +14155550100, or a header.")
      .nullable(),
    secret: Secret(200).describe("the auth token; null: the one that is there"),
  })
  .refine(({ messagingServiceSid, from }) => messagingServiceSid !== null || from !== null, {
    path: ["from"],
    message: "Give a messaging service or a sender.",
  });

const Msg91Account = z.strictObject({
  provider: z.literal("msg91"),
  secret: Secret(200).describe("the auth key; null: the one that is there"),
});

const SmtpAccount = z.strictObject({
  provider: z.literal("smtp"),
  host: z
    .string()
    .max(253)
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}))*$/,
      "It is a server's name.",
    ),
  port: z.number().int().min(1).max(65_535),
  user: z.string().trim().min(1).max(254).nullable().describe("null: the server asks for none"),
  from: MailAddress,
  fromName: SeenText(100).nullable(),
  replyTo: MailAddress.nullable().describe(
    "with an empty tag, such as reply+@asha.in, answers tell what they answer",
  ),
  secret: Secret(1_000).describe("the password; null: the one that is there, or none"),
});

const Account = z.discriminatedUnion("provider", [WhatsAppAccount, TwilioAccount, Msg91Account, SmtpAccount]);
export type ChannelToSet = z.infer<typeof Account>;

export const ChannelStanding = z.object({
  way: Way,
  account: z
    .object({
      provider: z.enum(CHANNEL_PROVIDERS),
      state: z.enum(["on", "paused", "bad-keys"]),
      stateWhy: z
        .string()
        .nullable()
        .describe("by-person: somebody here paused it; else the provider's code"),
      quality: z.string().nullable().describe("as the provider rates the number"),
      config: z
        .record(z.string(), z.union([z.string(), z.number(), z.null()]))
        .describe("what is not secret"),
      pace: z.number().int().nullable().describe("messages a second; null: as usual"),
      secret: SecretTold.nullable(),
      hook: z
        .object({
          url: z.string().describe("to be copied into the provider's settings"),
          secrets: z
            .array(SecretTold.extend({ slot: z.enum(HOOK_SLOTS) }))
            .describe("what the provider signs with; two while one is changed"),
          word: SecretTold.nullable().describe("what WhatsApp has to say before it is let in"),
        })
        .describe("where the provider tells what became of messages, and what customers answer"),
      since: Moment,
    })
    .nullable()
    .describe("null: none is set"),
});
export type ChannelStanding = z.infer<typeof ChannelStanding>;

const Standing = z.object({
  isAvailable: z
    .boolean()
    .describe("false: this server keeps no secrets, so nothing can be set; letters work"),
  channels: z.array(ChannelStanding).describe("one of each way"),
});
export type ChannelsStanding = z.infer<typeof Standing>;

/** What is set for webhooks: what they are signed with, or the word by which WhatsApp is let in. */
export const HookSecretKind = z.enum(["signature", "word"]);
export type HookSecretKind = z.infer<typeof HookSecretKind>;

const CHANNELS = "/companies/{companyId}/channels" as const;
const OnWay = InCompany.extend({ way: Way });

export const channelsApi = {
  list: oc
    .route({ method: "GET", path: CHANNELS, summary: "Who carries the company's messages" })
    .input(InCompany)
    .output(Standing),
  set: oc
    .route({
      method: "PUT",
      path: `${CHANNELS}/{way}`,
      summary: "Set the account of a way, or its secret anew, in the place of what was there",
    })
    .input(
      OnWay.extend({
        account: Account,
        pace: z
          .number()
          .int()
          .min(1)
          .max(1_000)
          .nullable()
          .describe("messages a second that the account allows"),
      }),
    )
    .output(Standing),
  pause: oc
    .route({
      method: "POST",
      path: `${CHANNELS}/{way}/pause`,
      summary: "Let nothing out on a way, or let it out again",
    })
    .input(OnWay.extend({ isPaused: z.boolean() }))
    .output(Standing),
  setHookSecret: oc
    .route({
      method: "PUT",
      path: `${CHANNELS}/{way}/hook-secret`,
      summary:
        "Set what webhooks are signed with, or WhatsApp's word; of two signatures the latest one before it stays good",
    })
    .input(OnWay.extend({ kind: HookSecretKind, secret: SecretText(8, 200) }))
    .output(Standing),
  removeHookSecret: oc
    .route({
      method: "DELETE",
      path: `${CHANNELS}/{way}/hook-secrets/{slot}`,
      summary: "Remove one of the secrets that webhooks are signed with",
    })
    .input(OnWay.extend({ slot: z.enum(HOOK_SLOTS) }))
    .output(Standing),
  remove: oc
    .route({
      method: "DELETE",
      path: `${CHANNELS}/{way}`,
      summary: "Remove the account of a way and its secrets",
    })
    .input(OnWay)
    .output(Standing),
};
