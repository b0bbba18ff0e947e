import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { keepChannelEvent } from "@cfa/db/queries/nudges/events";
import { setSecret } from "@cfa/db/queries/secrets";
import { readMasterKeys } from "@cfa/db/sealing";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { FAKE_MSG91, startFakeMsg91, type FakeMsg91 } from "@cfa/testkit/fake-msg91";
import { startFakeMailServer } from "@cfa/testkit/fake-mail-server";
import type { FakeProvider, ProviderMishap } from "@cfa/testkit/fake-provider";
import { FAKE_TWILIO, startFakeTwilio, type FakeTwilio } from "@cfa/testkit/fake-twilio";
import { FAKE_WHATSAPP, startFakeWhatsApp, type FakeWhatsApp } from "@cfa/testkit/fake-whatsapp";
import { bounceOf } from "@cfa/testkit/made-mail";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { openTestCompanies } from "../apply/test-company.ts";
import type { ChannelUrls } from "../channels/channel.ts";
import { NOWHERE } from "../channels/test-message.ts";
import { takeChannelEvents } from "../nudges-in/take-events.ts";
import { askCompany } from "./ask-company.ts";
import { openChannels, type OpenChannels } from "./open-channel.ts";
import { sendCompany } from "./send-company.ts";
import { INDIA, log, NOON, nudgeTest, RAVI, SETTINGS, type NudgeTest } from "./test-nudges.ts";

/*
 * A bad day of each provider, from the call over real HTTP to what stands in the database in the end: Ravi is written to by WhatsApp or SMS, else by letter. Whatever
 * befalls, the provider has his message once at most.
 */

const PHONE = "+919825012345";
const MINUTE = 60_000;
const LONG = process.env["CFA_TEST_LONG"] === "1";
const read = readMasterKeys(randomBytes(32).toString("base64"));
if (!read.ok) throw new Error("no keys");
const masterKeys = read.value;

type Told = "delivered" | "failed";
type Way = "whatsapp" | "sms" | "email";

/** A provider, how an account of it is set, and how it tells. */
type Carrier = {
  readonly provider: "whatsapp" | "msg91" | "twilio" | "smtp";
  readonly way: Way;
  readonly fake: FakeProvider & { messages: readonly unknown[] };
  readonly urls: Partial<ChannelUrls>;
  readonly config: object;
  readonly secret: { field: string; text: string };
  /** Has it say that nobody is at the number, as it says such things. */
  nobodyThere(): void;
  /** Has it take no text any more that was registered with it. */
  pauseTexts?(): void;
  /** Its webhook about the one message that it has taken, as it is kept. */
  told(attemptId: string, is: Told): string;
};

const first = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error("nothing was taken");
  return one;
};

async function whatsApp(): Promise<Carrier> {
  const fake: FakeWhatsApp = await startFakeWhatsApp();
  const { length: values } = templateOf("whatsapp").variables;
  fake.templates.set("after_7", { values, languages: ["en"], state: "approved" });
  return {
    provider: "whatsapp",
    way: "whatsapp",
    fake,
    urls: { graph: fake.url },
    config: { phoneNumberId: FAKE_WHATSAPP.phoneNumberId },
    secret: { field: "token", text: FAKE_WHATSAPP.token },
    nobodyThere: () => void fake.refusing.set(PHONE.slice(1), 131_026),
    pauseTexts: () => {
      for (const template of fake.templates.values()) template.state = "paused";
    },
    told: (_, is) =>
      JSON.stringify(fake.status(first(fake.messages), is, is === "failed" ? { code: 131_026 } : {})),
  };
}

async function msg91(): Promise<Carrier> {
  const fake: FakeMsg91 = await startFakeMsg91();
  return {
    provider: "msg91",
    way: "sms",
    fake,
    urls: { msg91: fake.url },
    config: {},
    secret: { field: "auth-key", text: FAKE_MSG91.authKey },
    nobodyThere: () =>
      void fake.refusing.set(PHONE.slice(1), { code: "202", message: "mobile number is invalid" }), // as a 200
    told: (_, is) =>
      fake.report(first(fake.messages), is === "delivered" ? "1" : "17", {
        version: 3,
        reason: "blocked number",
      }).body,
  };
}

async function twilio(): Promise<Carrier> {
  const fake: FakeTwilio = await startFakeTwilio();
  const { accountSid, authToken, from } = FAKE_TWILIO;
  return {
    provider: "twilio",
    way: "sms",
    fake,
    urls: { twilio: fake.url },
    config: { accountSid, messagingServiceSid: null, from },
    secret: { field: "auth-token", text: authToken },
    nobodyThere: () => void fake.refusing.set(PHONE, 21_211),
    told: (attemptId, is) =>
      new URLSearchParams({
        ...fake.status(
          first(fake.messages),
          is === "failed" ? "undelivered" : is,
          is === "failed" ? 30_005 : undefined,
        ),
        a: attemptId,
      }).toString(),
  };
}

const never = (): void => undefined;

