import { randomBytes } from "node:crypto";

import { keepTest, testSends, type TestPlace } from "@cfa/db/queries/nudges/test-sends";
import { setSecret } from "@cfa/db/queries/secrets";
import { readMasterKeys } from "@cfa/db/sealing";
import { startFakeMailServer, type FakeMailServer } from "@cfa/testkit/fake-mail-server";
import { FAKE_MSG91, startFakeMsg91, type FakeMsg91 } from "@cfa/testkit/fake-msg91";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { openTestCompanies } from "../apply/test-company.ts";
import { NOWHERE } from "../channels/test-message.ts";
import { openChannels } from "./open-channel.ts";
import { sendTest } from "./send-test.ts";
import { log, NOON, nudgeTest, openAccount, SETTINGS, type NudgeTest } from "./test-nudges.ts";

/* An owner tries texts on a mailbox and a phone of their own, over real SMTP and HTTP on loopback. */

const keys = readMasterKeys(randomBytes(32).toString("base64"));
if (!keys.ok) throw new Error(keys.error);
const masterKeys = keys.value;

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let mail: FakeMailServer;
let msg91: FakeMsg91;
let ravi: NudgeTest;
beforeAll(async () => {
  companies = await openTestCompanies();
});
beforeEach(async () => {
  [mail, msg91] = [await startFakeMailServer(), await startFakeMsg91()];
  ravi = await nudgeTest(companies);
  await ravi.app(async (tx) => {
    await openAccount(tx, "email", {
      provider: "smtp",
      host: "127.0.0.1",
      port: mail.port,
      from: "a@asha.in",
    });
    await openAccount(tx, "sms", { provider: "msg91" });
    await setSecret(tx, masterKeys, {
      provider: "msg91",
      field: "auth-key",
      text: FAKE_MSG91.authKey,
      by: "Asha",
    });
  });
});
afterEach(async () => {
  await mail.close();
  await msg91.close();
});
afterAll(() => companies.close());

const MAIL: TestPlace = { kind: "reminder", stage: "after-7", way: "email", language: "en" };
const SMS: TestPlace = { ...MAIL, way: "sms" };
const BODY = "{{brand}}: Rs {{amount}} for {{bills}} is overdue. {{link}}";
const REGISTERED = {
  category: "service",
  providerName: null,
  flow: FAKE_MSG91.flow,
  dltEntity: "1101",
  dltHeader: "ASHATR",
  dltTemplate: "1107",
} as const;
const OWN_NUMBER = "+919898989898";

type Trying = { place?: TestPlace; to?: string; body?: string; runs?: number };
/** Has a text tried, and the job run so often; answers what is told of it. */
async function tryText({ place = MAIL, to = "asha@example.in", body = BODY, runs = 1 }: Trying = {}) {
  const subject = place.way === "email" ? "{{brand}}: {{amount}}" : null;
  const by = { id: "u", name: "Asha" };
  const testId = await ravi.app((tx) =>
    keepTest(tx, {
      ...place,
      subject,
      body,
      registration: REGISTERED,
      to,
      toEnd: "end",
      day: "2026-05-08",
      at: NOON,
      by,
    }),
  );
  const deps = {
    db: ravi.database.db,
    log,
    now: () => NOON,
    open: (tx: Parameters<typeof openChannels>[0]) =>
      openChannels(tx, { masterKeys, urls: { ...NOWHERE, msg91: msg91.url } }),
    publicUrl: SETTINGS.publicUrl,
  };
  for (let run = 0; run < runs; run++) await sendTest(deps, { companyId: ravi.companyId, testId });
  const [told] = await ravi.app((tx) => testSends(tx, place, 1));
  return told;
}

test("a mail goes out once, marked, with made-up bills and a link that opens nothing", async () => {
  expect(await tryText({ runs: 2 })).toMatchObject({ state: "accepted", refused: null, failure: null });
  const [one, ...others] = mail.mails;
  expect(others).toEqual([]);
  expect(one).toMatchObject({ to: ["asha@example.in"] });
  expect(one?.text).toMatch(/^\[Test\]\r\n\r\n.*₹1,33,250 for TEST\/2026-27\/1048/s);
  expect(one?.raw).toMatch(/^Subject: .*Test/m);
  expect(one?.raw).not.toContain("List-Unsubscribe");
  expect(one?.text).toContain("https://app.asha.in/n/TestTestTestTestTestTe");
});

