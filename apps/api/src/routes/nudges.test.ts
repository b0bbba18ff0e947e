import { randomUUID } from "node:crypto";

import type { Nudge, NudgeDecision, NudgesDecided } from "@cfa/contract/nudges";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* Messages to Asha's customers: what waits for a person's word, and what became of what went out. Now is 15 April 2026. */

let asha: TestCompany;
let accountant: string;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  accountant = await asha.server.signIn("accountant");
});
beforeEach(async () => {
  jobs.length = 0;
  await asha.database.asOwner(
    "truncate nudge, dunning_step, nudge_setting, access_entry, audit_entry cascade",
  );
});
afterAll(() => asha.close());

type Listed = { rows: Nudge[]; nextCursor: string | null };
const list = (query = "", token?: string) => asha.read<Listed>(`/nudges${query}`, token);
const decide = (decisions: object[], token = asha.owner) =>
  callAs<NudgesDecided & { field?: string }>(asha.server, token, [
    "POST",
    `/api/companies/${asha.company}/nudges/decide`,
    { decisions },
  ]);
const outcomes = async (decisions: object[], token?: string) =>
  (await decide(decisions, token)).body.items.map(({ outcome, refusal }) => refusal ?? outcome);
const approve = ({ nudgeId, seen }: Nudge): NudgeDecision => ({ decide: "approve", nudgeId, seen });
const only = async (query = ""): Promise<Nudge> => {
  const [row] = (await list(query)).rows;
  if (row === undefined) throw new Error("no message");
  return row;
};
const audit = () =>
  asha.database.asOwner<{ action: string; detail: object }>(
    "select action, detail from audit_entry order by at",
  );

const BILL = { guid: "g-Ram & Sons", billKey: "inv-1", billDate: "2026-01-10" };
const TEXT = { body: "Ram & Sons, ₹1,000 {{link}}", values: [], units: 1, hasLink: true };

/** A planned message as the plan keeps it. */
async function plan(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const nudgeId = randomUUID();
  const row = {
    company_id: asha.books.companyId,
    nudge_id: nudgeId,
    ledger_guid: "g-Ram & Sons",
    kind: "reminder",
    stage: "after-7",
    day: "2026-04-15",
    class: "late",
    language: "en",
    way_order: ["email", "print"],
    send_at: "2026-04-15T08:00:00Z",
    not_after: "2026-04-15T14:30:00Z",
    state: "proposed",
    reason: JSON.stringify({
      why: [{ code: "stage", stage: "after-7", bill: "INV-1", days: 7 }],
      now: [{ code: "hour", hour: 13, basis: "usual" }],
    }),
    bills: JSON.stringify([
      { bill: BILL, name: "INV-1", dueDate: "2026-04-08", amount: "100000", stage: "after-7" },
      {
        bill: { ...BILL, billKey: "gone" },
        name: "GONE",
        dueDate: "2026-04-10",
        amount: "5000",
        stage: null,
      },
    ]),
    amount: 105_000,
    cost: 0,
    preview: JSON.stringify({
      print: { ...TEXT, subject: null, cost: "0" },
      email: { ...TEXT, subject: "Your bill", cost: "0" },
    }),
    approval: "each",
    plan_generation: 1,
    made_at: "2026-04-15T01:00:00Z",
    ...changes,
  };
  const places = Object.keys(row).map((_, at) => `$${at + 1}`);
  await asha.database.asOwner(
    `insert into nudge (${Object.keys(row).join(", ")}) values (${places.join(", ")})`,
    Object.values(row),
  );
  return idOut("nudge", nudgeId);
}

test("what waits is shown as it would go out: to whom, about which bills, why and why then, by which ways", async () => {
  const nudgeId = await plan();
  const nudge = await only();
  expect(nudge).toMatchObject({
    nudgeId,
    kind: "reminder",
    stage: "after-7",
    state: "proposed",
    party: { partyId: outward(asha.books, "party", "Ram & Sons"), name: "Ram & Sons" },
    bills: [
      { billId: outward(asha.books, "bill", "INV-1"), name: "INV-1", amount: "100000", isTrigger: true },
      { billId: null, name: "GONE", isTrigger: false },
    ],
    amount: "105000",
    why: [{ code: "stage", values: { stage: "after-7", bill: "INV-1", days: 7 } }],
    now: [{ code: "hour", values: { hour: 13, basis: "usual" } }],
    approved: null,
    ended: null,
    attempts: [],
    may: { approve: true, takeBack: true },
  });
  expect(nudge.texts.map(({ way, subject }) => [way, subject])).toEqual([
    ["email", "Your bill"],
    ["print", null],
  ]);
  expect(await asha.read(`/nudges/${nudgeId}`)).toEqual(nudge);
  expect((await asha.get(`/nudges/nud_${"a".repeat(26)}`)).status).toBe(404);
});

