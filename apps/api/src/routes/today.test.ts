import type { SearchAnswer, Today } from "@cfa/contract/today";
import { inCompany } from "@cfa/db/company-scope";
import { keepCashForecast } from "@cfa/db/queries/cash/keep-forecast";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeCashForecast } from "@cfa/testkit/made-cash-forecast";
import { madeLearning, madeParty } from "@cfa/testkit/made-insight";
import { day } from "@cfa/values/local-date";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { TODAY, outward } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* The small books on 15 April 2026: Ram & Sons owe 1,100.00 on bills, 200.00 of the 10th is on account; our balances differ from Tally's. */

let asha: TestCompany;
let accountant: string;
let now = TODAY;

beforeAll(async () => {
  asha = await startTestCompany({ now: () => now, enqueue: () => Promise.resolve() });
  accountant = await asha.server.signIn("accountant");
});
afterEach(() => {
  now = TODAY;
});
afterAll(() => asha.close());

const read = (token?: string) => asha.read<Today>("/today", token);
/** The accountant as a viewer. */
async function readAsViewer(): Promise<Today> {
  await owned("update member set role = 'viewer' where role = 'accountant'", []);
  const today = await read(accountant);
  await owned("update member set role = 'accountant' where role = 'viewer'", []);
  return today;
}
const kindsOf = (items: readonly { kind: string }[]) => items.map(({ kind }) => kind);
const owned = (text: string, values: unknown[]) => asha.database.asOwner(text, values);
const all = ({ doNow, alerts }: Today) => [...doNow, ...alerts];

const promised = async () => all(await read()).find(({ kind }) => kind === "promise-broken");

const foundOf = async (kind: string, by: "owner" | "viewer" = "owner") =>
  all(by === "owner" ? await read() : await readAsViewer()).filter((one) => one.kind === kind);

const find = (text: string) => asha.read<SearchAnswer>(`/search?text=${encodeURIComponent(text)}`);
const names = ({ parties, bills }: SearchAnswer) => [
  parties.map(({ name }) => name),
  bills.map(({ name }) => name),
];

/** The credit limit of Ram & Sons in Tally. */
function limit(paise: number): Promise<object[]> {
  return owned("update ledger set credit_limit = $2 where company_id = $1 and name = 'Ram & Sons'", [
    asha.books.companyId,
    paise,
  ]);
}

function snooze(key: string, until: string | null, token = asha.owner): Promise<Response> {
  return fetch(`${asha.server.url}/api/companies/${asha.company}/alerts/${key}/snooze`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ until }),
  });
}

test("books that differ from Tally's come first, then money that no bill has taken", async () => {
  const { asOf, isRed, doNow, alerts, more, snoozed } = await read();
  expect({ asOf, isRed, alerts, more, snoozed }).toEqual({
    asOf: "2026-04-15",
    isRed: true,
    alerts: [],
    more: 0,
    snoozed: [],
  });
  const party = { partyId: outward(asha.books, "party", "Ram & Sons"), name: "Ram & Sons" };
  expect(doNow).toMatchObject([
    { kind: "tie-out-differs", key: "tie-out-differs", amount: "0", action: "sync", day: "2026-04-15" },
    {
      kind: "unapplied-receipt",
      amount: "20000",
      party,
      action: "exceptions",
      day: "2026-04-10",
      days: 5,
      gain: 1,
    },
  ]);
});

test("money that suppliers have without a bill hides no customer's, however much of it there is", async () => {
  const { companyId, ids } = asha.books;
  await owned(
    `insert into unapplied (company_id, ledger_id, side, unapplied_no, kind, name, date, amount, voucher_id)
     select $1, $2, 'payable', 1000 + n, 'on-account', '', '2026-04-01', 1000000, gen_random_uuid() from generate_series(1, 60) n`,
    [companyId, ids["Gupta Traders"]],
  );
  expect(all(await read()).find(({ kind }) => kind === "unapplied-receipt")).toMatchObject({
    amount: "20000",
  });
  await owned("delete from unapplied where unapplied_no > 1000", []);
});

