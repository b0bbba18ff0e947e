import { createHmac } from "node:crypto";

import type { ChannelsStanding, ChannelToSet } from "@cfa/contract/channels";
import { ensureCompany, ensureDemoMembers } from "@cfa/api/demo";
import { callAs, type Reply } from "@cfa/api/test-calls";
import { writeCorrectionBooks } from "@cfa/api/test-correction-books";
import { sentNudge, type NudgeChanges, type SentNudge } from "@cfa/api/test-nudge-page";
import { NOON } from "@cfa/api/test-offer";
import { signInDeps, startTestServer, type TestServer } from "@cfa/api/test-server";
import { inCompany } from "@cfa/db/company-scope";
import { addressSalt } from "@cfa/db/queries/nudges/address-salt";
import { FAKE_TWILIO } from "@cfa/testkit/fake-twilio";
import { whatsAppHook } from "@cfa/testkit/fake-whatsapp";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { addressHash, makeSalt } from "@cfa/worker/nudges/address-hash";
import { takeChannelEventsTask } from "@cfa/worker/tasks/take-channel-events";
import { pino } from "pino";
import { expect } from "vitest";

/* Companies with accounts of their own, and what providers tell of messages to Meena Stores: real server, real job. Noon on 15 April 2026. */

export const PUBLIC_URL = "https://app.asha.in";
const MEENA = "+919820012345";
export const SECRETS = ["the-first-app-secret-of-asha", "the-second-app-secret-of-asha"] as const;
export const WORD = "the-word-for-whatsapp";

const WHATSAPP: ChannelToSet = {
  provider: "whatsapp",
  phoneNumberId: "123456789012",
  secret: "a-lasting-token",
};
export const TWILIO: ChannelToSet = {
  provider: "twilio",
  accountSid: FAKE_TWILIO.accountSid,
  messagingServiceSid: null,
  from: "ASHATR",
  secret: FAKE_TWILIO.authToken,
};
export const SMTP: ChannelToSet = {
  provider: "smtp",
  host: "mail.asha.in",
  port: 587,
  user: null,
  from: "accounts@asha.in",
  fromName: null,
  replyTo: null,
  secret: null,
};

type Row = Record<string, unknown>;
type Way = "whatsapp" | "sms" | "email";

export type ChannelCompany = {
  readonly companyId: string;
  /** A call on the company's channels as its owner. */
  call(method: "GET" | "PUT" | "DELETE", path: string, body?: object): Promise<Reply<ChannelsStanding>>;
  /** Sets an account; answers the path that its webhooks go to. */
  account(way: Way, set: ChannelToSet): Promise<string>;
  secret(way: Way, text: string, kind?: string): Promise<Reply<ChannelsStanding>>;
  /** WhatsApp with its first secret and its word; answers the path that its webhooks go to. */
  whatsApp(): Promise<string>;
  /** A message to Meena's number, which stands in the books. */
  sent(changes?: NudgeChanges): Promise<SentNudge>;
  /** Runs the job that looks at what was told. */
  take(): Promise<void>;
  rows(text: string): Promise<Row[]>;
  outcomes(): Promise<(string | null)[]>;
  states(): Promise<unknown[]>;
};

export type Channels = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly jobs: string[];
  now: Date;
  company(): Promise<ChannelCompany>;
  tell(path: string, hook: { body: string; headers: Readonly<Record<string, string>> }): Promise<Response>;
  tellWhatsApp(path: string, event: object, by?: string): Promise<number>;
  close(): Promise<void>;
};

/** Starts the server for such companies. */
export async function startChannels(): Promise<Channels> {
  const database = await cloneDatabase();
  const jobs: string[] = [];
  const note = (_: unknown, name: string): Promise<void> => {
    jobs.push(name);
    return Promise.resolve();
  };
  const server = await startTestServer(database, {
    config: { publicUrl: PUBLIC_URL },
    deps: { now: () => self.now, enqueue: note },
  });
  let made = 0;
  const self: Channels = {
    database,
    server,
    jobs,
    now: NOON,
    async company() {
      const name = `Asha ${++made}`;
      const { companyId } = await ensureCompany(database.db, { name, isDemo: true });
      await ensureDemoMembers(signInDeps(database.db), [companyId]);
      await writeCorrectionBooks(database.db, companyId);
      return companyOf(self, { companyId, owner: await server.signIn("owner"), note });
    },
    tell: (path, { body, headers }) => fetch(server.url + path, { method: "POST", body, headers }),
    tellWhatsApp: async (path, event, by = SECRETS[0]) =>
      (await self.tell(path, whatsAppHook(event, by))).status,
    async close() {
      await server.close();
      await database.close();
    },
  };
  return self;
}