test("what is approved goes out by that person's word, once, and sending begins at once", async () => {
  await plan();
  const nudge = await only();
  expect(await outcomes([approve(nudge)])).toEqual(["done"]);
  expect(jobs).toEqual(["send-nudges"]);
  expect((await list()).rows).toEqual([]);
  const queued = await only("?list=queued");
  expect(queued.approved?.by).toBeTruthy();
  expect(queued.may).toEqual({ approve: false, takeBack: true });
  expect(await outcomes([approve(nudge)])).toEqual(["decided"]);
  expect(jobs).toHaveLength(1);
  expect(await audit()).toMatchObject([
    { action: "change-nudge-approved", detail: { on: "Ram & Sons", after: { amount: "105000" } } },
  ]);
});

test("what was planned anew since it was seen is looked at again", async () => {
  await plan();
  const nudge = await only();
  await asha.database.asOwner("update nudge set plan_generation = 2");
  expect((await only()).seen).toBe(nudge.seen);
  await asha.database.asOwner("update nudge set amount = 90000");
  expect(await outcomes([approve(nudge)])).toEqual(["changed"]);
  expect(await outcomes([approve(await only())])).toEqual(["done"]);
});

test("what is taken back ends, whether it waits or is let out already, and not once it is going out", async () => {
  const waits = await plan();
  const isOut = await plan({ stage: "due", state: "queued", approval: "automatic" });
  const going = await plan({ stage: "final", state: "sending", approval: "automatic" });
  const takeBack = [waits, isOut, going].map((nudgeId) => ({ decide: "take-back", nudgeId }));
  expect(await outcomes(takeBack, accountant)).toEqual(["done", "done", "decided"]);
  const ended = (await list("?list=ended")).rows;
  expect(new Map(ended.map((each) => [each.nudgeId, each.ended?.code]))).toEqual(
    new Map([
      [waits, "taken-back"],
      [isOut, "taken-back"],
    ]),
  );
  expect(jobs).toEqual([]);
});

test("the day's end is too late, and one that cannot be decided keeps no other back", async () => {
  await plan({ not_after: "2026-04-15T00:30:00Z", send_at: "2026-04-15T00:00:00Z" });
  await plan({ stage: "due" });
  const [late, due] = (await list()).rows;
  if (late === undefined || due === undefined) throw new Error("two wait");
  expect(late.may).toEqual({ approve: false, takeBack: true });
  const nowhere = { decide: "approve", nudgeId: `nud_${"a".repeat(26)}`, seen: "" };
  expect(await outcomes([approve(late), nowhere, approve(due)])).toEqual(["too-late", "not-there", "done"]);
});

test("an accountant approves reminders where the owner lets him, offers never; a message stands once in a decision", async () => {
  await plan();
  const nudge = await only();
  expect(await outcomes([approve(nudge)], accountant)).toEqual(["done"]);
  await asha.database.asOwner(
    `insert into nudge_setting (company_id, accountant_approves, said_at, said_by, said_name) values ($1, false, now(), 'u', 'Asha')`,
    [asha.books.companyId],
  );
  await plan({ stage: "due" });
  const [due] = (await list("", accountant)).rows;
  expect(due?.may).toEqual({ approve: false, takeBack: true });
  expect(await outcomes([approve(due ?? nudge)], accountant)).toEqual(["not-allowed"]);
  expect(await outcomes([approve(due ?? nudge)])).toEqual(["done"]);
  expect(await decide([approve(nudge), approve(nudge)])).toMatchObject({
    status: 422,
    body: { field: "decisions" },
  });
});

test("the log tells of each attempt how far it got and to which end of an address, and what the month has cost", async () => {
  const nudgeId = await plan({ state: "queued", approval: "automatic" });
  await asha.database.asOwner(
    `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, address_hash, address_end, state, message_id, units, called_at)
     select company_id, nudge_id, 1, 'email', 'smtp', '\\xaa', 'ram.example.in', 'calling', 'm', 1, '2026-04-15T08:00:00Z' from nudge`,
  );
  await asha.database.asOwner(
    `update nudge_attempt set state = 'failed', failure = '{"scope": "address", "code": "dead", "detail": "550"}', cost = 25`,
  );
  await asha.database.asOwner("update nudge set state = 'sending'");
  const nudge = await only("?list=sent");
  expect(nudge).toMatchObject({
    nudgeId,
    attempts: [
      {
        no: 1,
        way: "email",
        state: "failed",
        toEnd: "ram.example.in",
        failure: { scope: "address", code: "dead" },
      },
    ],
    may: { approve: false, takeBack: false },
  });
  const standing = () => asha.read<{ counts: object[]; monthCost: string }>("/nudges/standing");
  expect(await standing()).toEqual({
    counts: [
      { list: "waiting", count: 0, amount: "0" },
      { list: "queued", count: 0, amount: "0" },
      { list: "sent", count: 1, amount: "105000" },
      { list: "ended", count: 0, amount: "0" },
    ],
    letters: 0,
    monthCost: "0",
    stopped: [],
  });
  await asha.database.asOwner("update nudge_attempt set state = 'delivered'");
  expect((await standing()).monthCost).toBe("25");
});

