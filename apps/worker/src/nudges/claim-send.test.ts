import { randomUUID } from "node:crypto";

import type { CompanyTx } from "@cfa/db/company-scope";
import { lockCompanyCorrections } from "@cfa/db/queries/corrections";
import { lockCompany } from "@cfa/db/queries/locks";
import { advanceAttempt, giveUpCalls } from "@cfa/db/queries/nudges/attempts";
import { takeNudgeBack } from "@cfa/db/queries/nudges/log";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { applyRun } from "../apply/apply-run.ts";
import { receipt, stageRun } from "../apply/small-books.ts";
import { openTestCompanies } from "../apply/test-company.ts";
import { claimSend } from "./claim-send.ts";
import { markOutcome } from "./hand-over.ts";
import {
  INDIA,
  NOON,
  nudgeTest,
  RAVI,
  SETTINGS,
  untilWaiting,
  waiting,
  type NudgeTest,
} from "./test-nudges.ts";

/*
 * The gate against everything that happens at the same moment: a second connection does it before, during or after. Ravi's INV-1 is reminded of by letter at noon on
 * 8 May 2026.
 */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let ravi: NudgeTest;
let nudgeId: string;

beforeAll(async () => {
  companies = await openTestCompanies();
});
beforeEach(async () => {
  ravi = await nudgeTest(companies);
  await ravi.plan();
  nudgeId = (await waiting(ravi)).nudge_id;
});
afterAll(() => companies.close());

const stateOf = async () => (await ravi.nudges()).find((each) => each.nudge_id === nudgeId);
const attempts = () =>
  ravi.rows(
    "select attempt_id as id, state from nudge_attempt where company_id = $1 order by called_at, attempt_no",
    [ravi.companyId],
  ) as Promise<{ id: string; state: string }[]>;
const firstAttempt = async (): Promise<string> => (await attempts())[0]?.id ?? "";

/** Does `work` in a transaction of its own that stays open until `meanwhile` is over. */
async function during<T>(
  work: (tx: CompanyTx) => Promise<unknown>,
  meanwhile: () => Promise<T>,
  as: "app" | "job" = "app",
): Promise<T> {
  return ravi[as](async (tx) => {
    await work(tx);
    return meanwhile();
  });
}

/** What is told of Ravi. */
async function say(tx: CompanyTx, kind: string, value: object): Promise<void> {
  await lockCompanyCorrections(tx);
  await tx.run(
    `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, from_date, created_by, created_name)
     values ($1, $2, 'active', $3, $4, '{}', 'said so', '2026-05-08', 'u', 'Asha')`,
    [tx.companyId, kind, RAVI, JSON.stringify(value)],
  );
}

const promise = (tx: CompanyTx) => say(tx, "promise", { amount: "1000000", day: "2026-05-15" });
const exclude = (tx: CompanyTx) => say(tx, "exclude", { cause: "other" });

async function switchOff(tx: CompanyTx): Promise<void> {
  await lockCompany(tx, "nudge");
  await tx.run("update nudge_setting set is_on = false where company_id = $1", [tx.companyId]);
}

const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

test("what is due is written down as sent before anybody is called", async () => {
  expect(await ravi.look(nudgeId)).toMatchObject({
    kind: "call",
    way: "print",
    outgoing: { rendered: { body: expect.stringContaining("₹10,000") }, stopUrl: null },
  });
  expect(await stateOf()).toMatchObject({ state: "sending" });
  expect(await attempts()).toMatchObject([{ state: "calling" }]);
  const taken = await ravi.rows("select stage from dunning_step where company_id = $1 and nudge_id = $2", [
    ravi.companyId,
    nudgeId,
  ]);
  expect(taken).toEqual([{ stage: "after-7" }]);
});

test.each([
  ["a promise", promise, "promised"],
  ["an exclusion", exclude, "excluded"],
  ["reminders switched off", switchOff, "off"],
])(
  "%s at the same moment: the gate is busy while it is being said, and hears it after",
  async (_, saying, code) => {
    const busy = await during(saying, () => ravi.look(nudgeId));
    expect(busy).toEqual({ kind: "busy" });
    expect(await ravi.look(nudgeId)).toEqual({ kind: "done", code });
    expect(await stateOf()).toMatchObject({ state: "ended", end_code: code });
    expect(await attempts()).toEqual([]);
  },
);