/** A mail server: what it does at once to a mail is tried in send-company.test.ts. */
async function mail(): Promise<Carrier> {
  const server = await startFakeMailServer();
  return {
    provider: "smtp",
    way: "email",
    fake: {
      url: server.url,
      messages: server.mails,
      calls: [],
      held: () => 0,
      befall: never,
      hookTo: never,
      close: () => server.close(),
    },
    urls: {},
    config: { host: "127.0.0.1", port: server.port, from: "accounts@asha.in", bounceTo: "bounce+@asha.in" },
    secret: { field: "inbound-secret", text: "what-its-hook-signs-with" },
    nobodyThere: never,
    told: () =>
      bounceOf(first(server.mails), { status: "5.1.1", diagnostic: "smtp; 550 5.1.1 user unknown" }),
  };
}

function templateOf(way: Way) {
  return shippedTemplate("reminder", "after-7", { way, language: "en" });
}

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

let carrier: Carrier;
let ravi: NudgeTest;
let now: Date;
let hooks: Server | null = null;
afterEach(async () => {
  hooks?.close();
  hooks = null;
  await carrier.fake.close();
});

/** Ravi's message is planned; nothing is sent yet. */
async function begin(open: () => Promise<Carrier>): Promise<void> {
  now = NOON;
  carrier = await open();
  ravi = await nudgeTest(companies);
  const { companyId, database } = ravi;
  const { provider, way, config, secret } = carrier;
  await database.asOwner(
    "update ledger set phone = $3, email = 'ravi@patel.in' where company_id = $1 and guid = $2",
    [companyId, RAVI, PHONE],
  );
  const { body, variables, subject } = templateOf(way);
  await ravi.app(async (tx) => {
    await tx.run(
      `update nudge_setting set way_order = $2, brand = 'Asha Traders', ground_said_at = $3, ground_said_by = 'u', ground_said_name = 'Asha'
       where company_id = $1`,
      [companyId, [way, "print"], NOON],
    );
    await tx.run(
      `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
       values ($1, $2, 'reminder', $3, 'given', 'signed-form', 'form 7', $4, 'u', 'Asha')`,
      [companyId, RAVI, way, INDIA("2026-05-01T00:00")],
    );
    await tx.run(
      `insert into nudge_template (company_id, kind, stage, way, language, version, body, variables, state, state_at, category, provider_name, dlt_entity,
         dlt_header, dlt_template, provider_flow, said_by, said_at, subject)
       values ($1, 'reminder', 'after-7', $2, 'en', 1, $3, $4, 'approved', $5, $6, 'after_7', '1101554230000012345', 'ASHATR', '1107160000000012345', $7, 'u', $5, $8)`,
      [
        companyId,
        way,
        body,
        JSON.stringify(variables),
        INDIA("2026-05-01T00:00"),
        { sms: "service", whatsapp: "utility", email: null }[way],
        FAKE_MSG91.flow,
        subject,
      ],
    );
    await tx.run(
      `insert into channel_account (company_id, way, provider, config, state, hook_token, next_send_at, made_at, said_by)
       values ($1, $2, $3, $4, 'on', 'hook', $5, $5, 'u')`,
      [companyId, way, provider, JSON.stringify(config), INDIA("2026-05-01T00:00")],
    );
    await setSecret(tx, masterKeys, { provider, ...secret, by: "Asha" });
  });
  await ravi.plan();
}

function deps() {
  const channels = { masterKeys, urls: { ...NOWHERE, ...carrier.urls } };
  const open: OpenChannels = (tx) => openChannels(tx, channels);
  return {
    db: ravi.database.db,
    log,
    enqueue: () => Promise.resolve(),
    now: () => now,
    signal: new AbortController().signal,
    sending: { ...SETTINGS, open },
    open,
  };
}

const send = () => sendCompany(deps(), ravi.companyId);
const later = (minutes: number) => void (now = new Date(now.getTime() + minutes * MINUTE));
const attempts = async () =>
  (
    await ravi.rows("select way, state from nudge_attempt where company_id = $1 order by attempt_no", [
      ravi.companyId,
    ])
  ).map(({ way, state }) => `${String(way)} ${String(state)}`);
const states = async () => (await ravi.nudges()).map(({ state }) => state);
const attemptId = async (): Promise<string> =>
  first(
    await ravi.rows("select attempt_id as id from nudge_attempt where company_id = $1", [ravi.companyId]),
  )["id"] as string;

/** A webhook comes in and is looked at, as by the server and the job. */
async function hear(body: string): Promise<void> {
  const { way, provider } = carrier;
  const bodyHash = createHash("sha256").update(body).digest();
  await ravi.app((tx) => keepChannelEvent(tx, { way, provider, body: Buffer.from(body), bodyHash, at: now }));
  await takeChannelEvents(deps(), ravi.companyId);
}

/** All that a worker does in the hours after. */
async function hours(): Promise<void> {
  for (const minutes of [1, 10, 20, 60, 120]) {
    later(minutes);
    await askCompany(deps(), ravi.companyId);
    await send();
  }
}

