import { createHmac, randomBytes } from "node:crypto";

import {
  startFakeProvider,
  type Answering,
  type FakeProvider,
  type Hook,
  type ProviderCall,
} from "./fake-provider.ts";

/* WhatsApp's Cloud API on loopback: one number, its templates, and who does what with what it is sent. */

export const FAKE_WHATSAPP = {
  token: "EAAGfakeTokenOfTheSystemUser0123456789",
  appSecret: "the-secret-of-an-app-at-meta",
  phoneNumberId: "106540352242922",
  wabaId: "102290129340398",
  displayNumber: "15550783881",
} as const;

/** A template as WhatsApp has it: how many values its body takes, and in which languages there is one. */
export type FakeTemplate = {
  readonly values: number;
  readonly languages: readonly string[];
  state: "approved" | "paused" | "rejected";
};

/** What WhatsApp took. */
export type FakeWhatsAppMessage = {
  readonly id: string;
  readonly to: string;
  readonly callbackData: string;
  readonly asked: Readonly<Record<string, unknown>>;
};

type Status = "sent" | "delivered" | "read" | "failed";

export type FakeWhatsApp = FakeProvider & {
  readonly messages: FakeWhatsAppMessage[];
  readonly templates: Map<string, FakeTemplate>;
  /** Whoever is written to there is answered with this code: people without WhatsApp, who have stopped offers, who are written to too often. */
  readonly refusing: Map<string, number>;
  /** A webhook about a message. */
  status(
    message: FakeWhatsAppMessage,
    status: Status,
    more?: { at?: Date; code?: number; billable?: boolean },
  ): object;
  /** A webhook of a message that somebody wrote. */
  written(from: { number?: string; user?: string }, message: object, at?: Date): object;
  /** A webhook of another field, such as template_category_update. */
  change(field: string, value: object): object;
  /** Several webhooks' changes in one, as it sends them under load. */
  together(...events: object[]): object;
};