test("it is of no customer: no leave, cap, message, attempt or address is written", async () => {
  await tryText();
  for (const table of [
    "nudge",
    "nudge_attempt",
    "nudge_link",
    "dunning_step",
    "consent_event",
    "party_address",
    "nudge_party",
  ])
    expect([
      table,
      await ravi.rows(`select 1 from ${table} where company_id = $1`, [ravi.companyId]),
    ]).toEqual([table, []]);
  expect(await ravi.rows("select to_address from test_send where company_id = $1", [ravi.companyId])).toEqual(
    [{ to_address: null }],
  );
});

test("an SMS goes by its registered flow, marked in the numbers of its bills", async () => {
  expect(await tryText({ place: SMS, to: OWN_NUMBER })).toMatchObject({ state: "accepted" });
  expect(msg91.messages).toHaveLength(1);
  expect(msg91.messages[0]).toMatchObject({ mobile: OWN_NUMBER.slice(1) });
  expect(JSON.stringify(msg91.messages[0]?.asked)).toContain("TEST");
});

test("what the carrier refuses it for is told in its words", async () => {
  msg91.refusing.set(OWN_NUMBER.slice(1), { code: "400", message: "template not approved" });
  expect(await tryText({ place: SMS, to: OWN_NUMBER, runs: 2 })).toMatchObject({
    state: "refused",
    failure: { detail: expect.stringContaining("template not approved") },
  });
});

test("an answer that is lost leaves it unknown, and it is not sent again", async () => {
  mail.befall("taken-cut");
  expect(await tryText({ runs: 3 })).toMatchObject({ state: "unknown" });
  expect(mail.mails).toHaveLength(1);
});

test("one that was called by a worker that died is not called again", async () => {
  const testId = await ravi.app((tx) =>
    keepTest(tx, {
      ...MAIL,
      subject: "x",
      body: BODY,
      registration: REGISTERED,
      to: "a@b.in",
      toEnd: "b.in",
      day: "2026-05-08",
      at: NOON,
      by: { id: "u", name: "Asha" },
    }),
  );
  await ravi.database.asOwner(
    "update test_send set state = 'calling', to_address = null where test_id = $1",
    [testId],
  );
  const deps = {
    db: ravi.database.db,
    log,
    now: () => NOON,
    open: () => Promise.resolve(new Map()),
    publicUrl: SETTINGS.publicUrl,
  };
  await sendTest(deps, { companyId: ravi.companyId, testId });
  expect(await ravi.app((tx) => testSends(tx, MAIL, 1))).toMatchObject([{ state: "calling" }]);
  expect(mail.mails).toEqual([]);
});

test("a text that would be refused is not handed to anybody, and why is told", async () => {
  expect(
    await tryText({ place: SMS, to: OWN_NUMBER, body: "Rs {{amount}} for {{bills}} is due" }),
  ).toMatchObject({
    state: "refused",
    refused: "text",
    inText: [{ code: "no-brand", name: null }],
  });
  expect(msg91.messages).toEqual([]);
});

test("nor is one that nothing in it would show to be a test", async () => {
  expect(
    await tryText({ place: SMS, to: OWN_NUMBER, body: "{{brand}}: Rs {{amount}} is due." }),
  ).toMatchObject({
    state: "refused",
    refused: "no-mark",
  });
  expect(msg91.messages).toEqual([]);
});

test.each([
  [
    "a customer's, by Tally",
    "update ledger set phone = '98989-89898' where company_id = $1 and guid = 'led-Ravi Stores'",
    "customers-address",
  ],
  [
    "paused",
    "update channel_account set state = 'paused', state_why = 'x' where company_id = $1",
    "account-paused",
  ],
  ["removed", "delete from channel_account where company_id = $1", "no-account"],
])("nothing goes where the number or the account is %s", async (_, change, refused) => {
  await ravi.database.asOwner(change, [ravi.companyId]);
  expect(await tryText({ place: SMS, to: OWN_NUMBER })).toMatchObject({ state: "refused", refused });
  expect(msg91.messages).toEqual([]);
});