test.each([
  ["a promise", promise],
  ["reminders switched off", switchOff],
])("%s while the gate judges waits for it, and leaves the message as it is", async (_, saying) => {
  let found: unknown;
  const said = await whileJudging(() =>
    ravi.app(async (tx) => {
      await saying(tx);
      found = await tx.run("select state from nudge where company_id = $1", [tx.companyId]);
    }),
  );
  await said();
  expect(found).toEqual([{ state: "sending" }]);
  expect(await stateOf()).toMatchObject({ state: "sending" });
});

test("money that is being taken in: the gate is busy, and then there is nothing to remind of", async () => {
  const runId = await stageRun(ravi.database.db, ravi.companyId, {
    batches: [{ vouchers: [receipt("INV-1", "2026-05-08", 10_000)] }],
  });
  const busy = await during(
    (tx) => applyRun(tx, runId),
    () => ravi.look(nudgeId),
    "job",
  );
  expect(busy).toEqual({ kind: "busy" });
  expect(await ravi.look(nudgeId)).toEqual({ kind: "gone" });
  expect(await stateOf()).toMatchObject({ state: "ended", end_code: "paid" });
});

test("money that comes while the gate judges waits for it, and leaves the message as it is", async () => {
  const runId = await stageRun(ravi.database.db, ravi.companyId, {
    batches: [{ vouchers: [receipt("INV-1", "2026-05-08", 10_000)] }],
  });
  let found: unknown;
  const taken = await whileJudging(() =>
    ravi.job(async (tx) => {
      await applyRun(tx, runId);
      found = await tx.run("select state from nudge where company_id = $1", [tx.companyId]);
    }),
  );
  await taken();
  expect(found).toEqual([{ state: "sending" }]);
  expect(await stateOf()).toMatchObject({ state: "sending" });
});

/** Begins something while the gate has judged and has not committed, and lets the gate commit once that waits; answers how to wait for its end. */
async function whileJudging(begin: () => Promise<unknown>): Promise<() => Promise<unknown>> {
  return ravi.job(async (tx) => {
    const looked = await claimSend(
      tx,
      { nudgeId, permitted: "print", now: NOON },
      { ...SETTINGS, carried: new Set(["print"] as const) },
    );
    expect(looked.kind).toBe("call");
    const begun = begin();
    await untilWaiting(ravi.database);
    return () => begun;
  });
}

test("two workers at one message: one of them sends it", async () => {
  const both = await Promise.all([ravi.look(nudgeId), ravi.look(nudgeId)]);
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(["call", "gone"]);
  expect(await attempts()).toHaveLength(1);
});

test("two messages to one party at one moment: one of them goes", async () => {
  const [copy] = await ravi.job((tx) =>
    tx.run<{ id: string }>(
      `insert into nudge (company_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills, amount, cost,
         preview, approval, plan_generation, made_at)
       select company_id, ledger_guid, kind, 'after-3', day, class, language, way_order, send_at, not_after, state, reason,
         jsonb_set(bills, '{0,stage}', '"after-3"'), amount, cost, preview, approval, plan_generation, made_at
       from nudge where company_id = $1 returning nudge_id as id`,
      [ravi.companyId],
    ),
  );
  const both = await Promise.all([ravi.look(nudgeId), ravi.look(copy?.id ?? "")]);
  expect(both.filter(({ kind }) => kind === "call")).toHaveLength(1);
  expect(both.filter(({ kind }) => kind === "done")).toEqual([{ kind: "done", code: "two-a-day" }]);
  expect(await attempts()).toHaveLength(1);
});

test("a step that another message has taken is not spoken of again", async () => {
  const other = randomUUID();
  await ravi.job(async (tx) => {
    await tx.run(
      `insert into nudge (company_id, nudge_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills, amount,
         cost, preview, approval, plan_generation, made_at)
       select company_id, $2, ledger_guid, kind, stage, day - 3, class, language, way_order, send_at, not_after, 'sent', reason, bills, amount, cost,
         preview, approval, plan_generation, made_at
       from nudge where company_id = $1`,
      [tx.companyId, other],
    );
    await tx.run(
      "update dunning_step set state = 'taken', nudge_id = $2 where company_id = $1 and stage = 'after-7'",
      [tx.companyId, other],
    );
  });
  expect(await ravi.look(nudgeId)).toEqual({ kind: "done", code: "step-sent" });
  expect(await attempts()).toEqual([]);
});

