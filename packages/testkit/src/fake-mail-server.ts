import type { AddressInfo, Socket } from "node:net";

import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

/** A mail as it came in, and its plain text decoded. */
export type TakenMail = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly text: string;
  /** When it was taken. */
  readonly at: number;
};

/**
 * What befalls the next mails, one each: refused with a status at one of the steps, cut off or left hanging before or while the text comes, or after it was taken.
 */
export type MailMishap =
  | `${"greeting" | "from" | "to" | "text"}: ${string}`
  | "cut-at-greeting"
  | "cut-at-to"
  | "hangs-at-to"
  | "cut-in-text"
  | "taken-cut"
  | "taken-hangs"
  | "slow";

export type FakeMailServer = {
  /** For SMTP_URL. */
  readonly url: string;
  readonly port: number;
  readonly mails: TakenMail[];
  /** How many connections there were. */
  connections(): number;
  /** Whoever said who they are, and with what. */
  readonly logins: { user: string; pass: string }[];
  /** From now on every mail is refused, or taken again. */
  refuse(isRefused: boolean): void;
  /** What befalls the mails to come, such as "to: 550 5.1.1 no such user". */
  befall(...mishaps: MailMishap[]): void;
  close(): Promise<void>;
};

export type FakeMailSettings = {
  /** Who may send; left out: anybody. */
  readonly login?: { readonly user: string; readonly pass: string };
  /** It offers STARTTLS, with a certificate that nobody has signed. */
  readonly offersTls?: boolean;
};

const SLOW_MILLIS = 150;

/** A real mail server on a free port of 127.0.0.1 that keeps what it is sent. */
export async function startFakeMailServer(settings: FakeMailSettings = {}): Promise<FakeMailServer> {
  const mails: TakenMail[] = [];
  const logins: { user: string; pass: string }[] = [];
  const mishaps: MailMishap[] = [];
  let isRefusing = false;
  let connections = 0;
  const sockets = new Map<number, Socket>();
  const cut = ({ remotePort }: SMTPServerSession): void => void sockets.get(remotePort)?.destroy();
  const server = new SMTPServer({
    ...authOf(settings, logins),
    disabledCommands: settings.offersTls === true ? [] : ["STARTTLS"],
    onConnect: (session, done) => {
      connections++;
      if (take(mishaps, "cut-at-greeting")) return cut(session);
      return done(refusalAt(mishaps, "greeting"));
    },
    onMailFrom: (_address, _session, done) => done(refusalAt(mishaps, "from")),
    onRcptTo: (_address, session, done) => {
      if (take(mishaps, "hangs-at-to")) return undefined;
      if (take(mishaps, "cut-at-to")) return cut(session);
      return done(
        isRefusing
          ? Object.assign(new Error("mailbox unavailable"), { responseCode: 550 })
          : refusalAt(mishaps, "to"),
      );
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      const isCut = take(mishaps, "cut-in-text");
      if (isCut) stream.once("data", () => cut(session));
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (isCut) return undefined;
        const refusal = refusalAt(mishaps, "text");
        if (refusal !== null) return done(refusal);
        mails.push(mailOf(session, Buffer.concat(parts).toString("utf8")));
        if (take(mishaps, "taken-hangs")) return undefined;
        if (take(mishaps, "taken-cut")) return cut(session);
        if (take(mishaps, "slow")) return void setTimeout(done, SLOW_MILLIS);
        return done();
      });
      return undefined;
    },
  });
  server.on("error", () => undefined); // a caller that hangs up
  server.server.on("connection", (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once("close", () => sockets.delete(port));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    logins,
    connections: () => connections,
    refuse: (isRefused) => {
      isRefusing = isRefused;
    },
    befall: (...more) => void mishaps.push(...more),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets.values()) socket.destroy();
      }),
  };
}

function authOf(
  { login }: FakeMailSettings,
  logins: { user: string; pass: string }[],
): Partial<SMTPServerOptions> {
  if (login === undefined) return { authOptional: true };
  return {
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      const said = { user: username ?? "", pass: password ?? "" };
      logins.push(said);
      if (said.user === login.user && said.pass === login.pass) return done(null, { user: said.user });
      // It says back what it was told, as one that is badly set up may.
      const words = `5.7.8 Authentication failed for ${said.user} with ${said.pass}`;
      return done(Object.assign(new Error(words), { responseCode: 535 }));
    },
  };
}

/** Takes a mishap off the list where it is the next. */
function take(mishaps: MailMishap[], mishap: MailMishap): boolean {
  if (mishaps[0] !== mishap) return false;
  mishaps.shift();
  return true;
}

/** The refusal at a step where that is the next mishap: "to: 550 5.1.1 no such user". */
function refusalAt(mishaps: MailMishap[], step: string): Error | null {
  const next = mishaps[0];
  const found = next === undefined ? null : /^([a-z]+): (\d{3}) (.*)$/s.exec(next);
  if (found?.[1] !== step) return null;
  mishaps.shift();
  return Object.assign(new Error(found[3]), { responseCode: Number(found[2]) });
}

function mailOf({ envelope }: SMTPServerSession, raw: string): TakenMail {
  const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address), raw, text: textIn(raw), at: Date.now() };
}

/** The body of a mail that is one plain text in quoted-printable, as ours are. */
function textIn(raw: string): string {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4).replaceAll("=\r\n", "");
  const bytes = body.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
