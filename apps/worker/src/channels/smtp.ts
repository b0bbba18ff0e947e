import { isIP } from "node:net";
import { Readable } from "node:stream";

import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";

import { fieldsIn, textIn } from "../read-fields.ts";
import type { Channel, OpenChannel, Outcome, Outgoing } from "./channel.ts";
import { misconfigured } from "./misconfigured.ts";
import { outcomeOfMailError, type MailPhase } from "./smtp-codes.ts";
import { findMailHost, type LookUp } from "./smtp-host.ts";

const ADDRESS = /^[^\s<>(),;:"@\\]{1,64}@[^\s<>(),;:"@\\]{1,253}$/;
const SUBMISSION_PORT = 587;
const TLS_PORT = 465;

type Account = {
  readonly host: string;
  readonly port: number;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | null;
  /** Takes what comes back, with the attempt's id in it: bounce+…@… */
  readonly bounceTo: string | null;
  readonly auth: { readonly user: string; readonly pass: string } | null;
  readonly mustEncrypt: boolean;
};

/**
 * Mail by the company's own server. Each mail has a connection of its own, so that it is known how far it got: until the server asks for the text nothing was sent, from then on
 * only the server's answer tells. Beyond this machine it goes encrypted or not at all.
 */
export const openSmtp = (
  { config, secrets }: Parameters<OpenChannel>[0],
  urls: Parameters<OpenChannel>[1],
  lookUp?: LookUp,
): Channel => {
  const account = accountIn(config, secrets);
  if (typeof account === "string") return misconfigured("smtp", account);
  return {
    provider: "smtp",
    async send(message, signal) {
      if (!ADDRESS.test(message.to)) {
        return { kind: "refused", scope: "address", code: "dead", detail: "no address" };
      }
      const found = await findMailHost(account, urls.isLoopback, lookUp);
      if (found.kind === "refused") {
        return found.code === "not-resolved"
          ? { kind: "later", afterSeconds: 60, code: found.code }
          : { kind: "refused", scope: "account", code: "bad-host", detail: "" };
      }
      const raw = await new MailComposer(mailOf(message, account)).compile().build();
      const isPlain = found.isLoopback && !account.mustEncrypt;
      const connection = new SMTPConnection({
        host: found.address,
        port: account.port,
        secure: account.port === TLS_PORT,
        name: domainOf(account.from.address),
        ...(isPlain ? { ignoreTLS: true } : { requireTLS: true }),
        ...(isIP(account.host) === 0 ? { servername: account.host } : {}),
        tls: { minVersion: "TLSv1.2" },
        socketCloseTimeout: 1_000,
      });
      return handMail(connection, { raw, message, account, signal });
    },
    ask: () => Promise.resolve("cannot-say"),
  };
};

function accountIn(config: unknown, secrets: Readonly<Record<string, string>>): Account | string {
  const fields = fieldsIn(config);
  const host = textIn(fields?.["host"], 253);
  const port = fields?.["port"] ?? SUBMISSION_PORT;
  const from = textIn(fields?.["from"], 254);
  const replyTo = textIn(fields?.["replyTo"], 254);
  const bounceTo = textIn(fields?.["bounceTo"], 200);
  const user = textIn(fields?.["user"], 254);
  const pass = textIn(secrets["password"], 1_000);
  if (host === null) return "host";
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) return "port";
  if (from === null || !ADDRESS.test(from)) return "from";
  if (replyTo !== null && !ADDRESS.test(replyTo)) return "replyTo";
  if (bounceTo !== null && !ADDRESS.test(bounceTo)) return "bounceTo";
  if (user !== null && pass === null) return "password";
  return {
    host: host.replace(/\.$/, ""),
    port,
    from: { name: textIn(fields?.["fromName"], 100) ?? "", address: from },
    replyTo,
    bounceTo,
    auth: user === null || pass === null ? null : { user, pass },
    mustEncrypt: fields?.["encrypt"] === true,
  };
}

function mailOf(message: Outgoing, { from, replyTo }: Account): object {
  const { rendered, stopUrl } = message;
  return {
    from,
    // As an object, an address with a comma in it stays one address.
    to: { name: "", address: message.to },
    ...(replyTo === null ? {} : { replyTo: withId(replyTo, message.attemptId) }),
    subject: rendered.subject ?? "",
    text: rendered.body,
    textEncoding: "quoted-printable",
    messageId: message.messageId,
    headers: {
      ...(stopUrl === null ? {} : oneClickStop(stopUrl)),
      "Auto-Submitted": "auto-generated", // no out-of-office notes in answer
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** An end of such mails in one click (RFC 8058). */
function oneClickStop(stopUrl: string): Record<string, string> {
  return {
    "List-Unsubscribe": `<${stopUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

/** The same mailbox, with the attempt's id for whoever reads what comes there: reply+…@asha.in, where it may say so. */
function withId(address: string, attemptId: string): string {
  return address.replace(/^([^+@]+)\+@/, (_, box: string) => `${box}+${attemptId}@`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** A mail to hand over, by whose account, and whom it is for. */
export type MailToHand = {
  readonly raw: Buffer;
  readonly message: Pick<Outgoing, "attemptId" | "messageId" | "to">;
  readonly account: Pick<Account, "from" | "bounceTo" | "auth">;
  readonly signal: AbortSignal;
};

/** Hands a mail over on a connection that is not open yet, and closes it. */
export function handMail(
  connection: SMTPConnection,
  { raw, message, account, signal }: MailToHand,
): Promise<Outcome> {
  let phase: MailPhase = "before-text";
  const text = new Readable({
    read() {
      // Read first when the server has asked for it.
      phase = "text";
      this.push(raw);
      this.push(null);
    },
  });
  const envelope = {
    from: account.bounceTo === null ? account.from.address : withId(account.bounceTo, message.attemptId),
    to: [message.to],
    size: raw.length,
    dsn: { id: message.attemptId, return: "headers", notify: ["failure"], recipient: message.to },
  };
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      signal.removeEventListener("abort", tooLong);
      connection.close();
      text.destroy();
      resolve(outcome);
    };
    const failed = (error: unknown): void =>
      end(outcomeOfMailError(error, phase, account.auth === null ? [] : [account.auth.pass]));
    const tooLong = (): void =>
      end(
        phase === "text"
          ? { kind: "unknown", code: "no-answer" }
          : { kind: "later", afterSeconds: 60, code: "no-answer" },
      );
    const hand = (): void =>
      connection.send(envelope, text, (error) =>
        error === null || error === undefined
          ? end({ kind: "accepted", providerId: message.messageId })
          : failed(error),
      );
    if (signal.aborted) return tooLong();
    signal.addEventListener("abort", tooLong, { once: true });
    connection.on("error", failed);
    connection.connect((error) => {
      if (error !== null && error !== undefined) return failed(error);
      if (account.auth === null) return hand();
      const { user, pass } = account.auth;
      return connection.login({ user, pass, credentials: { user, pass } }, (refusal) =>
        refusal === null || refusal === undefined ? hand() : failed(refusal),
      );
    });
  });
}
