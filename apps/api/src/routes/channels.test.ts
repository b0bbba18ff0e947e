import type { ChannelsStanding, ChannelToSet } from "@cfa/contract/channels";
import { inCompany } from "@cfa/db/company-scope";
import { CHANNEL_SECRET } from "@cfa/db/queries/nudges/channels";
import { readSecret } from "@cfa/db/queries/secrets";
import { readMasterKeys } from "@cfa/db/sealing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";
import { startTestServer } from "../test-server.ts";

/* Who carries Asha's messages: accounts of her own, whose secrets go in and never come out. */

let asha: TestCompany;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
});
beforeEach(() => {
  jobs.length = 0;
  return asha.database.asOwner("truncate channel_account, company_secret, audit_entry");
});
afterAll(() => asha.close());

type Answer = ChannelsStanding & { code?: string; field?: string };
type Way = "whatsapp" | "sms" | "email";
const path = (way: string) => `/api/companies/${asha.company}/channels/${way}`;
const set = (way: Way, account: ChannelToSet, token = asha.owner, pace: number | null = null) =>
  callAs<Answer>(asha.server, token, ["PUT", path(way), { account, pace }]);
const pause = (way: Way, isPaused: boolean, token = asha.owner) =>
  callAs<Answer>(asha.server, token, ["POST", `${path(way)}/pause`, { isPaused }]);
const remove = (way: Way, token = asha.owner) => callAs<Answer>(asha.server, token, ["DELETE", path(way)]);
const accountOf = (answer: ChannelsStanding, way: Way) =>
  answer.channels.find((each) => each.way === way)?.account;
const list = () => asha.read<ChannelsStanding>("/channels");

const SECRET = "a-secret-of-asha-with-end-9876";
const WHATSAPP: ChannelToSet = { provider: "whatsapp", phoneNumberId: "123456789012", secret: SECRET };
const TWILIO: ChannelToSet = {
  provider: "twilio",
  accountSid: `AC${"a1".repeat(16)}`,
  messagingServiceSid: null,
  from: "+14155550100",
  secret: SECRET,
};
const SMTP: ChannelToSet = {
  provider: "smtp",
  host: "mail.asha.example.in",
  port: 587,
  user: "asha",
  from: "Accounts@Asha.example.in",
  fromName: "Asha Traders",
  replyTo: null,
  secret: SECRET,
};
const opened = async (provider: ChannelToSet["provider"]) => {
  const keys = readMasterKeys(Buffer.alloc(32, 7).toString("base64"));
  if (!keys.ok) throw new Error("no keys");
  const wanted = { provider, field: CHANNEL_SECRET[provider] };
  return inCompany(asha.database.db, asha.books.companyId, (tx) => readSecret(tx, keys.value, wanted), {
    role: "job",
  });
};

test("at first no way has an account", async () => {
  expect(await list()).toEqual({
    isAvailable: true,
    channels: ["whatsapp", "sms", "email"].map((way) => ({ way, account: null })),
  });
});

test.each<[Way, ChannelToSet, object]>([
  ["whatsapp", WHATSAPP, { phoneNumberId: "123456789012" }],
  ["sms", TWILIO, { accountSid: `AC${"a1".repeat(16)}`, messagingServiceSid: null, from: "+14155550100" }],
  ["sms", { provider: "msg91", secret: SECRET }, {}],
  [
    "email",
    SMTP,
    {
      host: "mail.asha.example.in",
      port: 587,
      user: "asha",
      from: "accounts@asha.example.in",
      fromName: "Asha Traders",
      replyTo: null,
    },
  ],
])(
  "%s: what is not secret is shown, of the secret its end, and the job alone opens it",
  async (way, account, config) => {
    const answer = await set(way, account, asha.owner, 50);
    expect(answer.status).toBe(200);
    expect(accountOf(answer.body, way)).toMatchObject({
      provider: account.provider,
      state: "on",
      config,
      pace: 50,
      secret: { lastFour: "9876" },
    });
    expect(Object.keys(accountOf(answer.body, way)?.config ?? {}).toSorted()).toEqual(
      Object.keys(config).toSorted(),
    );
    expect(JSON.stringify([answer.body, await list()])).not.toContain(SECRET.slice(0, 12));
    expect(await opened(account.provider)).toMatchObject({ ok: true, value: SECRET });
    expect(
      JSON.stringify(await asha.database.asOwner("select config, detail from channel_account, audit_entry")),
    ).not.toContain(SECRET);
    expect(asha.server.logLines.join("\n")).not.toContain(SECRET);
  },
);

const hookTokens = () =>
  asha.database.asOwner("select hook_token, config ->> 'hookToken' as told from channel_account");

test("a secret is set anew without the rest, and the rest without it; the address of its hooks stays", async () => {
  await set("sms", TWILIO);
  const [first] = await hookTokens();
  expect(first?.["hook_token"]).toBe(first?.["told"]);
  await set("sms", { ...TWILIO, secret: "another-secret-that-ends-1234" });
  await set("sms", { ...TWILIO, from: "ASHATR", secret: null });
  expect(await opened("twilio")).toMatchObject({ value: "another-secret-that-ends-1234" });
  expect(accountOf(await list(), "sms")).toMatchObject({
    config: { from: "ASHATR" },
    secret: { lastFour: "1234" },
  });
  expect(await hookTokens()).toEqual([first]);
});

