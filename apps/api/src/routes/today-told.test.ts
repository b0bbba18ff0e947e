import type { Today, TodayItem } from "@cfa/contract/today";
import { inCompany } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeForecast, madeLearning } from "@cfa/testkit/made-insight";
import { idOut } from "@cfa/values/ids";
import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

import { TODAY, outward } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* What is found of messages, of offers and of large money: Ram & Sons owe 600.00 on INV-1. It is 15 April 2026, 11:30 in India. */

const GUID = "g-Ram & Sons";
const NUDGE = "bbbbbbbb-0000-4000-8000-000000000001";
const OFFER = "cccccccc-0000-4000-8000-000000000001";
const INV_1 = { bill_key: "inv-1", bill_date: "2026-01-10" };

let asha: TestCompany;
let accountant: string;
let now = TODAY;

beforeAll(async () => {
  asha = await startTestCompany({ now: () => now, enqueue: () => Promise.resolve() });
  accountant = await asha.server.signIn("accountant");
  await sql("update sync_state set tie_out = 'equal', differences = 0 where company_id = $1", [
    asha.books.companyId,
  ]);
});
beforeEach(async () => {
  now = TODAY;
  await row("nudge_setting", { is_on: true, said_at: TODAY, said_by: "u", said_name: "Asha" });
});
afterEach(async () => {
  for (const table of [
    "nudge",
    "nudge_template",
    "channel_account",
    "channel_event",
    "nudge_setting",
    "offer",
  ]) {
    await sql(`delete from ${table}`);
  }
  await sql("delete from correction");
});
afterAll(() => asha.close());

const sql = (text: string, values: unknown[] = []) => asha.database.asOwner(text, values);

/** A row of the company's, as a job or another page would leave it. */
function row(table: string, of: Readonly<Record<string, unknown>>): Promise<unknown> {
  const full = { company_id: asha.books.companyId, ...of };
  const places = Object.keys(full).map((_, at) => `$${at + 1}`);
  return sql(
    `insert into ${table} (${Object.keys(full).join(", ")}) values (${places.join(", ")})`,
    Object.values(full),
  );
}

async function found(kind: string, token?: string): Promise<TodayItem[]> {
  const { doNow, alerts } = await asha.read<Today>("/today", token);
  return [...doNow, ...alerts].filter((one) => one.kind === kind);
}
async function foundByViewer(kind: string): Promise<TodayItem[]> {
  await sql("update member set role = 'viewer' where role = 'accountant'");
  const items = await found(kind, accountant);
  await sql("update member set role = 'accountant' where role = 'viewer'");
  return items;
}

const INDIA = (text: string): Date => new Date(`${text}+05:30`);

/** A reminder to Ram & Sons that went out on a day. */
async function sent(on: string, stage = "final"): Promise<void> {
  await row("nudge", {
    nudge_id: NUDGE,
    ledger_guid: GUID,
    kind: "reminder",
    stage,
    day: on,
    class: "late",
    language: "en",
    way_order: ["whatsapp"],
    send_at: INDIA(`${on}T10:00`),
    not_after: INDIA(`${on}T20:00`),
    state: "sent",
    reason: "{}",
    bills: "[]",
    amount: 60_000,
    cost: 0,
    preview: "{}",
    approval: "automatic",
    plan_generation: 1,
    made_at: INDIA(`${on}T09:00`),
  });
}

/** A call of the carrier's for it, and what is known of it. */
async function called(at: string, state: string): Promise<void> {
  await row("nudge_attempt", {
    nudge_id: NUDGE,
    attempt_no: 1,
    way: "whatsapp",
    provider: "whatsapp",
    address_hash: Buffer.from([1]),
    message_id: "m",
    state: "calling",
    units: 1,
    called_at: INDIA(at),
  });
  await sql("update nudge_attempt set state = $1", [state]);
}

const account = (of: Readonly<Record<string, unknown>> = {}) =>
  row("channel_account", {
    way: "whatsapp",
    provider: "whatsapp",
    config: "{}",
    state: "on",
    hook_token: "hook",
    next_send_at: INDIA("2026-04-01T09:00"),
    made_at: INDIA("2026-04-01T09:00"),
    said_by: "u",
    ...of,
  });

