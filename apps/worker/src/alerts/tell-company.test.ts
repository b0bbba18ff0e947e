import { randomUUID } from "node:crypto";

import { inCompany } from "@cfa/db/company-scope";
import { openQueue } from "@cfa/db/queue";
import { startFakeExpo, type FakeExpo } from "@cfa/testkit/fake-expo";
import { startFakeMailServer, type FakeMailServer } from "@cfa/testkit/fake-mail-server";
import { freePort } from "@cfa/testkit/free-port";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { customerOnCredit, masters } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { startWorker } from "../worker.ts";
import { openTelling, type TellingSettings } from "./telling.ts";
import { tellCompany } from "./tell-company.ts";

/* Asha's customers have money that no bill has taken: the more of it, the more pressing. It is April 2026; the push service and the mail server are on loopback. */

const INDIA = (text: string): Date => new Date(`${text}+05:30`);
const NINE = INDIA("2026-04-15T09:00");
const NOON = INDIA("2026-04-15T12:00");
const CUSTOMERS = ["A", "B", "C", "D", "E", "F"];
const log = pino({ level: "silent" });

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let expo: FakeExpo;
let mails: FakeMailServer;
let asha: TestCompany;
let settings: TellingSettings;
let owner: string;
const queued: { minute: number }[] = [];

beforeAll(async () => {
  companies = await openTestCompanies();
  expo = await startFakeExpo();
  mails = await startFakeMailServer();
  asha = await companies.company();
  const base = masters();
  const ledgers = CUSTOMERS.map((name, at) => customerOnCredit(`Customer ${name}`, { alterId: 20 + at }));
  await asha.take([{ ...base, ledgers: [...(base.ledgers ?? []), ...ledgers] }]);
});
afterAll(async () => {
  await companies.close();
  await expo.close();
  await mails.close();
});

beforeEach(async () => {
  expo.pushes.length = 0;
  expo.refusing.clear();
  expo.failing.clear();
  expo.ready(true);
  mails.mails.length = 0;
  queued.length = 0;
  const mail = { url: mails.url, from: "CFA <cfa@example.in>" };
  settings = { publicUrl: "https://app.asha.in", expo: expo.url, accessToken: null, mail };
  for (const table of ["member", "unapplied"]) {
    await sql(`delete from ${table} where company_id = $1`, [asha.companyId]);
  }
  await sql("update sync_state set read_at = $2 where company_id = $1", [asha.companyId, NOON]);
  owner = await person("owner", { device: "phone" });
});

const sql = (text: string, values: unknown[] = []) => asha.database.asOwner(text, values);