/** How a webhook goes over the wire: its bytes, and their signature. */
export function whatsAppHook(event: object, secret: string = FAKE_WHATSAPP.appSecret): Hook {
  // Its JSON has slashes and letters beyond ASCII escaped, so it is another text than JSON.stringify makes.
  const body = JSON.stringify(event)
    .replaceAll("/", "\\/")
    .replaceAll(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return {
    body,
    headers: { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
  };
}

/** Starts it. It takes the token of `FAKE_WHATSAPP` and no other. */
export async function startFakeWhatsApp(): Promise<FakeWhatsApp> {
  const messages: FakeWhatsAppMessage[] = [];
  const templates = new Map<string, FakeTemplate>();
  const refusing = new Map<string, number>();
  const answering: Answering = {
    unauthorised: error(190, `Invalid OAuth access token - Cannot parse ${FAKE_WHATSAPP.token}`),
    tooMuch: error(130_429, "(#130429) Rate limit hit"),
    answer: (call) => {
      const code = refusalOf(call, { templates, refusing });
      if (code !== null) return { status: statusOf(code.code), body: error(code.code, code.words) };
      const message = messageOf(call);
      messages.push(message);
      return {
        status: 200,
        body: {
          messaging_product: "whatsapp",
          contacts: [{ input: message.to, wa_id: message.to }],
          messages: [{ id: message.id, message_status: "accepted" }],
        },
        hooks: () => [
          whatsAppHook(statusEvent(message, "sent")),
          whatsAppHook(statusEvent(message, "delivered")),
        ],
      };
    },
  };
  const provider = await startFakeProvider(answering);
  return Object.assign(provider, {
    messages,
    templates,
    refusing,
    status: statusEvent,
    written: writtenEvent,
    change: changeEvent,
    together: (...events: object[]) => ({
      object: "whatsapp_business_account",
      entry: events.flatMap((event) => (event as { entry: object[] }).entry),
    }),
  });
}

type Refusing = Pick<FakeWhatsApp, "templates" | "refusing">;

function refusalOf(
  call: ProviderCall,
  { templates, refusing }: Refusing,
): { code: number; words: string } | null {
  if (call.head["authorization"] !== `Bearer ${FAKE_WHATSAPP.token}`) {
    return { code: 190, words: `Invalid OAuth access token: ${call.head["authorization"] ?? ""}` };
  }
  if (call.method !== "POST" || !call.path.endsWith(`/${FAKE_WHATSAPP.phoneNumberId}/messages`)) {
    return { code: 100, words: `(#100) Unsupported ${call.method} request` };
  }
  const asked = JSON.parse(call.body) as Asked;
  const to = asked.to ?? asked.recipient ?? "";
  if (!/^\d{8,15}$|^[A-Z]{2}\.[A-Za-z0-9]+$/.test(to)) {
    return { code: 100, words: `(#100) Invalid parameter: ${to}` };
  }
  const refused = refusing.get(to);
  if (refused !== undefined) return { code: refused, words: `(#${refused}) about +${to}` };
  const template = templates.get(asked.template.name);
  if (template === undefined || !template.languages.includes(asked.template.language.code)) {
    return { code: 132_001, words: "(#132001) Template name does not exist in the translation" };
  }
  if (template.state !== "approved") return { code: 132_015, words: "(#132015) Template is paused" };
  return shapeRefusal(asked, template);
}

type Asked = {
  to?: string;
  recipient?: string;
  template: {
    name: string;
    language: { code: string };
    components: { type: string; parameters: { type: string; text: string }[] }[];
  };
};

function shapeRefusal(
  { template: asked }: Asked,
  template: FakeTemplate,
): { code: number; words: string } | null {
  const values = asked.components.find(({ type }) => type === "body")?.parameters ?? [];
  if (values.length !== template.values) {
    return { code: 132_000, words: "(#132000) Number of parameters does not match" };
  }
  const isBad = values.some(({ text }) => text === "" || /[\n\t]| {5}/.test(text));
  return isBad ? { code: 132_012, words: "(#132012) Parameter format does not match" } : null;
}

function messageOf(call: ProviderCall): FakeWhatsAppMessage {
  const asked = JSON.parse(call.body) as Asked & { biz_opaque_callback_data?: string };
  const whole: Record<string, unknown> = asked;
  return {
    id: `wamid.${randomBytes(24).toString("base64")}`,
    to: asked.to ?? asked.recipient ?? "",
    callbackData: asked.biz_opaque_callback_data ?? "",
    asked: whole,
  };
}

function statusOf(code: number): number {
  if (code === 190) return 401;
  if (code === 130_429) return 429;
  return code === 131_000 ? 500 : 400;
}

function error(code: number, message: string): object {
  return {
    error: {
      message,
      type: "OAuthException",
      code,
      error_data: { messaging_product: "whatsapp", details: message },
      fbtrace_id: randomBytes(8).toString("hex"),
    },
  };
}

function statusEvent(
  message: FakeWhatsAppMessage,
  status: Status,
  more: { at?: Date; code?: number; billable?: boolean } = {},
): object {
  const { at = new Date(), code = 131_026, billable = true } = more;
  const isNumber = /^\d+$/.test(message.to);
  return messagesEvent({
    statuses: [
      {
        id: message.id,
        status,
        timestamp: String(Math.floor(at.getTime() / 1_000)),
        ...(isNumber ? { recipient_id: message.to } : { recipient_user_id: message.to }),
        biz_opaque_callback_data: message.callbackData,
        ...(status === "failed"
          ? {
              errors: [
                {
                  code,
                  title: "Message undeliverable",
                  message: "Message undeliverable",
                  error_data: { details: `Message Undeliverable to +${message.to}.` },
                },
              ],
            }
          : { pricing: { billable, pricing_model: "PMP", category: "utility", type: "regular" } }),
      },
    ],
  });
}

function writtenEvent(
  { number, user }: { number?: string; user?: string },
  message: object,
  at = new Date(),
): object {
  return messagesEvent({
    contacts: [
      {
        profile: { name: "Asha Traders" },
        ...(number === undefined ? {} : { wa_id: number }),
        user_id: user,
      },
    ],
    messages: [
      {
        ...(number === undefined ? {} : { from: number }),
        ...(user === undefined ? {} : { from_user_id: user }),
        id: `wamid.${randomBytes(24).toString("base64")}`,
        timestamp: String(Math.floor(at.getTime() / 1_000)),
        ...message,
      },
    ],
  });
}

function messagesEvent(value: object): object {
  return changeEvent("messages", {
    messaging_product: "whatsapp",
    metadata: {
      display_phone_number: FAKE_WHATSAPP.displayNumber,
      phone_number_id: FAKE_WHATSAPP.phoneNumberId,
    },
    ...value,
  });
}

function changeEvent(field: string, value: object): object {
  return {
    object: "whatsapp_business_account",
    entry: [{ id: FAKE_WHATSAPP.wabaId, time: Math.floor(Date.now() / 1_000), changes: [{ value, field }] }],
  };
}