test("ways that nothing goes out by are told with why, to an accountant too", async () => {
  const standing = async () =>
    (await asha.read<{ stopped: object[] }>("/nudges/standing", accountant)).stopped;
  await asha.database.asOwner(
    `insert into channel_account (company_id, way, provider, config, state, state_why, hook_token, next_send_at, made_at, said_by)
     values ($1, 'whatsapp', 'whatsapp', '{}', 'paused', 'wallet', 't-1', now(), now(), 'u'), ($1, 'sms', 'msg91', '{}', 'paused', 'by-person', 't-2', now(), now(), 'u'),
       ($1, 'email', 'smtp', '{}', 'on', null, 't-3', now(), now(), 'u')`,
    [asha.books.companyId],
  );
  expect(await standing()).toEqual([
    { way: "sms", why: "by-person" },
    { way: "whatsapp", why: "wallet" },
  ]);
  await asha.database.asOwner("delete from channel_account");
  expect(await standing()).toEqual([]);
});

test("a list is of one party or kind where that is asked for, goes on where it ended, and who looks is on record", async () => {
  for (const stage of ["due", "after-7", "final"]) await plan({ stage });
  const first = await list("?limit=2", accountant);
  const second = await list(`?limit=2&cursor=${first.nextCursor}`, accountant);
  expect(new Set([...first.rows, ...second.rows].map(({ stage }) => stage)).size).toBe(3);
  const ram = outward(asha.books, "party", "Ram & Sons");
  expect((await list(`?partyId=${ram}&kind=reminder`)).rows).toHaveLength(3);
  expect((await list("?kind=thanks")).rows).toEqual([]);
  const { rows } = await asha.read<{ rows: { what: string; party: object | null }[] }>("/access-log");
  expect(rows.map(({ what, party }) => [what, party !== null])).toEqual([
    ["message-log", false],
    ["message-log", true],
    ["message-log", false],
  ]);
});

type SilentBill = { billId: string; name: string; open: string; stage: string; code: string };
const silentOf = async (party: string): Promise<SilentBill[]> => {
  const partyId = outward(asha.books, "party", party);
  return (await asha.read<{ rows: SilentBill[] }>(`/parties/${partyId}/silent-bills`)).rows;
};
const reasonsOf = async (party: string): Promise<object[]> => {
  const partyId = outward(asha.books, "party", party);
  return (await asha.read<{ reasons: object[] }>(`/parties/${partyId}/silent-bills`)).reasons;
};
/** What became of a stage of INV-1, which was due on a day. */
const step = (
  stage: string,
  dueOn: string,
  { state, code, bill = BILL }: { state: string; code?: string; bill?: typeof BILL },
) =>
  asha.database.asOwner(
    `insert into dunning_step (company_id, ledger_guid, bill_key, bill_date, stage, due_on, state, code, looked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-04-15T01:00:00Z')`,
    [asha.books.companyId, bill.guid, bill.billKey, bill.billDate, stage, dueOn, state, code ?? null],
  );

test("of which bills of a customer nothing is said is told by the furthest step, with why", async () => {
  expect(await silentOf("Ram & Sons")).toEqual([]);
  await step("after-3", "2026-04-11", { state: "silent", code: "passed-over" });
  await step("after-7", "2026-04-15", { state: "silent", code: "covered" });
  await step("after-7", "2026-04-15", {
    state: "silent",
    code: "covered",
    bill: { ...BILL, billKey: "of-no-bill" },
  });
  expect(await silentOf("Ram & Sons")).toMatchObject([
    {
      billId: outward(asha.books, "bill", "INV-1"),
      name: "INV-1",
      open: "60000",
      stage: "after-7",
      code: "covered",
    },
  ]);
  expect(await reasonsOf("Ram & Sons")).toEqual([{ code: "covered", bills: 1, open: "60000" }]);
  expect(await silentOf("Gupta Traders")).toEqual([]);
});

test("a bill whose furthest step waits or has gone out is not silent", async () => {
  await step("after-7", "2026-04-15", { state: "silent", code: "quiet-day" });
  await step("after-15", "2026-04-23", { state: "open" });
  expect(await silentOf("Ram & Sons")).toEqual([]);
  await plan({
    state: "queued",
    approved_at: "2026-04-15T02:00:00Z",
    approved_by: "u",
    approved_name: "Asha",
  });
  await asha.database.asOwner(
    "update dunning_step set state = 'taken', nudge_id = (select nudge_id from nudge) where stage = 'after-15'",
  );
  expect(await silentOf("Ram & Sons")).toEqual([]);
});

test("a bill that is paid is not among those of which nothing is said", async () => {
  const paid = { ...BILL, billKey: "inv-0", billDate: "2025-12-01" };
  await step("after-7", "2026-04-15", { state: "silent", code: "covered", bill: paid });
  expect(await silentOf("Ram & Sons")).toEqual([]);
});