const offer = (of: Readonly<Record<string, unknown>>) =>
  row("offer", {
    offer_id: OFFER,
    ledger_guid: GUID,
    ...INV_1,
    bill_name: "INV-1",
    amount: 60_000,
    style: "percent",
    steps: JSON.stringify([
      { until: "2026-04-16", discount: 200, off: "1200" },
      { until: "2026-04-26", discount: 100, off: "600" },
    ]),
    state: "approved",
    is_held_out: false,
    cost: 1_200,
    profit: 1,
    profit_low: 1,
    days_gained: 9,
    chance: 0.5,
    reason: "{}",
    terms_version: 1,
    as_of: "2026-04-10",
    proposed_at: INDIA("2026-04-10T09:00"),
    decided_at: INDIA("2026-04-10T09:00"),
    decided_by: "u",
    decided_name: "Asha",
    live_from: INDIA("2026-04-10T09:00"),
    ...of,
  });

test("a bill whose last reminder brought nothing in a week has to be called about, until somebody has promised", async () => {
  await sent("2026-04-08");
  const step = { ledger_guid: GUID, ...INV_1, stage: "final", due_on: "2026-04-08", looked_at: TODAY };
  await row("dunning_step", { ...step, state: "taken", nudge_id: NUDGE });
  expect(await found("chase-by-person")).toMatchObject([
    { amount: "60000", day: "2026-04-08", days: 7, party: { name: "Ram & Sons" }, action: "call" },
  ]);
  expect(await foundByViewer("chase-by-person")).toEqual([]);
  now = INDIA("2026-04-14T12:00");
  expect(await found("chase-by-person")).toEqual([]);
  now = TODAY;
  await asha.say("promise", { amount: "60000", day: "2026-04-20" }, { from_date: "2026-04-12" });
  expect(await found("chase-by-person")).toEqual([]);
});

test("what is disputed is nobody's to call about", async () => {
  await sent("2026-04-01");
  const step = { ledger_guid: GUID, ...INV_1, stage: "final", due_on: "2026-04-01", looked_at: TODAY };
  await row("dunning_step", { ...step, state: "taken", nudge_id: NUDGE });
  const bill = { bill_side: "receivable", ...INV_1 };
  await asha.say("dispute", { amount: "60000", owner: null }, bill);
  expect(await found("chase-by-person")).toEqual([]);
});

test("a message that nobody can say of whether it went out is told after an hour, for a week, until it is known", async () => {
  await sent("2026-04-15", "due");
  await called("2026-04-15T10:40", "unknown");
  expect(await found("nudge-unknown")).toEqual([]);
  now = INDIA("2026-04-15T11:41");
  const [one] = await found("nudge-unknown");
  expect(one).toMatchObject({ amount: "60000", nudgeId: idOut("nudge", NUDGE), action: "nudge" });
  expect(await foundByViewer("nudge-unknown")).toEqual([]);
  await sql("update nudge_attempt set ask_at = $1", [TODAY]);
  expect(await found("nudge-unknown")).toEqual([]);
  await sql("update nudge_attempt set ask_at = null");
  now = INDIA("2026-04-22T10:41");
  expect(await found("nudge-unknown")).toEqual([]);
  now = INDIA("2026-04-16T12:00");
  await sql("update nudge_attempt set state = 'delivered'");
  expect(await found("nudge-unknown")).toEqual([]);
});