function companyOf(
  channels: Channels,
  {
    companyId,
    owner,
    note,
  }: { companyId: string; owner: string; note: (_: unknown, name: string) => Promise<void> },
): ChannelCompany {
  const { database, server } = channels;
  const rows = (text: string): Promise<Row[]> => database.asOwner(text, [companyId]);
  const self: ChannelCompany = {
    companyId,
    rows,
    call(method, path, body) {
      const url = `/api/companies/${idOut("company", companyId)}/channels${path}`;
      return callAs(server, owner, body === undefined ? [method, url] : [method, url, body]);
    },
    async account(way, set) {
      const { status, body } = await self.call("PUT", `/${way}`, { account: set, pace: null });
      expect(status).toBe(200);
      const url = body.channels.find((one) => one.way === way)?.account?.hook.url ?? "";
      expect(url).toMatch(/^https:\/\/app\.asha\.in\/hooks\/(whatsapp|twilio|msg91|email)\/[\w-]{22}$/);
      return new URL(url).pathname;
    },
    secret: (way, text, kind = "signature") =>
      self.call("PUT", `/${way}/hook-secret`, { kind, secret: text }),
    async whatsApp() {
      const hook = await self.account("whatsapp", WHATSAPP);
      await self.secret("whatsapp", SECRETS[0]);
      await self.secret("whatsapp", WORD, "word");
      return hook;
    },
    async sent(changes = {}) {
      const hash = await hashOf(database, companyId);
      await database.asOwner(
        `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
         values ($1, 'g-Meena Stores', 'whatsapp', $2, decode($3, 'hex'), 'tally', $4) on conflict do nothing`,
        [companyId, MEENA, hash, NOON],
      );
      return sentNudge(database, companyId, { way: "whatsapp", addressHash: hash, ...changes });
    },
    take: () =>
      takeChannelEventsTask(
        { db: database.db, log: pino({ level: "silent" }), now: () => channels.now, enqueue: note },
        { companyId },
      ),
    outcomes: async () =>
      (
        await rows("select outcome from channel_event where company_id = $1 order by received_at, outcome")
      ).map((row) => row["outcome"] as string | null),
    states: async () =>
      (await rows("select state from nudge_attempt where company_id = $1 order by called_at")).map(
        (row) => row["state"],
      ),
  };
  return self;
}

function hashOf({ db }: TestDatabase, companyId: string): Promise<string> {
  return inCompany(db, companyId, async (tx) => addressHash(await addressSalt(tx, makeSalt()), MEENA), {
    role: "job",
  });
}

/** A webhook of WhatsApp's about something. */
export const event = (field: string, value: object) => ({
  object: "whatsapp_business_account",
  entry: [{ id: "1", changes: [{ field, value }] }],
});

const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1_000));

/** A webhook about a message of ours. */
export const status = (
  { attemptId }: Pick<SentNudge, "attemptId">,
  is: string,
  more: { code?: number; at?: Date; id?: string } = {},
) =>
  event("messages", {
    statuses: [
      {
        id: more.id ?? "wamid.1",
        status: is,
        timestamp: seconds(more.at ?? NOON),
        biz_opaque_callback_data: attemptId,
        ...(more.code === undefined ? {} : { errors: [{ code: more.code, title: "no" }] }),
      },
    ],
  });

/** A webhook of what Meena wrote. */
export const written = (text: string, id: string, more: object = {}) =>
  event("messages", {
    messages: [
      { id, from: MEENA.slice(1), timestamp: seconds(NOON), type: "text", text: { body: text }, ...more },
    ],
  });

/** The header over just these bytes. */
export const signatureOf = (body: string, by: string = SECRETS[0]): string =>
  `sha256=${createHmac("sha256", by).update(body).digest("hex")}`;
