import { createTransport } from "nodemailer";

import { isLoopback } from "../http/origin-check.ts";
import type { SendMail } from "../mail.ts";

/** `url`: smtps://user:password@host or smtp://host; `from`: an address such as "CFA <cfa@example.in>". */
export type MailSettings = { readonly url: string; readonly from: string };

const ANSWER_MILLIS = 15_000;

/**
 * The way mail goes out. Nothing is connected until a mail is sent. Beyond this machine the connection is encrypted, or the
 * mail is not sent.
 */
export function openMail(settings: MailSettings): SendMail {
  const transport = createTransport({
    url: settings.url,
    requireTLS: !isLoopback(settings.url),
    connectionTimeout: ANSWER_MILLIS,
    greetingTimeout: ANSWER_MILLIS,
    socketTimeout: ANSWER_MILLIS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, subject, text }) => {
    // As an object, an address with a comma in it stays one address.
    await transport.sendMail({
      from: settings.from,
      to: { name: "", address: to },
      subject,
      text,
      textEncoding: "quoted-printable",
    });
  };
}
