import { LINK_PLACE } from "@cfa/nudges/templates/fill";

import { codeIn, fieldsIn, listIn, textIn, type Fields } from "../read-fields.ts";
import { call, outcomeUnanswered, waitSeconds, type Answer } from "./call.ts";
import type { Channel, OpenChannel, Outcome, Outgoing, Sought, Told } from "./channel.ts";
import { misconfigured } from "./misconfigured.ts";
import { refusalOf } from "./twilio-codes.ts";
import { stateOf } from "./twilio-events.ts";

const SID = /^AC[0-9a-fA-F]{32}$/;
const MESSAGE_SID = /^(?:SM|MM)[0-9a-fA-F]{32}$/;
/** What Twilio cannot hand on for so long it gives up: a reminder is not for the night. */
const VALID_SECONDS = 3_600;
const MOST_CHARACTERS = 1_600;
const LATEST = 100;
/** By so much Twilio's clock may be behind ours. */
const CLOCKS_APART_MILLIS = 2 * 60_000;

type Account = {
  readonly sid: string;
  readonly from: Readonly<Record<string, string>>;
  readonly authorization: string;
  readonly secrets: readonly string[];
  readonly baseUrl: string;
  readonly callback: string | null;
};

/**
 * SMS by the company's account at Twilio. It takes no key of ours, so an answer that is lost leaves it open whether there is a message: that is looked up among what
 * was sent to the number since.
 */
export const openTwilio: OpenChannel = ({ config, secrets }, urls): Channel => {
  const fields = fieldsIn(config);
  const sid = textIn(fields?.["accountSid"], 40);
  const token = textIn(secrets["auth-token"], 200);
  const service = textIn(fields?.["messagingServiceSid"], 40);
  const from = textIn(fields?.["from"], 20);
  const hookToken = textIn(fields?.["hookToken"], 100);
  if (sid === null || !SID.test(sid)) return misconfigured("twilio", "accountSid");
  if (token === null) return misconfigured("twilio", "auth-token");
  if (service === null && from === null) return misconfigured("twilio", "from");
  const credential = Buffer.from(`${sid}:${token}`).toString("base64");
  const account: Account = {
    sid,
    from: service === null ? { From: from ?? "" } : { MessagingServiceSid: service },
    authorization: `Basic ${credential}`,
    secrets: [token, credential],
    baseUrl: urls.twilio,
    callback: urls.hooks === null || hookToken === null ? null : `${urls.hooks}/twilio/${hookToken}`,
  };
  return {
    provider: "twilio",
    send: (message, signal) => send(account, message, signal),
    ask: (sought, signal) => ask(account, sought, signal),
  };
};

async function send(account: Account, message: Outgoing, signal: AbortSignal): Promise<Outcome> {
  const { body } = message.rendered;
  if (body.length > MOST_CHARACTERS) {
    return { kind: "refused", scope: "message", code: "too-long", detail: `${body.length}` };
  }
  const answer = await call({
    baseUrl: account.baseUrl,
    path: `/2010-04-01/Accounts/${account.sid}/Messages.json`,
    signal,
    headers: {
      authorization: account.authorization,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      To: message.to,
      ...account.from,
      Body: body,
      ValidityPeriod: String(VALID_SECONDS),
      ...(account.callback === null ? {} : { StatusCallback: `${account.callback}?a=${message.attemptId}` }),
    }).toString(),
  });
  return outcomeOf(answer, account.secrets);
}

function outcomeOf(answer: Answer, secrets: readonly string[]): Outcome {
  if (answer.kind !== "answered") return outcomeUnanswered(answer);
  const { status, head, json } = answer;
  const code = codeIn(json?.["code"]);
  if (status === 429) return { kind: "later", afterSeconds: waitSeconds(head), code: code || "429" };
  if (status === 401) {
    return { kind: "refused", ...refusalOf("20003", json?.["message"], secrets) };
  }
  // Its queue for this sender is full: nothing was taken.
  if (code === "21611") return { kind: "later", afterSeconds: waitSeconds(head), code };
  if (status >= 400 && status < 500 && code !== "") {
    return { kind: "refused", ...refusalOf(code, json?.["message"], secrets) };
  }
  const sid = textIn(json?.["sid"], 40);
  if (status < 300 && sid !== null && MESSAGE_SID.test(sid)) return { kind: "accepted", providerId: sid };
  return { kind: "unknown", code: status >= 300 ? String(status) : "no-id" };
}

/** Looks a message up: by its id where Twilio has told one, else among the latest to that number, by its text. */
async function ask(
  account: Account,
  sought: Sought,
  signal: AbortSignal,
): Promise<Told | "not-there" | "cannot-say" | "later"> {
  const { providerId } = sought;
  if (providerId !== null && !MESSAGE_SID.test(providerId)) return "cannot-say";
  const all = `/2010-04-01/Accounts/${account.sid}/Messages`;
  // Not by the day it was sent: what waits with Twilio still has none.
  const query = new URLSearchParams({ To: sought.to, PageSize: String(LATEST) });
  const answer = await call({
    baseUrl: account.baseUrl,
    path: providerId === null ? `${all}.json?${query.toString()}` : `${all}/${providerId}.json`,
    method: "GET",
    signal,
    headers: { authorization: account.authorization },
  });
  if (answer.kind !== "answered" || answer.status === 429 || answer.status >= 500) return "later";
  if (answer.status >= 300 || answer.json === null) return "cannot-say";
  if (providerId !== null) return toldOf(answer.json, sought.attemptId) ?? "cannot-say";
  if (!Array.isArray(answer.json["messages"])) return "cannot-say";
  const messages = listIn(answer.json["messages"]);
  const found = messages.find((message) => isSought(message, sought));
  if (found !== undefined) return toldOf(found, sought.attemptId) ?? "cannot-say";
  const isAll = messages.length < LATEST || messages.some((message) => isBefore(message, sought));
  return isAll ? "not-there" : "cannot-say";
}

function isSought(message: Fields, sought: Sought): boolean {
  const body = message["body"];
  // A trial account puts words of its own in front.
  return (
    typeof body === "string" &&
    withoutLinks(body).endsWith(withoutLinks(sought.body)) &&
    !isBefore(message, sought)
  );
}

/** Which page a message leads to is kept nowhere in the clear. */
function withoutLinks(text: string): string {
  return text
    .replaceAll(LINK_PLACE, "…")
    .replaceAll(/https?:\/\/\S+/g, "…")
    .trim();
}

function isBefore(message: Fields, { calledAt }: Sought): boolean {
  const made = Date.parse(textIn(message["date_created"], 60) ?? "");
  return made < calledAt.getTime() - CLOCKS_APART_MILLIS;
}

function toldOf(message: Fields, attemptId: string): Told | null {
  const providerId = textIn(message["sid"], 40);
  const state = stateOf(textIn(message["status"], 20) ?? "");
  if (providerId === null || state === null) return null;
  const updated = new Date(textIn(message["date_updated"], 60) ?? "");
  return {
    attemptId,
    providerId,
    state,
    at: Number.isNaN(updated.getTime()) ? null : updated,
    failure: state === "failed" ? refusalOf(codeIn(message["error_code"]), message["error_message"]) : null,
    cost: null, // Twilio's prices are in dollars
  };
}