test("a way that a carrier has stopped comes before any sum; an empty wallet is told by itself; what a person paused is not told", async () => {
  await account({ state: "bad-keys", state_why: "bad-keys", stopped_at: INDIA("2026-04-14T10:00") });
  await sent("2026-04-15");
  await sql("delete from nudge");
  const { doNow } = await asha.read<Today>("/today");
  expect(doNow[0]).toMatchObject({
    kind: "channel-stopped",
    key: "channel-stopped.whatsapp_20260414",
    way: "whatsapp",
    day: "2026-04-14",
    action: "channels",
  });
  await sql("update channel_account set state = 'paused', state_why = 'wallet'");
  expect(await found("channel-stopped")).toEqual([]);
  expect(await found("wallet-empty")).toMatchObject([{ way: "whatsapp", amount: "0" }]);
  expect(await foundByViewer("wallet-empty")).toEqual([]);
  await sql("update nudge_setting set is_on = false");
  expect(await found("wallet-empty")).toEqual([]);
  await sql("update nudge_setting set is_on = true");
  await sql("update channel_account set state_why = 'by-person', stopped_at = null");
  expect(await found("wallet-empty")).toEqual([]);
});

test("a number that a carrier rates lower is told until it is rated better", async () => {
  await account({ quality: "FLAGGED", quality_at: INDIA("2026-04-14T10:00") });
  expect(await found("quality-down")).toMatchObject([{ way: "whatsapp", day: "2026-04-14", amount: "0" }]);
  await sql("update channel_account set quality = 'UNFLAGGED'");
  expect(await found("quality-down")).toEqual([]);
});

test("a text that a carrier stopped is told until it goes out again or another is written in its place", async () => {
  const text = {
    kind: "reminder",
    stage: "due",
    way: "whatsapp",
    language: "en",
    body: "x",
    variables: "[]",
    said_by: "u",
    said_at: TODAY,
  };
  const stopped = { version: 1, state: "paused", state_at: INDIA("2026-04-14T10:00") };
  await row("nudge_template", { ...text, ...stopped });
  expect(await found("template-stopped")).toMatchObject([
    { way: "whatsapp", day: "2026-04-14", action: "templates" },
  ]);
  await row("nudge_template", { ...text, version: 2, state: "draft", state_at: TODAY });
  expect(await found("template-stopped")).toEqual([]);
  await sql("delete from nudge_template where version = 2");
  await sql("update nudge_template set state = 'approved'");
  expect(await found("template-stopped")).toEqual([]);
});

test("that nobody says what arrives is told a day after a message was taken, until anything is told", async () => {
  await account();
  await sent("2026-04-14", "due");
  await called("2026-04-14T12:00", "accepted");
  expect(await found("hook-silent")).toEqual([]);
  now = INDIA("2026-04-15T12:01");
  const silent = { way: "whatsapp", day: "2026-04-14", action: "channels" };
  expect(await found("hook-silent")).toMatchObject([{ ...silent, key: "hook-silent.whatsapp" }]);
  const told = (no: number, at: string) =>
    row("channel_event", {
      way: "whatsapp",
      provider: "whatsapp",
      body_hash: Buffer.from([no]),
      received_at: INDIA(at),
      outcome: "nothing",
    });
  // Of a silence after something was heard it is told anew.
  await told(1, "2026-04-13T12:05");
  expect(await found("hook-silent")).toMatchObject([{ ...silent, key: "hook-silent.whatsapp_20260413" }]);
  await told(2, "2026-04-14T12:05");
  expect(await found("hook-silent")).toEqual([]);
});

test("the owner is told the day before a step of an offer ends, of each step, while nobody has answered", async () => {
  await offer({});
  expect(await found("offer-ending")).toMatchObject([
    {
      key: `offer-ending.${idOut("offer", OFFER)}_20260416`,
      amount: "60000",
      day: "2026-04-16",
      days: 1,
      bill: { billId: outward(asha.books, "bill", "INV-1") },
      action: "offers",
    },
  ]);
  expect(await found("offer-ending", accountant)).toEqual([]);
  now = INDIA("2026-04-16T09:00");
  expect(await found("offer-ending")).toEqual([]);
  now = TODAY;
  await sql("update offer set state = 'accepted', accepted_at = $1, accepted_step = 0", [TODAY]);
  expect(await found("offer-ending")).toEqual([]);
});

test("a month's budget of discounts is told from four fifths on, of what went out in the month", async () => {
  await offer({ cost: 19_999_99 });
  expect(await found("discount-budget")).toEqual([]);
  await sql("update offer set cost = 2000000");
  expect(await found("discount-budget")).toMatchObject([
    { key: "discount-budget.202604", amount: "2000000", gain: 0 },
  ]);
  expect(await found("discount-budget", accountant)).toEqual([]);
  now = INDIA("2026-05-01T09:00");
  expect(await found("discount-budget")).toEqual([]);
});