describe.each([
  ["WhatsApp", whatsApp],
  ["MSG91", msg91],
  ["Twilio", twilio],
] as const)("%s", (name, open) => {
  test("taken and told to have failed later: a letter goes, once", async () => {
    await begin(open);
    await send();
    const { way } = carrier;
    expect(await attempts()).toEqual([`${way} accepted`]);
    for (let time = 0; time < 2; time++) await hear(carrier.told(await attemptId(), "failed"));
    await send();
    expect(await attempts()).toEqual([`${way} failed`]);
    await hours();
    expect(await attempts()).toEqual([`${way} failed`, "print accepted"]);
    expect(await states()).toEqual(["sent"]);
    expect(carrier.fake.messages).toHaveLength(1);
  });

  test("too much at once: it is sent when it may be, and once", async () => {
    await begin(open);
    carrier.fake.befall("429");
    await send();
    expect(await attempts()).toEqual([`${carrier.way} put-off`]);
    now = new Date(now.getTime() + 5_000); // it said seven
    await send();
    expect(carrier.fake.calls).toHaveLength(1);
    await hours();
    expect(await attempts()).toEqual([`${carrier.way} put-off`, `${carrier.way} accepted`]);
    expect(await states()).toEqual(["sent"]);
    expect(carrier.fake.messages).toHaveLength(1);
  });

  const LOST: ProviderMishap[] = ["taken-cut", ...(LONG ? (["taken-500", "taken-hangs"] as const) : [])];
  test.each(LOST)(
    "%s: it is asked or waited for, and never sent again; word of it is believed",
    async (mishap) => {
      await begin(open);
      carrier.fake.befall(mishap);
      await send();
      expect(await attempts()).toEqual([`${carrier.way} unknown`]);
      await hours();
      // Twilio alone can be asked.
      expect(await attempts()).toEqual([`${carrier.way} ${name === "Twilio" ? "accepted" : "unknown"}`]);
      await hear(carrier.told(await attemptId(), "delivered"));
      await hours();
      expect(await attempts()).toEqual([`${carrier.way} delivered`]);
      expect(await states()).toEqual(["sent"]);
      expect(carrier.fake.messages).toHaveLength(1);
    },
  );

  test("an error that says nobody is there: a letter goes at once, and the number is dead", async () => {
    await begin(open);
    carrier.nobodyThere();
    await send();
    await hours();
    expect(await attempts()).toEqual([`${carrier.way} failed`, "print accepted"]);
    const dead = await ravi.rows(
      "select dead_at is not null as dead from party_address where company_id = $1 and way = $2",
      [ravi.companyId, carrier.way],
    );
    expect(dead).toEqual([{ dead: true }]);
    expect([carrier.fake.messages.length, carrier.fake.calls.length]).toEqual([0, 1]);
  });

  test("its webhook is here before its answer: what it told stays, and nothing else is sent", async () => {
    await begin(open);
    // The webhook of a message that came: looked at while our call still waits for its answer.
    let heard = 0;
    const server = createServer((request, response) => {
      request.resume();
      void (async () => {
        await hear(carrier.told(await attemptId(), "delivered"));
        heard += 1;
        response.end();
      })();
    });
    hooks = server;
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    carrier.fake.hookTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    carrier.fake.befall("hook-first");
    await send();
    expect(heard).toBeGreaterThan(0);
    await hours();
    expect(await attempts()).toEqual([`${carrier.way} delivered`]);
    expect(await states()).toEqual(["sent"]);
    expect(carrier.fake.messages).toHaveLength(1);
  });
});

test("WhatsApp says that a text is paused: it goes out no more, and a letter goes", async () => {
  await begin(whatsApp);
  carrier.pauseTexts?.();
  await send();
  await hours();
  expect(await attempts()).toEqual(["whatsapp failed", "print accepted"]);
  expect(await ravi.rows("select state from nudge_template where company_id = $1", [ravi.companyId])).toEqual(
    [{ state: "paused" }],
  );
  expect(
    await ravi.rows("select dead_at from party_address where company_id = $1 and way = 'whatsapp'", [
      ravi.companyId,
    ]),
  ).toEqual([{ dead_at: null }]);
  expect([carrier.fake.messages.length, carrier.fake.calls.length]).toEqual([0, 1]);
});

test("a mail that was taken comes back: a letter goes, once, and the address is dead", async () => {
  await begin(mail);
  await send();
  expect(await attempts()).toEqual(["email accepted"]);
  for (let time = 0; time < 2; time++) await hear(carrier.told(await attemptId(), "failed"));
  await hours();
  expect(await attempts()).toEqual(["email failed", "print accepted"]);
  expect(
    await ravi.rows(
      "select dead_at is not null as dead from party_address where company_id = $1 and way = 'email'",
      [ravi.companyId],
    ),
  ).toEqual([{ dead: true }]);
  expect(carrier.fake.messages).toHaveLength(1);
});
