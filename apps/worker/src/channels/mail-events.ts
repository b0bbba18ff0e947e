import { createHash } from "node:crypto";

import { mailsIn } from "@cfa/nudges/address/mail";

import { NOTHING_TOLD, type EventReader, type EventTold, type Told } from "./channel.ts";
import { plainDetail } from "./plain-detail.ts";
import { allParts, headIn, readMime, wordsOf, type MailPart } from "./read-mime.ts";
import { replyTextOf } from "./reply-text.ts";
import { enhancedIn, refusalOfStatus } from "./smtp-codes.ts";

/*
 * What comes back by mail: that one could not be delivered, that somebody took one for spam, and what people write. Anybody can write a mail and put any name on
 * it, so which of ours it is about has to stand in it by an id that only who got ours can know.
 */

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const STATES: Readonly<Record<string, Told["state"]>> = {
  failed: "failed",
  delivered: "delivered",
  relayed: "sent",
};

/** Reads a mail that came to the company's address for replies. */
export const readMailEvent: EventReader = (body) => {
  const mail = readMime(body);
  if (!mail.head.has("from") && !mail.head.has("message-id")) return null;
  const report = mail.params.get("report-type")?.toLowerCase();
  if (mail.type === "multipart/report" && report === "delivery-status") return deliveryIn(mail);
  if (mail.type === "multipart/report" && report === "feedback-report") return complaintIn(mail);
  return isByMachine(mail) ? NOTHING_TOLD : replyIn(mail, body);
};

function deliveryIn(mail: MailPart): EventTold {
  const report = allParts(mail).find(({ type }) => type === "message/delivery-status");
  if (report === undefined) return NOTHING_TOLD;
  const [whole = "", ...each] = wordsOf(report)
    .trim()
    .split(/\n\s*\n/);
  // One of ours goes to one mailbox.
  const one = headIn(each[0] ?? "");
  const state = STATES[(one.get("action") ?? "").toLowerCase()];
  if (state === undefined) return NOTHING_TOLD;
  const ours = returnedHead(mail);
  const providerId = idIn(ours.get("message-id") ?? "");
  const envelope = headIn(whole).get("original-envelope-id");
  const attemptId = ID.exec(envelope ?? "")?.[0] ?? taggedId(mail);
  if (attemptId === null && providerId === null) return NOTHING_TOLD;
  const diagnostic = one.get("diagnostic-code") ?? "";
  const status = enhancedIn(one.get("status") ?? "") ?? enhancedIn(diagnostic) ?? "";
  const reply = Number(/\b[45]\d\d\b/.exec(diagnostic)?.[0] ?? 0);
  const failure =
    state === "failed"
      ? { ...refusalOfStatus(status, reply), detail: plainDetail(status, diagnostic, []) }
      : null;
  return {
    ...NOTHING_TOLD,
    told: [{ attemptId, providerId, state, at: dateIn(mail), failure, cost: null }],
  };
}

/** Somebody has called one of ours spam: whoever does that wants no more. */
function complaintIn(mail: MailPart): EventTold {
  const report = allParts(mail).find(({ type }) => type === "message/feedback-report");
  const fields = headIn(report === undefined ? "" : wordsOf(report).trim());
  const ours = returnedHead(mail);
  const from = addressIn(fields.get("original-rcpt-to") ?? "") ?? addressIn(ours.get("to") ?? "");
  const replyTo = idIn(ours.get("message-id") ?? "");
  if (from === null || replyTo === null || fields.get("feedback-type")?.toLowerCase() === "not-spam") {
    return NOTHING_TOLD;
  }
  const providerId = `complaint:${replyTo}`;
  return {
    ...NOTHING_TOLD,
    replies: [{ providerId, way: "email", from, text: "", at: dateIn(mail), replyTo, oneClickStop: true }],
  };
}

function replyIn(mail: MailPart, raw: string): EventTold {
  const from = addressIn(mail.head.get("from") ?? "");
  if (from === null) return NOTHING_TOLD;
  const answered = idIn(mail.head.get("in-reply-to") ?? "") ?? lastIdIn(mail.head.get("references") ?? "");
  const providerId =
    idIn(mail.head.get("message-id") ?? "") ?? createHash("sha256").update(raw).digest("hex");
  return {
    ...NOTHING_TOLD,
    replies: [
      {
        providerId,
        way: "email",
        from,
        text: replyTextOf(mail),
        at: dateIn(mail),
        replyTo: taggedId(mail) ?? answered,
        oneClickStop: false,
      },
    ],
  };
}

/** Notes of absence, lists, and servers that speak of a mail in their own words. */
function isByMachine({ head }: MailPart): boolean {
  const auto = (head.get("auto-submitted") ?? "no").toLowerCase();
  const from = (addressIn(head.get("from") ?? "") ?? "").split("@")[0]?.toLowerCase() ?? "";
  return (
    !auto.startsWith("no") ||
    /^(?:bulk|junk|list|auto_reply)$/i.test(head.get("precedence") ?? "") ||
    head.has("x-autoreply") ||
    head.has("x-autorespond") ||
    head.has("list-id") ||
    head.get("return-path") === "<>" ||
    /^(?:mailer-daemon|postmaster|no-?reply)$/.test(from)
  );
}

/** The attempt's id in the address that it came to: reply+…@asha.in. */
function taggedId({ head }: MailPart): string | null {
  for (const name of ["delivered-to", "x-original-to", "to"]) {
    const tag = /\+([0-9a-f-]{36})@/i.exec(head.get(name) ?? "")?.[1] ?? "";
    const id = ID.exec(tag)?.[0];
    if (id !== undefined) return id.toLowerCase();
  }
  return null;
}

/** The head of ours as it was sent back. */
function returnedHead(mail: MailPart): ReadonlyMap<string, string> {
  const returned = allParts(mail).find(
    ({ type }) =>
      type === "message/rfc822" || type === "text/rfc822-headers" || type === "message/rfc822-headers",
  );
  return returned === undefined ? new Map() : readMime(wordsOf(returned)).head;
}

function addressIn(text: string): string | null {
  const inside = /<([^<>\s]+)>\s*$/.exec(text)?.[1] ?? text.replace(/^rfc822;/i, "");
  return mailsIn(inside)[0] ?? null;
}

function idIn(text: string): string | null {
  return /<[^<>\s]{3,250}>/.exec(text)?.[0] ?? null;
}

function lastIdIn(text: string): string | null {
  return (
    text
      .slice(-2_000)
      .match(/<[^<>\s]{3,250}>/g)
      ?.at(-1) ?? null
  );
}

function dateIn({ head }: MailPart): Date | null {
  const at = new Date(head.get("date") ?? "");
  return Number.isNaN(at.getTime()) ? null : at;
}