test("a promise whose day has passed is to be called about, by whoever sees telephone numbers", async () => {
  await asha.say("promise", { amount: "70000", day: "2026-04-11" }, { from_date: "2026-04-10" });
  const promise = all(await read()).find(({ kind }) => kind === "promise-broken");
  expect(promise).toMatchObject({ amount: "20000", day: "2026-04-11", days: 4, action: "call" });
  expect(promise?.phone).toBe("+91 98200 00000");
  const seen = all(await readAsViewer()).find(({ kind }) => kind === "promise-broken");
  expect(seen).toMatchObject({ action: "party", phone: null });
});

test("who is not to be chased is not to be called, until the day on which that ends", async () => {
  await asha.say("exclude", { cause: "legal" }, { until_date: "2026-04-15" });
  expect(await promised()).toMatchObject({ action: "party", phone: null });
  await owned("update correction set until_date = '2026-04-14' where kind = 'exclude'", []);
  expect(await promised()).toMatchObject({ action: "call", phone: "+91 98200 00000" });
  await owned("delete from correction where kind = 'exclude'", []);
});

test("a limit is passed only when the customer is billed again, and is not for viewers", async () => {
  await limit(50_000);
  expect(kindsOf(all(await read()))).not.toContain("over-limit");
  now = new Date("2026-04-20T06:00:00Z"); // INV-9 is of that day
  expect(all(await read()).find(({ kind }) => kind === "over-limit")).toMatchObject({
    amount: "47000",
    day: "2026-04-20",
    action: "party",
  });
  expect(kindsOf(all(await readAsViewer()))).not.toContain("over-limit");
  now = TODAY;
  await limit(200_000);
});

test("a customer's answer is told until somebody has taken it, and an end of messages until it is taken back; neither to viewers", async () => {
  const { companyId } = asha.books;
  const [ram] = await owned("select guid from ledger where company_id = $1 and name = 'Ram & Sons'", [
    companyId,
  ]);
  const guid = (ram as { guid: string }).guid;
  const inbound = (id: string, ledger: string | null) =>
    owned(
      `insert into inbound (company_id, way, provider_id, address_hash, ledger_guid, text, received_at, reading, state)
       values ($1, 'sms', $2, '\\x00', $3, 'ok', '2026-04-13T20:00:00Z', '{}', 'waiting')`,
      [companyId, id, ledger],
    );
  await inbound("m-1", guid);
  await inbound("m-2", null);
  const consent = (said: string, at: string) =>
    owned(
      `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
       values ($1, $2, 'reminder', 'sms', $3, 'reply', 'STOP', $4, 'x', 'x')`,
      [companyId, guid, said, at],
    );
  await consent("withdrawn", "2026-04-14T06:00:00Z");
  const replies = await foundOf("reply-waiting");
  expect(replies).toHaveLength(2);
  expect(replies).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ party: null, day: "2026-04-14", days: 1 }),
      expect.objectContaining({ party: expect.objectContaining({ name: "Ram & Sons" }) as object }),
    ]),
  );
  expect(await foundOf("opt-out")).toMatchObject([
    { party: { name: "Ram & Sons" }, day: "2026-04-14", action: "call" },
  ]);
  expect([...(await foundOf("reply-waiting", "viewer")), ...(await foundOf("opt-out", "viewer"))]).toEqual(
    [],
  );
  now = new Date("2026-04-22T06:00:00Z");
  expect(await foundOf("opt-out")).toEqual([]);
  now = TODAY;
  await consent("given", "2026-04-14T08:00:00Z");
  expect(await foundOf("opt-out")).toEqual([]);
  await owned(
    "update inbound set state = 'taken', decided_at = now(), decided_by = 'x', decided_name = 'x'",
    [],
  );
  expect(await foundOf("reply-waiting")).toEqual([]);
});

