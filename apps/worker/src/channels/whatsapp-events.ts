import { codeIn, fieldsIn, listIn, parsed, secondsIn, textIn, type Fields } from "../read-fields.ts";
import type { AccountTold, EventReader, EventTold, InboundTold, TemplateTold, Told } from "./channel.ts";
import { refusalOf } from "./whatsapp-codes.ts";

/*
 * What WhatsApp's webhook tells: how messages fare, what people write and want, what became of templates and of the account. One event may tell several things;
 * events come in any order and more than once.
 */

const MOST_TEXT = 2_000;
const STATES = new Set(["sent", "delivered", "read", "failed"]);

/** Reads one event of WhatsApp's. */
export const readWhatsAppEvent: EventReader = (body) => {
  const event = fieldsIn(parsed(body));
  if (event === null || event["object"] !== "whatsapp_business_account") return null;
  const changes = listIn(event["entry"]).flatMap((entry) => listIn(entry["changes"]));
  const all = changes.map((change) => {
    const value = fieldsIn(change["value"]) ?? {};
    return READERS[textIn(change["field"], 60) ?? ""]?.(value) ?? {};
  });
  return {
    told: all.flatMap(({ told = [] }) => told),
    replies: all.flatMap(({ replies = [] }) => replies),
    templates: all.flatMap(({ templates = [] }) => templates),
    account: all.flatMap(({ account = [] }) => account),
  };
};

const READERS: Readonly<Record<string, (value: Fields) => Partial<EventTold>>> = {
  messages: (value) => ({
    told: listIn(value["statuses"]).flatMap((one) => statusIn(one) ?? []),
    replies: listIn(value["messages"]).flatMap((one) => messageIn(one) ?? []),
  }),
  user_preferences: (value) => ({
    replies: listIn(value["user_preferences"]).flatMap((one) => preferenceIn(one) ?? []),
  }),
  message_template_status_update: (value) => ({ templates: statusUpdateIn(value) }),
  template_category_update: (value) => ({ templates: categoryUpdateIn(value) }),
  phone_number_quality_update: (value) => ({ account: accountIn("quality", value) }),
  account_update: (value) => ({ account: accountIn("blocked", value) }),
};

function statusIn(status: Fields): Told | null {
  const state = textIn(status["status"], 20);
  const providerId = textIn(status["id"], 300);
  if (state === null || !STATES.has(state) || providerId === null) return null;
  const error = listIn(status["errors"])[0];
  const words = textIn(fieldsIn(error?.["error_data"])?.["details"], 2_000) ?? error?.["message"];
  return {
    attemptId: textIn(status["biz_opaque_callback_data"], 64),
    providerId,
    state: state as Told["state"],
    at: secondsIn(status["timestamp"]),
    failure: state === "failed" ? refusalOf(codeIn(error?.["code"]), words ?? error?.["title"]) : null,
    // What it costs is in no webhook, only that it costs nothing.
    cost: fieldsIn(status["pricing"])?.["billable"] === false ? 0n : null,
  };
}

function messageIn(message: Fields): InboundTold | null {
  const providerId = textIn(message["id"], 300);
  const from = senderIn(message);
  if (providerId === null || from === null) return null;
  return {
    providerId,
    way: "whatsapp",
    from,
    text: wordsIn(message),
    at: secondsIn(message["timestamp"]),
    replyTo: textIn(fieldsIn(message["context"])?.["id"], 300),
    oneClickStop: false,
  };
}

/** What was written or tapped; nothing of a picture, a voice, a place. */
function wordsIn(message: Fields): string {
  const interactive = fieldsIn(message["interactive"]);
  const said =
    fieldsIn(message["text"])?.["body"] ??
    fieldsIn(message["button"])?.["text"] ??
    fieldsIn(interactive?.["button_reply"])?.["title"] ??
    fieldsIn(interactive?.["list_reply"])?.["title"];
  return typeof said === "string" ? said.slice(0, MOST_TEXT) : "";
}

/** Somebody's number, or the id they have with the company where the number is withheld. */
function senderIn(message: Fields): string | null {
  const number = textIn(message["from"] ?? message["wa_id"], 20);
  if (number !== null && /^\d{8,15}$/.test(number)) return `+${number}`;
  const user = textIn(message["from_user_id"] ?? message["user_id"], 140);
  return user !== null && /^[A-Z]{2}\.[A-Za-z0-9.]{1,128}$/.test(user) ? user : null;
}

/** Somebody has stopped offers in WhatsApp itself, or lets them come again: as if they had written so. */
function preferenceIn(preference: Fields): InboundTold | null {
  const from = senderIn(preference);
  const value = textIn(preference["value"], 20);
  const at = secondsIn(preference["timestamp"]);
  if (from === null || (value !== "stop" && value !== "resume")) return null;
  return {
    providerId: `preference:${from}:${value}:${at?.getTime() ?? ""}`,
    way: "whatsapp",
    from,
    text: value === "stop" ? "STOP OFFERS" : "",
    at,
    replyTo: null,
    oneClickStop: false,
  };
}

const TEMPLATE_CHANGES: Readonly<Record<string, TemplateTold["change"]>> = {
  APPROVED: "approved",
  REINSTATED: "approved",
  REJECTED: "rejected",
  PAUSED: "paused",
  LOCKED: "paused",
  ARCHIVED: "paused",
  DISABLED: "disabled",
  PENDING_DELETION: "disabled",
  DELETED: "disabled",
};

function statusUpdateIn(value: Fields): TemplateTold[] {
  const change = TEMPLATE_CHANGES[textIn(value["event"], 40) ?? ""];
  const reason = textIn(value["reason"], 200);
  return change === undefined ? [] : templateIn(value, { change, why: reason === "NONE" ? null : reason });
}

/** A category that is to change and one that has: both mean that the template is not what it was registered as. */
function categoryUpdateIn(value: Fields): TemplateTold[] {
  const becomes = textIn(value["correct_category"], 40) ?? textIn(value["new_category"], 40);
  if (becomes === null) return [];
  return templateIn(value, { change: "recategorised", category: becomes.toLowerCase() });
}

function templateIn(
  value: Fields,
  told: Pick<TemplateTold, "change"> & Partial<TemplateTold>,
): TemplateTold[] {
  const providerName = textIn(value["message_template_name"], 512);
  const language = textIn(value["message_template_language"], 20);
  return providerName === null || language === null
    ? []
    : [{ category: null, why: null, ...told, providerName, language }];
}

const ACCOUNT_TROUBLE = /BAN|BLOCK|DISABLE|RESTRICT|VIOLATION|DELETED/;

function accountIn(what: AccountTold["what"], value: Fields): AccountTold[] {
  const event = textIn(value["event"], 60);
  if (event === null || (what === "blocked" && !ACCOUNT_TROUBLE.test(event))) return [];
  return [{ what, value: event }];
}
