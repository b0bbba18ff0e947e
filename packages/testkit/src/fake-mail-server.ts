import type { AddressInfo } from "node:net";

import { SMTPServer } from "smtp-server";

/** A mail as it came in, and its plain text decoded. */
export type TakenMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly text: string;
};

export type FakeMailServer = {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: TakenMail[];
  /** From now on every mail is refused, or taken again. */
  refuse(isRefused: boolean): void;
  close(): Promise<void>;
};

/** A real mail server on a free port of 127.0.0.1 that keeps what it is sent. */
export async function startFakeMailServer(): Promise<FakeMailServer> {
  const mails: TakenMail[] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) =>
      done(isRefusing ? Object.assign(new Error("mailbox unavailable"), { responseCode: 550 }) : null),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        const raw = Buffer.concat(parts).toString("utf8");
        mails.push({ from, to, raw, text: textIn(raw) });
        done();
      });
    },
  });
  server.on("error", () => undefined); // a caller that hangs up
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (isRefused) => {
      isRefusing = isRefused;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The body of a mail that is one plain text in quoted-printable, as ours are. */
function textIn(raw: string): string {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4).replaceAll("=\r\n", "");
  const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
