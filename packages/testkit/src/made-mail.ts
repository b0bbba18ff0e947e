import type { TakenMail } from "./fake-mail-server.ts";

/* Mails as they come back: from servers that could not deliver, from providers where one was called spam, from people. */

/** What a server says of a mail it took and could not get on. */
export type Bounce = {
  readonly action?: "failed" | "delayed" | "delivered" | "relayed";
  readonly status?: string;
  readonly diagnostic?: string;
  /** What of ours is sent back; none: only the report. */
  readonly returns?: "whole" | "head" | "none";
  /** It keeps the envelope's id that it was given. */
  readonly keepsEnvelopeId?: boolean;
  readonly to?: string;
};

/** The report of a mail that did not get on (RFC 3464). */
export function bounceOf(mail: TakenMail, bounce: Bounce = {}): string {
  const { action = "failed", status = "5.1.1", returns = "head", keepsEnvelopeId = false } = bounce;
  const { diagnostic = `smtp; 550 ${status} <${mail.to[0] ?? ""}>: user unknown` } = bounce;
  const head = headOf(mail);
  const envelopeId = /\+([0-9a-f-]{36})@/.exec(mail.from)?.[1] ?? "";
  const returned = {
    whole: ["--=_b", "Content-Type: message/rfc822", "", mail.raw],
    head: ["--=_b", "Content-Type: text/rfc822-headers", "", head],
    none: [],
  }[returns];
  return lines(
    "Return-Path: <>",
    "From: MAILER-DAEMON@mx.patel.in (Mail Delivery System)",
    `To: ${bounce.to ?? mail.from}`,
    "Subject: Undelivered Mail Returned to Sender",
    "Date: Wed, 15 Apr 2026 12:00:00 +0530",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="=_b"',
    "",
    "This is a MIME-encapsulated message.",
    "",
    "--=_b",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "I'm sorry to have to inform you that your message could not be delivered.",
    "",
    "--=_b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.patel.in",
    ...(keepsEnvelopeId ? [`Original-Envelope-Id: ${envelopeId}`] : []),
    "",
    `Final-Recipient: rfc822; ${mail.to[0] ?? ""}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic}`,
    "",
    ...returned,
    "--=_b--",
  );
}

/** The report of a mail that somebody called spam (RFC 5965). */
export function complaintOf(mail: TakenMail): string {
  return lines(
    "From: <feedback@mail.example>",
    "To: <abuse@asha.in>",
    "Date: Wed, 15 Apr 2026 12:00:00 +0530",
    "Message-ID: <complaint-1@mail.example>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=feedback-report; boundary="=_c"',
    "",
    "--=_c",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: Mail/1.0",
    `Original-Rcpt-To: ${mail.to[0] ?? ""}`,
    "",
    "--=_c",
    "Content-Type: message/rfc822",
    "",
    mail.raw,
    "--=_c--",
  );
}

/** What somebody answers to a mail, as a mail program sends it: plain text, and the same with marks, what was answered under it. */
export function replyOf(
  mail: TakenMail,
  text: string,
  more: { from?: string; to?: string; head?: readonly string[]; isHtmlOnly?: boolean; id?: string } = {},
): string {
  const {
    from = `"Patel, Ravi" <${mail.to[0] ?? ""}>`,
    to = "accounts@asha.in",
    head = [],
    isHtmlOnly = false,
  } = more;
  const messageId = /^Message-ID: *(\S+)/im.exec(mail.raw)?.[1] ?? "";
  const plain = `${text}\r\n\r\nOn Wed, 15 Apr 2026 at 11:00, Asha Traders <accounts@asha.in>\r\nwrote:\r\n> Rs 12000 is due. Reply STOP to end\r\n`;
  const html = `<html><head><style>p{}</style></head><body><p>${text}</p><blockquote>Rs 12000 is due. Reply STOP</blockquote></body></html>`;
  return lines(
    `From: ${from}`,
    `To: ${to}`,
    "Subject: Re: Bill SL41",
    "Date: Wed, 15 Apr 2026 12:00:00 +0530",
    `Message-ID: ${more.id ?? "<reply-1@patel.in>"}`,
    `In-Reply-To: ${messageId}`,
    ...head,
    "MIME-Version: 1.0",
    "Content-Type: multipart/alternative; boundary=x",
    "",
    ...(isHtmlOnly
      ? []
      : [
          "--x",
          'Content-Type: text/plain; charset="UTF-8"',
          "Content-Transfer-Encoding: base64",
          "",
          base64(plain),
        ]),
    "--x",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: base64",
    "",
    base64(html),
    "--x--",
  );
}

function headOf(mail: TakenMail): string {
  return mail.raw.slice(0, mail.raw.indexOf("\r\n\r\n") + 2);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64").replaceAll(/.{76}/g, "$&\r\n");
}

function lines(...all: string[]): string {
  return `${all.join("\r\n")}\r\n`;
}
