import { createHash, randomBytes } from "node:crypto";

import { readMasterKeys } from "@cfa/db/sealing";
import { startFakeMailServer, type FakeMailServer, type MailMishap } from "@cfa/testkit/fake-mail-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { openTestCompanies } from "../apply/test-company.ts";
import { NOWHERE } from "../channels/test-message.ts";
import { askCompany } from "./ask-company.ts";
import { openChannels, type ChannelSettings, type OpenChannels } from "./open-channel.ts";
import { sendCompany } from "./send-company.ts";
import {
  INDIA,
  log,
  NOON,
  nudgeTest,
  RAVI,
  remindByMail,
  SETTINGS,
  waiting,
  type NudgeTest,
} from "./test-nudges.ts";

/* Ravi is reminded by mail, else by letter: over real SMTP on loopback, by a server that behaves as badly as a real one may. */

const keys = readMasterKeys(randomBytes(32).toString("base64"));
const channels: ChannelSettings | null = keys.ok ? { masterKeys: keys.value, urls: NOWHERE } : null;

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let server: FakeMailServer;
let ravi: NudgeTest;
let now: Date;

beforeAll(async () => {
  companies = await openTestCompanies();
});
beforeEach(async () => {
  server = await startFakeMailServer();
  ravi = await nudgeTest(companies);
  await remindByMail(ravi, server.port);
  await ravi.plan();
  now = NOON;
});
afterEach(() => server.close());
afterAll(() => companies.close());

const openWith =
  (settings: ChannelSettings | null): OpenChannels =>
  (tx) =>
    openChannels(tx, settings);
const deps = (with_: ChannelSettings | null = channels) => ({
  db: ravi.database.db,
  log,
  enqueue: (_: unknown, name: string): Promise<void> => {
    ravi.jobs.push(name);
    return Promise.resolve();
  },
  now: () => now,
  signal: new AbortController().signal,
  sending: { ...SETTINGS, open: openWith(with_) },
  open: openWith(with_),
});
const send = (with_?: ChannelSettings | null) => sendCompany(deps(with_), ravi.companyId);
const attempts = () =>
  ravi.rows("select way, state from nudge_attempt where company_id = $1 order by attempt_no", [
    ravi.companyId,
  ]);
const states = async () => (await ravi.nudges()).map(({ state }) => state);

test("a mail goes out once, with a link that leads to what it is about", async () => {
  expect(await send()).toMatchObject({ sent: 1 });
  expect(await send()).toMatchObject({ sent: 0 });
  expect(await states()).toEqual(["sent"]);
  const [mail, ...others] = server.mails;
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: ["ravi@patel.in"] });
  const [, token = ""] = /https:\/\/app\.asha\.in\/n\/([A-Za-z0-9_-]{22})/.exec(mail?.text ?? "") ?? [];
  const links = await ravi.rows("select token_hash from nudge_link where company_id = $1", [ravi.companyId]);
  expect(links).toEqual([{ token_hash: createHash("sha256").update(token).digest() }]);
  const [kept] = await ravi.rows("select text, address_end as end from nudge_attempt where company_id = $1", [
    ravi.companyId,
  ]);
  expect(kept).toMatchObject({ text: expect.stringContaining("₹10,000"), end: "patel.in" });
  expect(JSON.stringify(kept)).not.toContain(token);
});