test("another provider takes the place of the one before, whose secret goes, as do the hooks that led here", async () => {
  await set("sms", TWILIO);
  const [before] = await asha.database.asOwner("select hook_token from channel_account");
  await set("sms", { provider: "msg91", secret: "msg91-secret-that-ends-5555" });
  expect(await opened("twilio")).toMatchObject({ value: null });
  expect(accountOf(await list(), "sms")).toMatchObject({
    provider: "msg91",
    config: {},
    secret: { lastFour: "5555" },
  });
  expect(await asha.database.asOwner("select hook_token from channel_account")).not.toEqual([before]);
});

test("a mail server that asks for no password keeps none", async () => {
  await set("email", SMTP);
  const answer = await set("email", { ...SMTP, user: null, secret: null });
  expect(accountOf(answer.body, "email")).toMatchObject({ config: { user: null }, secret: null });
  expect(await opened("smtp")).toMatchObject({ value: null });
});

test("what the owner pauses stays so under a new secret; what a provider refused does not", async () => {
  await set("whatsapp", WHATSAPP);
  expect(accountOf((await pause("whatsapp", true)).body, "whatsapp")).toMatchObject({
    state: "paused",
    stateWhy: "by-person",
  });
  expect(accountOf((await set("whatsapp", WHATSAPP)).body, "whatsapp")).toMatchObject({ state: "paused" });
  expect(accountOf((await pause("whatsapp", false)).body, "whatsapp")).toMatchObject({
    state: "on",
    stateWhy: null,
  });
  await asha.database.asOwner(
    "update channel_account set state = 'bad-keys', state_why = 'bad-keys', stopped_at = now(), quality = 'RED', quality_at = now()",
  );
  expect(accountOf((await pause("whatsapp", false)).body, "whatsapp")).toMatchObject({ state: "bad-keys" });
  expect(accountOf((await set("whatsapp", WHATSAPP)).body, "whatsapp")).toMatchObject({
    state: "on",
    stateWhy: null,
    quality: null,
  });
  const stands = "select stopped_at, quality_at from channel_account";
  expect(await asha.database.asOwner(stands, [])).toEqual([{ stopped_at: null, quality_at: null }]);
  await asha.database.asOwner(
    "update channel_account set state = 'paused', state_why = 'wallet', stopped_at = now()",
  );
  await pause("whatsapp", false);
  expect(await asha.database.asOwner(stands, [])).toEqual([{ stopped_at: null, quality_at: null }]);
});

test("what is removed is gone with its secret, and cannot be paused; all of it is on record", async () => {
  await set("whatsapp", WHATSAPP);
  await pause("whatsapp", true);
  await pause("whatsapp", true);
  expect(accountOf((await remove("whatsapp")).body, "whatsapp")).toBeNull();
  expect(await opened("whatsapp")).toMatchObject({ value: null });
  expect(await remove("whatsapp")).toMatchObject({ status: 404 });
  expect(await pause("whatsapp", true)).toMatchObject({ status: 404 });
  const log = await asha.database.asOwner<{ action: string }>("select action from audit_entry order by at");
  expect(log.map(({ action }) => action)).toEqual([
    "change-channel",
    "change-channel-paused",
    "change-channel-removed",
  ]);
  expect(jobs).toEqual(["plan-nudges", "plan-nudges", "plan-nudges"]);
});

test.each<[string, Way, object, string]>([
  ["a provider of another way", "sms", WHATSAPP, "account.provider"],
  ["no secret where there is none yet", "whatsapp", { ...WHATSAPP, secret: null }, "account.secret"],
  ["a secret with a blank", "whatsapp", { ...WHATSAPP, secret: "two words of it" }, "account.secret"],
  [
    "a number for its id",
    "whatsapp",
    { ...WHATSAPP, phoneNumberId: "+919825012345" },
    "account.phoneNumberId",
  ],
  ["an account of Twilio without a sender", "sms", { ...TWILIO, from: null }, "account.from"],
  ["an address for a server", "email", { ...SMTP, host: "https://mail.in" }, "account.host"],
  ["a sender whose name turns its direction", "email", { ...SMTP, fromName: "A\u202Eb" }, "account.fromName"],
])("%s is refused", async (_, way, account, field) => {
  expect(await set(way, account as ChannelToSet)).toMatchObject({ status: 422, body: { field } });
  expect(await asha.database.asOwner("select from channel_account")).toEqual([]);
  expect(await asha.database.asOwner("select from company_secret")).toEqual([]);
});

test("only an owner who has just signed in sets and removes; to pause one need not sign in again", async () => {
  const accountant = await asha.server.signIn("accountant");
  expect(await set("whatsapp", WHATSAPP, accountant)).toMatchObject({ status: 403 });
  expect((await asha.get("/channels", accountant)).status).toBe(403);
  await set("whatsapp", WHATSAPP);
  const age = (minutes: number) =>
    asha.database.asOwner(`update auth.session set "createdAt" = "createdAt" - make_interval(mins => $1)`, [
      minutes,
    ]);
  await age(11);
  expect(await set("whatsapp", WHATSAPP)).toMatchObject({ body: { code: "sign-in-again" } });
  expect(await remove("whatsapp")).toMatchObject({ body: { code: "sign-in-again" } });
  expect(await pause("whatsapp", true)).toMatchObject({ status: 200 });
  await age(-11);
});

test("a server without a master key keeps no account, and says so", async () => {
  const server = await startTestServer(asha.database, { config: { masterKeys: null } });
  const token = await server.signIn("owner");
  const ask = ["PUT", path("whatsapp"), { account: WHATSAPP, pace: null }] as [string, string, unknown];
  expect(await callAs(server, token, ask)).toMatchObject({ status: 503 });
  const read = await callAs(server, token, ["GET", `/api/companies/${asha.company}/channels`]);
  expect(read.body).toMatchObject({ isAvailable: false });
  await server.close();
});