test("notes with tax that are not made are told for thirty days before the last one to declare them", async () => {
  const honoured = {
    state: "honoured",
    gst_mode: "section34",
    ended_at: INDIA("2026-04-12T09:00"),
    settled_voucher_guid: "r-1",
    settled_on: "2026-04-12",
    settled_amount: 58_800,
    settled_discount: 1_200,
  };
  await offer(honoured);
  now = INDIA("2026-10-30T09:00");
  expect(await found("credit-note-due")).toEqual([]);
  now = INDIA("2026-10-31T09:00");
  const due = {
    key: "credit-note-due.20261130",
    amount: "1200",
    day: "2026-11-30",
    days: 30,
    action: "discounts",
  };
  expect(await found("credit-note-due")).toMatchObject([due]);
  expect(await found("credit-note-due", accountant)).toHaveLength(1);
  expect(await foundByViewer("credit-note-due")).toEqual([]);
  now = INDIA("2026-12-01T09:00");
  expect(await found("credit-note-due")).toEqual([]);
  now = INDIA("2026-11-20T09:00");
  await sql("update offer set gst_mode = 'financial'");
  expect(await found("credit-note-due")).toEqual([]);
});

test("a large payment is told for two days and is never among what is to be done", async () => {
  now = INDIA("2026-04-12T12:00");
  const today = await asha.read<Today>("/today");
  expect(today.doNow.map(({ kind }) => kind)).not.toContain("payment-landed");
  expect(today.alerts).toContainEqual(
    expect.objectContaining({ kind: "payment-landed", amount: "30000", day: "2026-04-12", gain: 0 }),
  );
  now = INDIA("2026-04-15T12:00");
  expect(await found("payment-landed")).toEqual([]);
});

test("a large bill that is expected later than was likely at first is told with its new day", async () => {
  const { companyId, ids } = asha.books;
  const bill = { billId: ids["INV-1"] ?? "", partyId: ids["Ram & Sons"] ?? "", amount: 60_000n };
  const learn = (on: LocalDate, median: LocalDate) =>
    inCompany(
      asha.database.db,
      companyId,
      (tx) =>
        keepLearning(
          tx,
          madeLearning(on, { bills: [madeForecast(on, { ...bill, median, high: addDays(median, 10) })] }),
        ),
      { role: "job" },
    );
  await learn(day("2026-04-01"), day("2026-04-10"));
  await learn(day("2026-04-14"), day("2026-04-20"));
  expect(await found("bill-slips")).toEqual([]);
  await learn(day("2026-04-14"), day("2026-04-21"));
  expect(await found("bill-slips")).toMatchObject([
    { amount: "60000", day: "2026-04-21", days: 11, bill: { name: "INV-1" }, action: "bill" },
  ]);
  await sql("update sync_state set tie_out = 'different' where company_id = $1", [companyId]);
  expect(await found("bill-slips")).toEqual([]);
  await sql("update sync_state set tie_out = 'equal' where company_id = $1", [companyId]);
});

/** What an agent says is in its way. */
const trouble = (code: string) =>
  JSON.stringify({ code, message: "m", fix: "f", since: "2026-04-15T04:00:00Z" });

test("what somebody has changed in Tally comes before all others; a Tally that is merely shut is not told", async () => {
  const { companyId } = asha.books;
  await sql("delete from agent_heartbeat");
  await row("agent_heartbeat", { seen_at: TODAY, trouble: trouble("wrong-company") });
  const { doNow } = await asha.read<Today>("/today");
  expect(doNow[0]).toMatchObject({
    kind: "tally-changed",
    tally: "wrong-company",
    day: "2026-04-15",
    action: "sync",
  });
  await sql("update agent_heartbeat set trouble = $2 where company_id = $1", [
    companyId,
    trouble("tally-closed"),
  ]);
  expect(await found("tally-changed")).toEqual([]);
});