/** A member who signs in with a mail address of theirs, and their phone. */
async function person(
  role: string,
  { device = null, ...said }: { device?: string | null; email?: boolean; language?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await sql(`insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`, [
    id,
    role,
    `${id}@example.in`,
  ]);
  await sql("insert into member (company_id, user_id, role) values ($1, $2, $3)", [asha.companyId, id, role]);
  await sql(
    "insert into member_preference (company_id, user_id, by_email, language) values ($1, $2, $3, $4)",
    [asha.companyId, id, said.email ?? false, said.language ?? null],
  );
  if (device !== null) await phone(id, device);
  return id;
}

const phone = (userId: string, device: string) =>
  sql(
    `insert into push_device (company_id, user_id, device_id, token, system, made_at) values ($1, $2, $3, $4, 'android', now())`,
    [asha.companyId, userId, device, tokenOf(userId, device)],
  );
const tokenOf = (userId: string, device: string) => `ExponentPushToken[${device}-${userId}]`;

/** Money of customers that no bill has taken, in thousands of rupees. */
async function onAccount(...names: string[]): Promise<void> {
  for (const name of names) {
    const place = CUSTOMERS.indexOf(name);
    await sql(
      `insert into unapplied (company_id, ledger_id, side, unapplied_no, kind, name, date, amount, voucher_id)
       select company_id, ledger_id, 'receivable', $3, 'on-account', '', '2026-04-10', $4, gen_random_uuid() from ledger
       where company_id = $1 and name = $2`,
      [asha.companyId, `Customer ${name}`, 100 + place, (CUSTOMERS.length - place) * 100_000],
    );
  }
}

const enqueue = (_: unknown, __: string, data: object): Promise<void> => {
  queued.push(data as { minute: number });
  return Promise.resolve();
};

function tell(at: Date): Promise<void> {
  const { db } = asha.database;
  return tellCompany({ db, log, enqueue, now: () => at, telling: openTelling(settings) }, asha.companyId);
}

/** Phones on which the app is no more. */
const dead = async () =>
  (
    await sql("select device_id from push_device where company_id = $1 and dead_at is not null order by 1", [
      asha.companyId,
    ])
  ).map((row) => row["device_id"]);
const pushed = () => expo.pushes.map(({ asked }) => `${String(asked["title"])} | ${String(asked["body"])}`);
const messages = () =>
  sql(
    "select kind, key, way, state from member_message where company_id = $1 order by made_at, kind, key, way",
    [asha.companyId],
  );
const alert = (name: string) =>
  `Money without a bill | Customer ${name} · ₹${CUSTOMERS.length - CUSTOMERS.indexOf(name)},000
Waits since 10-04-2026. Set it against bills, so that nobody is asked twice.
Asha Traders`;

test("the day's digest comes once, however many look, with the first of it on the phone and all of it in the mail", async () => {
  await sql("update member_preference set by_email = true where user_id = $1", [owner]);
  await onAccount("A", "B", "C", "D");
  await tell(INDIA("2026-04-15T08:59"));
  expect(pushed()).toEqual([]);
  expect(queued.at(-1)?.minute).toBe(NINE.getTime() / 60_000);
  await Promise.all([tell(NINE), tell(NINE), tell(NINE)]);
  await tell(INDIA("2026-04-15T10:30"));
  const three = ["A", "B", "C"].map((name, at) => `Money without a bill: Customer ${name} · ₹${6 - at},000`);
  expect(pushed()).toEqual([`4 things for today · Asha Traders | ${three.join("\n")}\nand 1 more`]);
  expect(mails.mails).toHaveLength(1);
  expect(mails.mails[0]?.to).toEqual([`${owner}@example.in`]);
  expect(mails.mails[0]?.text).toContain("Customer D · ₹3,000");
  expect(mails.mails[0]?.text).toMatch(/https:\/\/app\.asha\.in\/cmp_\w+\/settings\/my-alerts/);
});

test("on a day without anything nothing is said, and the next day is a new one", async () => {
  await tell(NINE);
  expect(pushed()).toEqual([]);
  await onAccount("A");
  await tell(INDIA("2026-04-16T09:00"));
  expect(pushed()).toEqual([expect.stringContaining("1 thing for today · Asha Traders")]);
});

test("of what comes up since, three things are told by themselves, the most pressing first, and the rest by the next digest", async () => {
  await tell(NINE);
  await onAccount("B", "D", "E", "F");
  await Promise.all([tell(NOON), tell(NOON)]);
  expect(pushed()).toEqual([alert("B"), alert("D"), alert("E")]);
  await onAccount("A", "C");
  await tell(INDIA("2026-04-15T17:00"));
  expect(pushed()).toHaveLength(3);
  await tell(INDIA("2026-04-16T08:30"));
  expect(pushed()).toHaveLength(3);
  await tell(INDIA("2026-04-16T09:00"));
  expect(pushed().at(-1)).toContain("6 things for today");
  await tell(INDIA("2026-04-16T12:00"));
  expect(pushed()).toHaveLength(4);
});

test("books that are too old come before any sum", async () => {
  await tell(NINE);
  await sql("update sync_state set read_at = $2 where company_id = $1", [
    asha.companyId,
    INDIA("2026-04-13T09:00"),
  ]);
  await onAccount("A", "B", "C");
  await tell(NOON);
  expect(pushed()).toEqual([
    "The books are not up to date | Tally was last read 2 days ago. Forecasts are hidden until it is read again.\nAsha Traders",
    alert("A"),
    alert("B"),
  ]);
});

test("at night nobody is told anything; the digest tells it", async () => {
  await tell(NINE);
  await onAccount("A");
  await tell(INDIA("2026-04-15T23:00"));
  await tell(INDIA("2026-04-16T08:30"));
  expect(pushed()).toEqual([]);
  expect(await messages()).toContainEqual(
    expect.objectContaining({ kind: "alert", way: "in-app", state: "held" }),
  );
  await tell(INDIA("2026-04-16T09:00"));
  expect(pushed()).toEqual([expect.stringContaining("Customer A")]);
});

test("what one has put off or does not want to be told is not told, to oneself alone", async () => {
  const other = await person("accountant", { device: "other", language: "hi" });
  await sql("update member_preference set muted = '{unapplied-receipt}' where user_id = $1", [owner]);
  await onAccount("A");
  await tell(NINE);
  expect(expo.pushes.map(({ token }) => token)).toEqual([tokenOf(other, "other")]);
  expect(pushed()).toEqual(["आज के लिए 1 बात · Asha Traders | बिना बिल का पैसा: Customer A · ₹6,000"]);
});

test("who is a member no more is told nothing, even of what was written down for them", async () => {
  await onAccount("A");
  await sql(
    `insert into member_message (company_id, user_id, kind, key, day, way, state, body, made_at)
     values ($1, $2, 'alert', 'x', '2026-04-15', 'push', 'waiting', '{"title":"x","text":"x","path":"/"}', $3)`,
    [asha.companyId, owner, NINE],
  );
  await sql("delete from member where company_id = $1 and user_id = $2", [asha.companyId, owner]);
  await tell(NINE);
  expect(pushed()).toEqual([]);
  expect(queued).toEqual([]);
});

test("nothing of one company is told to another's members", async () => {
  await onAccount("A");
  const first = asha;
  asha = await companies.company();
  await person("owner", { device: "elsewhere" });
  await tell(NINE);
  expect(pushed()).toEqual([]);
  asha = first;
  await tell(NINE);
  expect(expo.pushes.map(({ token }) => token)).toEqual([tokenOf(owner, "phone")]);
});

test("a sender that dies before the call has lost nothing; one that dies in it says nothing twice", async () => {
  await onAccount("A");
  const rest = () =>
    sql("update member_message set state = 'waiting', tickets = null, receipt_at = null where way = 'push'");
  await tell(NINE);
  expect(pushed()).toHaveLength(1);
  await rest(); // as it stands when the sender dies before it takes it
  await tell(INDIA("2026-04-15T09:01"));
  expect(pushed()).toHaveLength(2);
  await sql(
    "update member_message set state = 'calling', receipt_at = $1, tickets = null where way = 'push'",
    [INDIA("2026-04-15T09:11")],
  );
  await tell(INDIA("2026-04-15T09:05"));
  await tell(INDIA("2026-04-15T09:12"));
  expect(pushed()).toHaveLength(2);
  expect(await messages()).toContainEqual({ kind: "digest", key: "digest", way: "push", state: "unknown" });
});

test("a push service that does not answer now is tried again, until it is no use any more", async () => {
  await onAccount("A");
  const there = settings.expo;
  settings = { ...settings, expo: `http://127.0.0.1:${await freePort()}` };
  await tell(NINE);
  expect(queued.at(-1)?.minute).toBe(NINE.getTime() / 60_000 + 5);
  settings = { ...settings, expo: there };
  await tell(INDIA("2026-04-15T09:05"));
  expect(pushed()).toHaveLength(1);
  await sql("update member_message set state = 'waiting', tickets = null where way = 'push'");
  await tell(INDIA("2026-04-15T12:06"));
  expect(pushed()).toHaveLength(1);
  expect(await messages()).toContainEqual(expect.objectContaining({ way: "push", state: "failed" }));
});

test("a phone on which the app is no more is told of by its ticket or its receipt, and is not written to again", async () => {
  await phone(owner, "sold");
  await phone(owner, "lost");
  expo.refusing.set(tokenOf(owner, "sold"), "DeviceNotRegistered");
  expo.failing.set(tokenOf(owner, "lost"), "DeviceNotRegistered");
  expo.ready(false);
  await onAccount("A");
  await tell(NINE);
  await tell(INDIA("2026-04-15T09:15"));
  expect(await dead()).toEqual(["sold"]);
  expo.ready(true);
  await tell(INDIA("2026-04-15T09:30"));
  expect(await dead()).toEqual(["lost", "sold"]);
  expect(await messages()).toContainEqual({ kind: "digest", key: "digest", way: "push", state: "delivered" });
  await onAccount("B");
  expo.pushes.length = 0;
  await tell(NOON);
  expect(expo.pushes.map(({ token }) => token)).toEqual([tokenOf(owner, "phone")]);
});

test("two workers at the queue tell a company once", async () => {
  await onAccount("A");
  const { db } = asha.database;
  const start = () => startWorker({ db, log, learning: null, now: () => NINE, telling: settings });
  const workers = [await start(), await start()];
  const queue = await openQueue(db);
  const { companyId } = asha;
  for (let turn = 0; turn < 3; turn++) {
    await inCompany(db, companyId, (tx) => queue.enqueue(tx, "tell-members", { companyId }));
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  for (let turn = 0; turn < 100 && pushed().length === 0; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await queue.close();
  for (const worker of workers) await worker.stop();
  expect(pushed()).toEqual([expect.stringContaining("1 thing for today")]);
});

test("a company that cannot be told keeps no other waiting", async () => {
  await onAccount("A");
  const broken = await companies.company();
  await sql(
    "insert into sync_state (company_id, read_at, tie_out) values ($1, '-infinity', 'equal')", // no moment that anybody can reckon with
    [broken.companyId],
  );
  await sql("insert into member (company_id, user_id, role) values ($1, $2, 'owner')", [
    broken.companyId,
    owner,
  ]);
  await sql(
    `insert into push_device (company_id, user_id, device_id, token, system, made_at) values ($1, $2, 'phone', $3, 'android', now())`,
    [broken.companyId, owner, tokenOf(owner, "phone")],
  );
  const { db } = asha.database;
  const tellBroken = tellCompany(
    { db, log, enqueue, now: () => NINE, telling: openTelling(settings) },
    broken.companyId,
  );
  await expect(tellBroken).rejects.toThrow();
  const queue = await openQueue(db);
  for (const { companyId } of [broken, asha]) {
    await inCompany(db, companyId, (tx) => queue.enqueue(tx, "tell-members", { companyId }));
  }
  const worker = await startWorker({ db, log, learning: null, now: () => NINE, telling: settings });
  // Sooner than a batch that failed is tried again.
  for (let turn = 0; turn < 40 && pushed().length === 0; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await queue.close();
  await worker.stop();
  expect(pushed()).toEqual([expect.stringContaining("1 thing for today")]);
});
