import { lockCompany } from "@cfa/db/queries/locks";
import { takeNudgeBack } from "@cfa/db/queries/nudges/log";
import { afterAll, beforeAll, expect, test } from "vitest";

import { applyCorrections } from "../apply/apply-corrections.ts";
import { receipt, sale } from "../apply/small-books.ts";
import { openTestCompanies } from "../apply/test-company.ts";
import {
  INDIA,
  mergeSons,
  MORNING,
  NOON,
  nudgeTest,
  sonsBooks,
  waiting,
  type NudgeTest,
} from "./test-nudges.ts";

/* What is kept of plans: Ravi's INV-1 of 10,000 is seven days overdue on 8 May 2026. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

const steps = (ravi: NudgeTest) =>
  ravi.rows("select stage, state, code from dunning_step where company_id = $1 order by due_on, stage", [
    ravi.companyId,
  ]);
const states = async (ravi: NudgeTest) =>
  (await ravi.nudges()).map(({ stage, state, end_code }) => [stage, state, end_code]);
const say = (ravi: NudgeTest, set: string) =>
  ravi.app((tx) => tx.run(`update nudge_setting set ${set} where company_id = $1`, [ravi.companyId]));
const approve = (ravi: NudgeTest) =>
  ravi.app((tx) =>
    tx.run(
      `update nudge set state = 'queued', approved_at = now(), approved_by = 'u', approved_name = 'Asha'
       where company_id = $1 and state = 'proposed'`,
      [ravi.companyId],
    ),
  );

test("what is due is planned once, and each stage that is not spoken of is kept with its code", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ stage: "after-7", state: "queued", amount: 10_000_00n });
  expect(await steps(ravi)).toEqual([
    { stage: "before-due", state: "silent", code: "passed-over" },
    { stage: "due", state: "silent", code: "passed-over" },
    { stage: "after-3", state: "silent", code: "passed-over" },
    { stage: "after-7", state: "open", code: null },
  ]);
  expect(ravi.jobs).toEqual(["send-nudges", "send-nudges"]);
});

test("a company of which nobody has said anything has nothing written", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.database.asOwner("delete from nudge_setting where company_id = $1", [ravi.companyId]);
  await ravi.plan();
  for (const table of ["nudge", "dunning_step", "party_address", "address_salt"]) {
    expect([
      table,
      await ravi.database.asOwner(`select 1 from ${table} where company_id = $1`, [ravi.companyId]),
    ]).toEqual([table, []]);
  }
});

test("switched off, what waits ends and nothing is planned", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  await say(ravi, "is_on = false");
  await ravi.plan();
  await ravi.plan();
  expect(await states(ravi)).toEqual([["after-7", "ended", "off"]]);
  expect((await steps(ravi)).at(-1)).toEqual({ stage: "after-7", state: "silent", code: "off" });
});

test("where the owner wants to see each, it waits for a person, and what comes to more than he approved waits again", async () => {
  const ravi = await nudgeTest(companies);
  await say(ravi, "approval = '{}'");
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "proposed" });
  expect(ravi.jobs).toEqual([]);
  await approve(ravi);
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "queued" });
  // Less than was approved is sent as it is.
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-07", 4_000)] }]);
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "queued", amount: 6_000_00n });
  await ravi.take([{ vouchers: [sale("INV-3", "2026-04-03", 700)] }]);
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "proposed", amount: 6_700_00n });
});

test("what comes to more than was approved and needs nobody's word any more goes out, as approved by nobody", async () => {
  const ravi = await nudgeTest(companies);
  await say(ravi, "approval = '{}'");
  await ravi.plan();
  await approve(ravi);
  await say(
    ravi,
    `approval = '{"prompt": "automatic", "on-time": "automatic", "late": "automatic", "risky": "automatic", "new": "automatic"}'`,
  );
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "queued", amount: 10_000_00n, approved_name: "Asha" });
  await ravi.take([{ vouchers: [sale("INV-3", "2026-04-03", 700)] }]);
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "queued", amount: 10_700_00n, approved_name: null });
});

test("the money that comes ends the reminder in the transaction that brings it", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-07", 10_000)] }]);
  expect(await states(ravi)).toEqual([["after-7", "ended", "paid"]]);
  expect((await steps(ravi)).at(-1)).toEqual({ stage: "after-7", state: "silent", code: "paid" });
  await ravi.plan();
  expect(await states(ravi)).toEqual([["after-7", "ended", "paid"]]);
});

test("a post-dated receipt lowers what is asked for, and keeps a bill silent that it pays", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-20", 4_000)] }]);
  await ravi.plan();
  expect(await waiting(ravi)).toMatchObject({ state: "queued", amount: 6_000_00n });
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-25", 6_000)] }]);
  await ravi.plan();
  expect((await states(ravi)).filter(([, state]) => state !== "ended")).toEqual([]);
  expect((await steps(ravi)).at(-1)).toEqual({ stage: "after-7", state: "silent", code: "post-dated" });
});

test("post-dated money on account that would pay a bill keeps it silent", async () => {
  const ravi = await nudgeTest(companies);
  const bills = [{ name: "", type: "on-account" as const, amount: "1000000" }];
  const entries = [
    { ledger: "Bank", amount: "-1000000" },
    { ledger: "Ravi Stores", amount: "1000000", bills },
  ];
  await ravi.take([{ vouchers: [receipt("none", "2026-05-20", 10_000, { entries })] }]);
  await ravi.plan();
  expect((await steps(ravi)).at(-1)).toEqual({ stage: "after-7", state: "silent", code: "covered" });
});

test("part of the money does not end it", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-07", 9_000)] }]);
  expect(await states(ravi)).toEqual([["after-7", "queued", null]]);
});

test("what a customer promises ends what waits, with the promise as its reason", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  await ravi.app((tx) =>
    tx.run(
      `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, from_date, created_by, created_name)
       values ($1, 'promise', 'active', 'led-Ravi Stores', '{"amount": "1000000", "day": "2026-05-15"}', '{}', 'said so', '2026-05-08', 'u', 'Asha')`,
      [ravi.companyId],
    ),
  );
  await ravi.plan();
  expect(await states(ravi)).toEqual([["after-7", "ended", "promised"]]);
});

test.each([
  ["2026-05-08", "prompt"],
  ["2026-05-07", "new"],
])("how an owner says that a customer pays counts up to its last day, %s", async (until, expected) => {
  const ravi = await nudgeTest(companies);
  await ravi.app((tx) =>
    tx.run(
      `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, until_date, created_by, created_name)
       values ($1, 'class-pin', 'active', 'led-Ravi Stores', '{"class": "prompt"}', '{}', 'as agreed', $2, 'u', 'Asha')`,
      [ravi.companyId, until],
    ),
  );
  await ravi.plan();
  expect(await ravi.rows("select class from nudge where company_id = $1", [ravi.companyId])).toEqual([
    { class: expected },
  ]);
});

test("who pays what he was reminded of is thanked, and the bill is called what the company calls it", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  const { nudge_id } = await waiting(ravi);
  expect(await ravi.look(nudge_id)).toMatchObject({ kind: "call" });
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-08", 10_000)] }]);
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect(
    await ravi.rows("select bills from nudge where company_id = $1 and kind = 'thanks'", [ravi.companyId]),
  ).toMatchObject([{ bills: [{ name: "INV-1", dueDate: "2026-05-01" }] }]);
});

test("what a person took back is not planned again at that stage, whatever is planned anew; the next stage is", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  const { nudge_id } = await waiting(ravi);
  await ravi.app((tx) => takeNudgeBack(tx, nudge_id, { at: MORNING, by: "Asha" }));
  const last = async () => (await steps(ravi)).at(-1);
  for (const at of [MORNING, NOON, INDIA("2026-05-09T08:00"), INDIA("2026-05-12T08:00")]) {
    await ravi.plan(at);
    expect(await states(ravi)).toEqual([["after-7", "ended", "taken-back"]]);
    expect(await last()).toEqual({ stage: "after-7", state: "silent", code: "taken-back" });
  }
  await ravi.plan(INDIA("2026-05-16T08:00"));
  expect((await waiting(ravi)).stage).toBe("after-15");
});

test("taken back while it is planned anew, it stays so: the plan waits, or comes to nothing", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  const { nudge_id } = await waiting(ravi);
  let planned: Promise<void> | undefined;
  await ravi.app(async (tx) => {
    await lockCompany(tx, "nudge");
    planned = ravi.plan();
    await takeNudgeBack(tx, nudge_id, { at: MORNING, by: "Asha" });
  });
  await planned;
  expect(await states(ravi)).toEqual([["after-7", "ended", "taken-back"]]);
  expect((await steps(ravi)).at(-1)).toEqual({ stage: "after-7", state: "silent", code: "taken-back" });
});

test("a day that is over takes its reminder with it", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  await ravi.plan(INDIA("2026-05-09T08:00"));
  const [first, ...others] = await states(ravi);
  expect(first).toEqual(["after-7", "ended", "day-passed"]);
  expect(others).toEqual([["after-7", "queued", null]]);
});

test("planned anew after its moment has come, it is still due", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  const before = (await waiting(ravi)).send_at;
  await ravi.plan(NOON);
  expect((await waiting(ravi)).send_at).toEqual(before);
  expect(before < NOON).toBe(true);
});

test("two ledgers that people have put together are one party: reminded under one name, of the bills of both", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.take([sonsBooks()]);
  const rootOf = async () =>
    (
      await ravi.rows(
        "select ledger_guid as guid, amount from nudge where company_id = $1 and state = 'queued' order by 1",
        [ravi.companyId],
      )
    ).map(({ guid, amount }) => [guid, amount]);
  await ravi.plan();
  expect(await rootOf()).toEqual([
    ["led-Ravi & Sons", 300_00n],
    ["led-Ravi Stores", 10_000_00n],
  ]);
  await ravi.app(mergeSons);
  const ids = await ravi.rows(
    "select ledger_id as id from ledger where company_id = $1 and name like 'Ravi%'",
    [ravi.companyId],
  );
  await ravi.job((tx) =>
    applyCorrections(
      tx,
      ids.map(({ id }) => String(id)),
    ),
  );
  await ravi.plan();
  expect(await rootOf()).toEqual([["led-Ravi Stores", 10_300_00n]]);
});