test("part of the money that came since the plan is not asked for", async () => {
  await ravi.take([{ vouchers: [receipt("INV-1", "2026-05-08", 4_000)] }]);
  await ravi.database.asOwner("update sync_state set read_at = $2 where company_id = $1", [
    ravi.companyId,
    NOON,
  ]);
  expect(await ravi.look(nudgeId)).toMatchObject({
    kind: "call",
    outgoing: { rendered: { body: expect.stringContaining("₹6,000") } },
  });
  const rows = await ravi.rows("select bills -> 0 ->> 'amount' as amount from nudge where company_id = $1", [
    ravi.companyId,
  ]);
  expect(rows).toEqual([{ amount: "600000" }]);
});

test("after the hours of the day nothing goes, also where the plan said so", async () => {
  const late = await ravi.look(nudgeId, INDIA("2026-05-08T20:00"));
  expect(late).toEqual({ kind: "done", code: "day-passed" });
  expect(await stateOf()).toMatchObject({ state: "ended", end_code: "day-passed" });
});

test("books that are old, or are being changed, are waited for", async () => {
  const set = (what: string) =>
    ravi.database.asOwner(`update sync_state set ${what} where company_id = $1`, [ravi.companyId]);
  await set("read_at = '2026-05-06T00:00:00Z'");
  expect(await ravi.look(nudgeId)).toEqual({ kind: "done", code: "stale" });
  expect((await stateOf())?.send_at).toEqual(new Date(NOON.getTime() + 900_000));
  expect(await ravi.look(nudgeId)).toEqual({ kind: "gone" });
});

test("a worker that dies after it wrote the message down: nobody sends it again, ever", async () => {
  await ravi.look(nudgeId);
  expect(await ravi.look(nudgeId, later(1))).toEqual({ kind: "gone" });
  await ravi.job((tx) => giveUpCalls(tx, { before: later(1), at: later(3) }));
  expect(await attempts()).toMatchObject([{ state: "unknown" }]);
  expect(await ravi.look(nudgeId, later(4))).toEqual({ kind: "gone" });
  await ravi.plan(later(5));
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect(await ravi.nudges()).toMatchObject([{ state: "sending" }]);
});

test("a worker that comes back late changes what is known, and only to more", async () => {
  await ravi.look(nudgeId);
  const id = await firstAttempt();
  await ravi.job((tx) =>
    giveUpCalls(tx, { before: INDIA("2026-05-08T12:01"), at: INDIA("2026-05-08T12:03") }),
  );
  const at = INDIA("2026-05-08T12:04");
  const putOff = { kind: "later", afterSeconds: 1, code: "429" } as const;
  expect(await ravi.job((tx) => markOutcome(tx, id, { outcome: putOff, at }))).toBe("unknown");
  expect(await stateOf()).toMatchObject({ state: "sending" });
  const accepted = { kind: "accepted", providerId: "p" } as const;
  expect(await ravi.job((tx) => markOutcome(tx, id, { outcome: accepted, at }))).toBe("accepted");
  expect(await stateOf()).toMatchObject({ state: "sent" });
});

test("what was put off is tried again when it may be, with its steps kept", async () => {
  await ravi.look(nudgeId);
  const outcome = { kind: "later", afterSeconds: 60, code: "429" } as const;
  await ravi.job(async (tx) => markOutcome(tx, await firstAttempt(), { outcome, at: NOON }));
  expect(await stateOf()).toMatchObject({ state: "queued" });
  expect(await ravi.look(nudgeId, NOON)).toEqual({ kind: "gone" });
  expect(await ravi.look(nudgeId, INDIA("2026-05-08T12:02"))).toMatchObject({ kind: "call" });
  expect(await attempts()).toMatchObject([{ state: "put-off" }, { state: "calling" }]);
});

test("a plan made meanwhile keeps what was put off, and what it no longer wants leaves its stage free", async () => {
  await ravi.look(nudgeId);
  const outcome = { kind: "later", afterSeconds: 60, code: "429" } as const;
  await ravi.job(async (tx) => markOutcome(tx, await firstAttempt(), { outcome, at: NOON }));
  await ravi.plan(later(1));
  expect(await stateOf()).toMatchObject({ state: "queued" });
  await ravi.rows("update nudge_setting set is_on = false where company_id = $1", [ravi.companyId]);
  await ravi.plan(later(2));
  expect(await stateOf()).toMatchObject({ state: "ended", end_code: "off" });
  await ravi.rows("update nudge_setting set is_on = true where company_id = $1", [ravi.companyId]);
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect(await waiting(ravi)).toMatchObject({ stage: "after-7", state: "queued" });
});

