import { textIn } from "../read-fields.ts";
import { NOTHING_TOLD, type EventReader, type Told } from "./channel.ts";
import { refusalOf } from "./twilio-codes.ts";

const MOST_TEXT = 2_000;
const STATES: Readonly<Record<string, Told["state"]>> = {
  accepted: "accepted",
  scheduled: "accepted",
  queued: "accepted",
  sending: "accepted",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** How far a message has got by Twilio's word for it; null: that is no word of theirs. */
export function stateOf(status: string): Told["state"] | null {
  return STATES[status] ?? null;
}

/**
 * Reads what Twilio posts: a form, of a message of ours that has moved on, or of one that somebody wrote. Which attempt it is of stands in the address we named, as `a`;
 * whoever keeps the form adds that field to it.
 */
export const readTwilioEvent: EventReader = (body) => {
  const form = new URLSearchParams(body);
  const field = (name: string, most = 100): string | null => textIn(form.get(name), most);
  const providerId = field("MessageSid") ?? field("SmsSid");
  if (providerId === null || field("AccountSid") === null) return null;
  const status = field("MessageStatus") ?? field("SmsStatus");
  const from = field("From");
  if (form.has("Body") && (status === null || status === "received")) {
    if (from === null) return NOTHING_TOLD;
    const reply = {
      providerId,
      way: "sms" as const,
      from,
      text: (form.get("Body") ?? "").slice(0, MOST_TEXT),
      at: null,
      replyTo: null,
      // Twilio has blocked the number already.
      oneClickStop: field("OptOutType") === "STOP",
    };
    return { ...NOTHING_TOLD, replies: [reply] };
  }
  const state = stateOf(status ?? "");
  if (state === null) return NOTHING_TOLD;
  const failure =
    state === "failed" ? refusalOf(field("ErrorCode", 10) ?? "", form.get("ErrorMessage")) : null;
  return {
    ...NOTHING_TOLD,
    told: [{ attemptId: field("a"), providerId, state, at: null, failure, cost: null }],
  };
};