test("a cheque that went back is told until it is made good", async () => {
  const { companyId, ids } = asha.books;
  await owned(
    `insert into voucher (company_id, voucher_id, guid, alter_id, date, kind, type_name, state, number)
     values ($1, 'aaaaaaaa-0000-4000-8000-000000000001', 'g-back', 1, '2026-04-14', 'payment', 'Payment', 'posted', '')`,
    [companyId],
  );
  await owned(
    `insert into posting (company_id, voucher_id, line_no, ledger_id, date, amount)
     values ($1, 'aaaaaaaa-0000-4000-8000-000000000001', 1, $2, '2026-04-14', 30000)`,
    [companyId, ids["Ram & Sons"]],
  );
  expect(all(await read()).find(({ kind }) => kind === "cheque-returned")).toMatchObject({
    amount: "30000",
    day: "2026-04-14",
    days: 1,
    action: "call",
  });
  await owned(
    "update posting set amount = 29900 where voucher_id = 'aaaaaaaa-0000-4000-8000-000000000001'",
    [],
  );
  expect(kindsOf(all(await read()))).not.toContain("cheque-returned");
});

test("what waits for the owner is the owner's; what is in conflict is everybody's", async () => {
  const bill = { bill_side: "receivable", bill_key: "inv-1", bill_date: "2026-01-10" };
  await asha.say("write-off", { amount: "5000", date: "2026-04-14" }, { ...bill, state: "waiting" });
  await asha.say("dispute", { amount: "6000", owner: null }, { ...bill, state: "conflict", now: "{}" });
  expect(kindsOf(all(await read()))).toEqual(
    expect.arrayContaining(["correction-waiting", "correction-conflict"]),
  );
  const accountants = kindsOf(all(await read(accountant)));
  expect(accountants).toContain("correction-conflict");
  expect(accountants).not.toContain("correction-waiting");
  await owned("delete from correction where kind in ('write-off', 'dispute')", []);
});

test("a bill of a small supplier is told from five days before its last day on, to those who keep the books", async () => {
  await owned(
    `insert into msme_said (company_id, ledger_guid, said_no, udyam_class, activity, has_written_terms, said_at, said_by, said_name)
     values ($1, 'g-Gupta Traders', 1, 'small', 'other', true, now(), 'u', 'Asha')`,
    [asha.books.companyId],
  );
  const due = all(await read()).find(({ kind }) => kind === "msme-due");
  expect(due).toMatchObject({ amount: "25000", day: "2026-04-14", days: -1, gain: 30, action: "bill" });
  expect(due?.bill).toEqual({ billId: outward(asha.books, "bill", "GT/7"), name: "GT/7" });
  expect(kindsOf(all(await readAsViewer()))).not.toContain("msme-due");
  now = new Date("2026-04-08T06:00:00Z");
  expect(kindsOf(all(await read()))).not.toContain("msme-due");
  now = TODAY;
});

test("what is foretold is told only while the books can be relied on", async () => {
  const { db } = asha.database;
  const { companyId, ids } = asha.books;
  const parties = (learnedClass: "on-time" | "late") => [
    madeParty({ partyId: ids["Ram & Sons"] ?? "", learnedClass }),
  ];
  const job = { role: "job" } as const;
  const made = madeCashForecast(day("2026-04-15"), { floor: 10n ** 9n });
  await inCompany(db, companyId, (tx) => keepCashForecast(tx, made), job);
  for (const [on, learnedClass] of [
    ["2026-03-10", "on-time"],
    ["2026-04-08", "on-time"],
    ["2026-04-14", "late"],
  ] as const) {
    const learning = madeLearning(day(on), { parties: parties(learnedClass) });
    await inCompany(db, companyId, (tx) => keepLearning(tx, learning), job);
  }
  expect(kindsOf(all(await read()))).not.toContain("class-worse");
  expect(kindsOf(all(await read()))).not.toContain("cash-below-floor");
  await owned("update sync_state set tie_out = 'equal', differences = 0 where company_id = $1", [companyId]);
  const today = await read();
  expect(today.isRed).toBe(false);
  expect(all(today).find(({ kind }) => kind === "class-worse")).toMatchObject({
    change: { before: "on-time", now: "late" },
    day: "2026-04-14",
    amount: "110000",
    action: "party",
  });
  expect(today.doNow[0]).toMatchObject({
    kind: "cash-below-floor",
    day: "2026-04-16",
    days: 1,
    action: "cash",
  });
});