test("a plan made meanwhile does not end what goes another way", async () => {
  await ravi.look(nudgeId);
  const id = await firstAttempt();
  const outcome = { kind: "refused", scope: "address", code: "dead", detail: "" } as const;
  await ravi.job((tx) => markOutcome(tx, id, { outcome, at: NOON }));
  expect(await stateOf()).toMatchObject({ state: "queued" });
  await ravi.plan(later(1));
  expect(await stateOf()).toMatchObject({ state: "queued" });
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect(await stateOf()).toMatchObject({ state: "ended", end_code: "day-passed" });
});

test("put off until the day is over, its stage is free for the next day", async () => {
  await ravi.look(nudgeId);
  const outcome = { kind: "later", afterSeconds: 60, code: "429" } as const;
  await ravi.job(async (tx) => markOutcome(tx, await firstAttempt(), { outcome, at: NOON }));
  await ravi.look(nudgeId, INDIA("2026-05-08T20:00"));
  expect(await stateOf()).toMatchObject({ state: "ended", end_code: "day-passed" });
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect(await waiting(ravi)).toMatchObject({ stage: "after-7", state: "queued" });
});

test("the last way refused, the nudge has failed and its stage stays silent", async () => {
  await ravi.look(nudgeId);
  const outcome = { kind: "refused", scope: "message", code: "refused", detail: "" } as const;
  await ravi.job(async (tx) => markOutcome(tx, await firstAttempt(), { outcome, at: NOON }));
  expect(await ravi.look(nudgeId)).toEqual({ kind: "done", code: "no-way-left" });
  expect(await stateOf()).toMatchObject({ state: "failed" });
  const step = await ravi.rows(
    "select state, code from dunning_step where company_id = $1 and nudge_id = $2",
    [ravi.companyId, nudgeId],
  );
  expect(step).toEqual([{ state: "silent", code: "no-way-left" }]);
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect((await ravi.nudges()).map(({ stage, state }) => [stage, state])).toEqual([["after-7", "failed"]]);
});

test("told to have failed and then to have come, nothing else is sent", async () => {
  await ravi.look(nudgeId);
  const id = await firstAttempt();
  const failure = { scope: "address", code: "dead", detail: "" } as const;
  const tell = (state: "accepted" | "failed" | "delivered" | "read", at: Date) =>
    ravi.job((tx) => advanceAttempt(tx, id, { state, at, failure: state === "failed" ? failure : null }));
  await tell("accepted", NOON);
  await tell("failed", NOON);
  expect(await stateOf()).toMatchObject({ state: "queued", send_at: new Date(NOON.getTime() + 600_000) });
  await tell("delivered", NOON);
  await tell("accepted", NOON); // late
  expect(await attempts()).toMatchObject([{ state: "delivered" }]);
  expect(await stateOf()).toMatchObject({ state: "sent" });
  expect(await ravi.look(nudgeId, INDIA("2026-05-08T13:00"))).toEqual({ kind: "gone" });
});

test("a message that a person takes back at the same moment: the gate is busy, and then it is gone", async () => {
  const takeBack = async (tx: CompanyTx) => {
    await lockCompany(tx, "nudge");
    await takeNudgeBack(tx, nudgeId, { at: NOON, by: "Asha" });
  };
  expect(await during(takeBack, () => ravi.look(nudgeId))).toEqual({ kind: "busy" });
  expect(await ravi.look(nudgeId)).toEqual({ kind: "gone" });
  expect(await stateOf()).toMatchObject({ state: "ended", end_code: "taken-back" });
});

test("a message that went out before a person took it back stays sent, with its step", async () => {
  await ravi.look(nudgeId);
  await ravi.app((tx) => takeNudgeBack(tx, nudgeId, { at: NOON, by: "Asha" }));
  expect(await stateOf()).toMatchObject({ state: "sending", end_code: null });
  const step = await ravi.rows("select state from dunning_step where company_id = $1 and nudge_id = $2", [
    ravi.companyId,
    nudgeId,
  ]);
  expect(step).toEqual([{ state: "taken" }]);
});
