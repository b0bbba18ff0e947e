import { createHash } from "node:crypto";

import { codeIn, fieldsIn, listIn, parsed, textIn, type Fields } from "../read-fields.ts";
import type { EventReader, InboundTold, Told } from "./channel.ts";
import { refusalOfReport } from "./msg91-codes.ts";

const MOST_TEXT = 2_000;
const FAILED = new Set(["2", "9", "16", "17", "25"]);

/**
 * Reads what MSG91 posts, in any of its versions: a form whose `data` is JSON, an object, a list. It is signed by nobody; what it says counts only of a message that
 * we know. Replies come in the fields that the company chose there, under one of their usual names.
 */
export const readMsg91Event: EventReader = (body) => {
  const events = eventsIn(body);
  if (events === null) return null;
  const reports = events.flatMap((event) => {
    const inside = listIn(event["report"]);
    return inside.length > 0 ? inside.map((report) => ({ ...event, ...report })) : [event];
  });
  return {
    told: reports.flatMap((report) => reportIn(report) ?? []),
    replies: reports.flatMap((report) => replyIn(report) ?? []),
    templates: [],
    account: [],
  };
};

function eventsIn(body: string): Fields[] | null {
  const data =
    body.startsWith("data=") || body.includes("&data=") ? new URLSearchParams(body).get("data") : null;
  const value = parsed(data ?? body);
  const one = fieldsIn(value);
  // A form's data may be wrapped once more.
  const inside = typeof one?.["data"] === "string" ? parsed(one["data"]) : (one?.["data"] ?? value);
  if (Array.isArray(inside)) return listIn(inside);
  const only = fieldsIn(inside);
  return only === null ? null : [only];
}

function reportIn(report: Fields): Told | null {
  const providerId = textIn(report["requestId"], 100);
  const ours = textIn(report["CRQID"], 64);
  const status = codeIn(report["status"]);
  const isDelivered = status === "1";
  if ((providerId === null && ours === null) || (!isDelivered && !FAILED.has(status))) return null;
  const words = [report["desc"], report["failedReason"]].map((one) => textIn(one, 300) ?? "").join(" ");
  return {
    attemptId: ours === "0" ? null : ours,
    providerId,
    state: isDelivered ? "delivered" : "failed",
    at: momentIn(report["date"]),
    failure: isDelivered ? null : refusalOfReport(status, words),
    cost: null, // its amounts are in whatever the account is kept in
  };
}

function replyIn(event: Fields): InboundTold | null {
  if (event["status"] !== undefined || event["CRQID"] !== undefined) return null;
  const from = firstIn(event, ["mobile", "number", "sender", "from"]);
  const text = firstIn(event, ["message", "content", "text"]);
  const digits = from?.replaceAll(/\D/g, "") ?? "";
  if (text === null || digits.length < 10 || digits.length > 15) return null;
  const id = firstIn(event, ["uuid", "id", "messageId", "requestId"]);
  return {
    providerId: id ?? createHash("sha256").update(JSON.stringify(event)).digest("hex"),
    way: "sms",
    from: digits.length === 10 ? `+91${digits}` : `+${digits}`,
    text: text.slice(0, MOST_TEXT),
    at: momentIn(event["date"] ?? event["receivedAt"]),
    replyTo: null,
    oneClickStop: false,
  };
}

function firstIn(event: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = event[name];
    const text = typeof value === "number" ? String(value) : textIn(value, 10_000);
    if (text !== null) return text;
  }
  return null;
}

/** Its clock is India's. */
function momentIn(value: unknown): Date | null {
  const text = textIn(value, 30);
  if (text === null || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
  const at = new Date(`${text.replace(" ", "T")}+05:30`);
  return Number.isNaN(at.getTime()) ? null : at;
}