test("two workers send it once", async () => {
  const both = await Promise.all([send(), send()]);
  expect(both.map((each) => each?.sent ?? 0).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(server.mails).toHaveLength(1);
});

test("where nobody is at an address a letter goes, and the address is not tried again", async () => {
  server.befall("to: 550 5.1.1 no such user");
  expect(await send()).toMatchObject({ sent: 2 });
  expect(await attempts()).toEqual([
    { way: "email", state: "failed" },
    { way: "print", state: "accepted" },
  ]);
  expect(await states()).toEqual(["sent"]);
  const dead = await ravi.rows("select dead_why from party_address where company_id = $1 and way = 'email'", [
    ravi.companyId,
  ]);
  expect(dead).toEqual([{ dead_why: "dead" }]);
});

test("an account that is refused is shut until somebody has seen to it, and a letter goes", async () => {
  server.befall("from: 535 5.7.8 no");
  await send();
  expect((await attempts()).at(-1)).toEqual({ way: "print", state: "accepted" });
  const [account] = await ravi.rows("select state from channel_account where company_id = $1", [
    ravi.companyId,
  ]);
  expect(account).not.toEqual({ state: "on" });
});

test("what the server puts off is sent when it may be, and once", async () => {
  server.befall("to: 451 4.3.0 try later");
  await send();
  expect(await states()).toEqual(["queued"]);
  expect(ravi.jobs).toContain("send-nudges-again");
  expect(server.mails).toEqual([]);
  now = new Date(now.getTime() + 600_000);
  await send();
  expect(await states()).toEqual(["sent"]);
  expect(await attempts()).toEqual([
    { way: "email", state: "put-off" },
    { way: "email", state: "accepted" },
  ]);
  expect(server.mails).toHaveLength(1);
});

test.each(["taken-cut", "cut-in-text"] satisfies MailMishap[])(
  "%s: nobody can say whether it went out, so nothing else does",
  async (mishap) => {
    server.befall(mishap);
    await send();
    expect(await attempts()).toEqual([{ way: "email", state: "unknown" }]);
    expect(ravi.jobs).toContain("ask-attempts");
    for (const minutes of [2, 10, 60, 600, 1_200]) {
      now = new Date(NOON.getTime() + minutes * 60_000);
      await askCompany(deps(), ravi.companyId);
      await send();
    }
    expect(await attempts()).toEqual([{ way: "email", state: "unknown" }]);
    const asked = await ravi.rows("select asks, ask_at from nudge_attempt where company_id = $1", [
      ravi.companyId,
    ]);
    expect(asked).toEqual([{ asks: 4, ask_at: null }]);
  },
);

test("who has taken back leave for mail gets a letter", async () => {
  await ravi.app((tx) =>
    tx.run(
      `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
       values ($1, $2, 'reminder', 'email', 'withdrawn', 'owner-attested', 'on the telephone', $3, 'u', 'Asha')`,
      [ravi.companyId, RAVI, NOON],
    ),
  );
  await send();
  expect(await attempts()).toEqual([{ way: "print", state: "accepted" }]);
  expect(server.mails).toEqual([]);
});

test("an address that was erased is not written to, also while Tally has it", async () => {
  await ravi.database.asOwner(
    "update party_address set address = null, erased_at = now() where company_id = $1 and way = 'email'",
    [ravi.companyId],
  );
  await send();
  expect(await attempts()).toEqual([{ way: "print", state: "accepted" }]);
  expect(server.mails).toEqual([]);
});

test("without keys that open accounts letters go alone", async () => {
  await send(null);
  expect(await attempts()).toEqual([{ way: "print", state: "accepted" }]);
  expect(server.connections()).toBe(0);
});

test("before its moment nothing goes, and the next look is then", async () => {
  now = INDIA("2026-05-08T08:30");
  expect(await send()).toMatchObject({ sent: 0 });
  expect((await waiting(ravi)).state).toBe("queued");
  expect(ravi.jobs).toContain("send-nudges-again");
});

test("an account's pace is kept", async () => {
  await ravi.database.asOwner("update channel_account set next_send_at = $2 where company_id = $1", [
    ravi.companyId,
    new Date(NOON.getTime() + 60_000),
  ]);
  expect(await send()).toMatchObject({ sent: 0, looked: { pace: 1 } });
  expect(await attempts()).toEqual([]);
});

test("the last second of the day goes by while a moment is waited for: nothing goes out", async () => {
  const dusk = INDIA("2026-05-08T20:00").getTime();
  const begun = performance.now();
  await ravi.database.asOwner("update channel_account set next_send_at = $2 where company_id = $1", [
    ravi.companyId,
    new Date(dusk + 500),
  ]);
  const clock = (): Date => new Date(dusk - 500 + performance.now() - begun);
  const sent = await sendCompany({ ...deps(), now: clock }, ravi.companyId);
  expect(sent).toMatchObject({ sent: 0, looked: { done: 1 } });
  expect((await ravi.nudges()).map(({ end_code }) => end_code)).toEqual(["day-passed"]);
  expect(server.connections()).toBe(0);
});
