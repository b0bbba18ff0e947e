import { gzipSync } from "node:zlib";

import { PUSH_CHANNEL } from "@cfa/contract/alert-kinds";

import { codeIn, fieldsIn, listIn, textIn, type Fields } from "../read-fields.ts";
import { call, outcomeUnanswered, waitSeconds, type Answer } from "./call.ts";
import type { ChannelUrls, Outcome, Refused, Told } from "./channel.ts";
import { plainDetail } from "./plain-detail.ts";

/** A notification for one device of a member. */
export type PushMessage = {
  readonly token: string;
  readonly title: string;
  readonly body: string;
  /** What the app opens when it is tapped. */
  readonly data: Readonly<Record<string, string>>;
};

/** Expo's push service. It is for members alone; no customer has the app. */
export type Push = {
  /** Sends them, each once, and answers in their order. Accepted is a ticket: whether it got on is in its receipt, some fifteen minutes later. */
  send(messages: readonly PushMessage[], signal: AbortSignal): Promise<readonly Outcome[]>;
  /** What became of tickets. Those that have no receipt yet are not in it. */
  receipts(tickets: readonly string[], signal: AbortSignal): Promise<readonly Told[] | "later">;
};

const SEND_AT_ONCE = 100;
const RECEIPTS_AT_ONCE = 300;
const GZIP_FROM_BYTES = 1_024;
/** A notification of yesterday's figures is of no use. */
const TTL_SECONDS = 12 * 3_600;
const TOKEN = /^Expo(?:nent)?PushToken\[[^\]\s]{1,200}\]$/;

/** Opens it. `accessToken`: where the project's push is locked; null: anybody who knows a token may send. */
export function openPush(accessToken: string | null, { expo }: Pick<ChannelUrls, "expo">): Push {
  const secrets = accessToken === null ? [] : [accessToken];
  const ask = (path: string, body: object, signal: AbortSignal): Promise<Answer> => {
    const text = JSON.stringify(body);
    const isLong = Buffer.byteLength(text) > GZIP_FROM_BYTES;
    return call({
      baseUrl: expo,
      path: `/--/api/v2/push/${path}`,
      signal,
      headers: {
        "content-type": "application/json",
        ...(isLong ? { "content-encoding": "gzip" } : {}),
        ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
      },
      body: isLong ? new Uint8Array(gzipSync(text)) : text,
    });
  };
  return {
    async send(messages, signal) {
      const outcomes: Outcome[] = messages.map(({ token }) => (TOKEN.test(token) ? NOT_YET : NO_TOKEN));
      // One token that is none would have all beside it refused.
      const good = [...messages.keys()].filter((index) => outcomes[index] === NOT_YET);
      for (let from = 0; from < good.length; from += SEND_AT_ONCE) {
        const some = good.slice(from, from + SEND_AT_ONCE);
        const answer = await ask(
          "send",
          some.map((index) => notificationOf(messages[index])),
          signal,
        );
        const told = outcomesOf(answer, some.length, secrets);
        for (const [place, index] of some.entries()) outcomes[index] = told[place] ?? NOT_YET;
        const [first] = told;
        // Asked to be left alone, it is left alone with the rest too.
        if (first?.kind === "later" && told.every((one) => one.kind === "later")) {
          for (const index of good.slice(from + SEND_AT_ONCE)) outcomes[index] = first;
          break;
        }
      }
      return outcomes;
    },
    async receipts(tickets, signal) {
      const all: Told[] = [];
      for (let from = 0; from < tickets.length; from += RECEIPTS_AT_ONCE) {
        const ids = tickets.slice(from, from + RECEIPTS_AT_ONCE);
        const answer = await ask("getReceipts", { ids }, signal);
        const data = answer.kind === "answered" ? fieldsIn(answer.json?.["data"]) : null;
        if (data === null) return "later";
        all.push(...ids.flatMap((id) => receiptIn(id, fieldsIn(data[id])) ?? []));
      }
      return all;
    },
  };
}

const NOT_YET: Outcome = { kind: "unknown", code: "no-answer" };
const NO_TOKEN: Outcome = { kind: "refused", scope: "address", code: "dead", detail: "no token" };

function notificationOf(message: PushMessage | undefined): object {
  return {
    to: message?.token,
    title: message?.title,
    body: message?.body,
    data: message?.data,
    ttl: TTL_SECONDS,
    priority: "default",
    sound: null,
    channelId: PUSH_CHANNEL,
  };
}

function outcomesOf(answer: Answer, count: number, secrets: readonly string[]): Outcome[] {
  const all = (outcome: Outcome): Outcome[] => Array.from({ length: count }, () => outcome);
  if (answer.kind !== "answered") return all(outcomeUnanswered(answer));
  const { status, head, json } = answer;
  if (status === 429) return all({ kind: "later", afterSeconds: waitSeconds(head), code: "429" });
  const error = listIn(json?.["errors"])[0];
  const code = codeIn(error?.["code"]);
  if (status === 401 || code === "UNAUTHORIZED") {
    const detail = plainDetail(code || "401", error?.["message"], secrets);
    return all({ kind: "refused", scope: "account", code: "bad-keys", detail });
  }
  if (status >= 400 && status < 500 && error !== undefined) {
    const detail = plainDetail(code, error["message"], secrets);
    return all({ kind: "refused", scope: "message", code: "refused", detail });
  }
  const tickets = json?.["data"];
  // In their order and as many as were sent, or nobody knows which is whose.
  if (status >= 300 || !Array.isArray(tickets) || tickets.length !== count) {
    return all({ kind: "unknown", code: status >= 300 ? String(status) : "no-tickets" });
  }
  return tickets.map((ticket) => ticketOf(fieldsIn(ticket), secrets));
}

function ticketOf(ticket: Fields | null, secrets: readonly string[]): Outcome {
  const id = textIn(ticket?.["id"], 100);
  if (ticket?.["status"] === "ok" && id !== null) return { kind: "accepted", providerId: id };
  const code = errorOf(ticket);
  if (code === "MessageRateExceeded") return { kind: "later", afterSeconds: 60, code };
  if (ticket?.["status"] !== "error" || code === "ExpoError" || code === "ProviderError") {
    return { kind: "unknown", code: code || "no-ticket" };
  }
  return { kind: "refused", ...refusalOf(code, ticket["message"], secrets) };
}

function receiptIn(id: string, receipt: Fields | null): Told | null {
  const status = receipt?.["status"];
  if (status !== "ok" && status !== "error") return null;
  return {
    attemptId: null,
    providerId: id,
    // Apple or Google has it: whether the device showed it nobody says.
    state: status === "ok" ? "sent" : "failed",
    at: null,
    failure: status === "ok" ? null : refusalOf(errorOf(receipt), receipt?.["message"], []),
    cost: 0n,
  };
}

function errorOf(fields: Fields | null): string {
  return textIn(fieldsIn(fields?.["details"])?.["error"], 60) ?? "";
}

function refusalOf(code: string, words: unknown, secrets: readonly string[]): Refused {
  // Its words name the device.
  const said = typeof words === "string" ? words.replaceAll(/Expo(?:nent)?PushToken\[[^\]]*\]?/g, "…") : "";
  const detail = plainDetail(code, said, secrets);
  if (code === "DeviceNotRegistered") return { scope: "address", code: "dead", detail };
  if (code === "MessageTooBig") return { scope: "message", code: "too-long", detail };
  if (code === "InvalidCredentials") return { scope: "account", code: "bad-keys", detail };
  return { scope: "message", code: "refused", detail };
}
