import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";

import type { Outcome } from "../channels/channel.ts";
import { handMail } from "../channels/smtp.ts";

/** A mail to a member, and where such mails are ended. */
export type MemberMail = { id: string; to: string; subject: string; text: string };

/** The system's own mail server. */
export type SystemMail = { send(mail: MemberMail, signal: AbortSignal): Promise<Outcome> };

/** `url`: smtps://user:password@host or smtp://host; `from`: an address such as "CFA <cfa@example.in>". */
export type SystemMailSettings = { readonly url: string; readonly from: string };

const SUBMISSION_PORT = 587;
const TLS_PORT = 465;
const OWN = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Opens it. Beyond this machine it goes encrypted or not at all. */
export function openSystemMail({ url, from }: SystemMailSettings): SystemMail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
  const auth =
    username === "" ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    async send({ id, to, subject, text }, signal) {
      const messageId = `<${id}@${address.slice(address.lastIndexOf("@") + 1)}>`;
      const raw = await new MailComposer({
        from,
        // As an object, an address with a comma in it stays one address.
        to: { name: "", address: to },
        subject,
        text,
        textEncoding: "quoted-printable",
        messageId,
        headers: { "Auto-Submitted": "auto-generated" }, // no out-of-office notes in answer
        disableFileAccess: true,
        disableUrlAccess: true,
      })
        .compile()
        .build();
      const connection = new SMTPConnection({
        host: hostname.replace(/^\[|\]$/g, ""),
        port: port === "" ? (secure ? TLS_PORT : SUBMISSION_PORT) : Number(port),
        secure,
        ...(secure ? {} : OWN.has(hostname) ? { ignoreTLS: true } : { requireTLS: true }),
        tls: { minVersion: "TLSv1.2" },
        socketCloseTimeout: 1_000,
      });
      const account = { from: { name: "", address }, bounceTo: null, auth };
      return handMail(connection, { raw, message: { attemptId: id, to, messageId }, account, signal });
    },
  };
}