test("a class that a person has said is no news", async () => {
  await asha.say("class-pin", { class: "late" });
  expect(kindsOf(all(await read()))).not.toContain("class-worse");
  await owned("delete from correction where kind = 'class-pin'", []);
});

test("books that are too old are told first", async () => {
  now = new Date("2026-04-17T06:00:00Z");
  const { isRed, doNow } = await read();
  expect(isRed).toBe(true);
  expect(doNow[0]).toMatchObject({ kind: "sync-stale", day: "2026-04-15", days: 2, action: "sync" });
  now = TODAY;
});

test("what is put off is away for whoever put it off, until its day, and comes back at once when it is taken back", async () => {
  const key = "cash-below-floor";
  const off = await snooze(key, "2026-04-17");
  expect(off.status).toBe(200);
  const after = (await off.json()) as Today;
  expect(kindsOf(all(after))).not.toContain(key);
  expect(after.snoozed).toMatchObject([{ key, until: "2026-04-17" }]);
  expect(kindsOf(all(await read(accountant)))).toContain(key);
  expect((await ((await snooze(key, null)).json() as Promise<Today>)).doNow[0]?.key).toBe(key);
  await snooze(key, "2026-04-16");
  now = new Date("2026-04-16T05:00:00Z"); // the books are not yet too old
  expect(kindsOf(all(await read()))).toContain(key);
  await snooze(key, null);
});

test("what was put off comes back when clearly more is at stake", async () => {
  const promise = all(await read()).find(({ kind }) => kind === "promise-broken");
  await snooze(promise?.key ?? "", "2026-04-20");
  expect((await read()).snoozed).toHaveLength(1);
  await owned("update alert_snooze set amount = 15000", []); // as if that had been at stake then
  expect((await read()).snoozed).toHaveLength(0);
  expect(kindsOf(all(await read()))).toContain("promise-broken");
});

test("only what is there can be put off, and only to a day ahead", async () => {
  expect((await snooze(`promise-broken.cor_${"a".repeat(26)}`, "2026-04-20")).status).toBe(404);
  expect((await snooze("Not%20a%20key", "2026-04-20")).status).toBe(422);
  for (const until of ["2026-04-15", "2026-07-15", "2026-02-31"]) {
    expect([until, (await snooze("cash-below-floor", until)).status]).toEqual([until, 422]);
  }
  expect(await owned("select 1 from alert_snooze where key = 'cash-below-floor'", [])).toEqual([]);
});

test("a party is found by a part of its name or alias, a bill by a part of its reference", async () => {
  expect(names(await find("sons"))).toEqual([["Ram & Sons"], []]);
  expect(names(await find("MUMBAI rs"))).toEqual([["Ram & Sons"], []]);
  expect(names(await find("inv-"))).toEqual([[], ["INV-2", "INV-1", "INV-0"]]);
  expect(names(await find("0%"))).toEqual([["100% Cotton_House"], []]);
  expect(names(await find("sales"))).toEqual([[], []]);
  expect(await find("  ")).toEqual({ parties: [], bills: [], hasMoreParties: false, hasMoreBills: false });
  const [bill] = (await find("gt/7")).bills;
  expect(bill).toMatchObject({ side: "payable", open: "25000", party: { name: "Gupta Traders" } });
});
