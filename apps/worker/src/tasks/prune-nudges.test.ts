import { createHash } from "node:crypto";

import { planNudges } from "@cfa/nudges/plan-nudges";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openTestCompanies } from "../apply/test-company.ts";
import { log, NOON, nudgeTest, SETTINGS, type NudgeTest } from "../nudges/test-nudges.ts";
import { planNudgesTask } from "./plan-nudges.ts";
import { pruneNudgesTask } from "./prune-nudges.ts";

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

const ago = (days: number, seconds = 0): Date =>
  new Date(NOON.getTime() - days * 86_400_000 + seconds * 1_000);

/** One of each kind as old as that many days, on the second, and one a second younger. */
async function fill({ companyId, database }: NudgeTest): Promise<void> {
  const event = (id: string, outcome: string | null, at: Date) =>
    database.asOwner(
      `insert into channel_event (company_id, way, provider, body_hash, received_at, outcome) values ($1, 'sms', 'msg91', $2, $3, $4)`,
      [companyId, createHash("sha256").update(id).digest(), at, outcome],
    );
  for (const outcome of ["taken", "unknown", "nothing", "unreadable", null]) {
    await event(`old ${outcome}`, outcome, ago(90, -1));
    await event(`young ${outcome}`, outcome, ago(90, 1));
  }
  for (const at of [ago(400, -1), ago(400, 1)]) {
    await database.asOwner(
      "insert into party_response (company_id, ledger_guid, at, what) values ($1, 'g', $2, 'page')",
      [companyId, at],
    );
    await database.asOwner(
      `insert into access_entry (company_id, at, user_id, user_name, what, subject, hour) values ($1, $2, 'u', 'Asha', 'contacts', '*', $2)`,
      [companyId, at],
    );
  }
}

const left = (of: NudgeTest) =>
  Promise.all([
    of.rows("select outcome from channel_event where company_id = $1 and received_at < $2 order by 1", [
      of.companyId,
      ago(90),
    ]),
    of.rows("select 1 from channel_event where company_id = $1 and received_at > $2", [
      of.companyId,
      ago(90),
    ]),
    of.rows("select at from party_response where company_id = $1", [of.companyId]),
    of.rows("select at from access_entry where company_id = $1", [of.companyId]),
  ]);

test("what is older than its rule says is forgotten, of this company alone; what nobody has looked at is not", async () => {
  const [ravi, other] = [await nudgeTest(companies), await nudgeTest(companies)];
  for (const one of [ravi, other]) await fill(one);
  await pruneNudgesTask({ db: ravi.database.db, now: NOON }, ravi);
  const [old, young, responses, looks] = await left(ravi);
  expect(old).toEqual([{ outcome: null }]);
  expect(young).toHaveLength(5);
  expect([responses, looks]).toEqual([[{ at: ago(400, 1) }], [{ at: ago(400, 1) }]]);
  expect((await left(other)).map((rows) => rows.length)).toEqual([5, 5, 2, 2]);
});

test("by the rule of the day: one that comes later does not count before", async () => {
  const ravi = await nudgeTest(companies);
  await fill(ravi);
  await ravi.database.asOwner(
    `insert into statutory_rule (rule, valid_from, value, mark, source, note, read_on)
     values ('channel-event-days', '2026-05-09', '{"days": 1}', 'K', 'a test', '', '2026-05-01')`,
  );
  await pruneNudgesTask({ db: ravi.database.db, now: NOON }, ravi);
  expect((await left(ravi))[1]).toHaveLength(5);
  await pruneNudgesTask({ db: ravi.database.db, now: ago(-2) }, ravi);
  expect((await left(ravi))[1]).toEqual([{ "?column?": 1 }]);
  await ravi.database.asOwner("delete from statutory_rule where source = 'a test'");
});

test("whenever messages are planned, what is old is to be forgotten within a day", async () => {
  const ravi = await nudgeTest(companies);
  const jobs: string[] = [];
  const deps = {
    db: ravi.database.db,
    log,
    now: NOON,
    planner: planNudges,
    publicUrl: SETTINGS.publicUrl,
    enqueue: (_: unknown, name: string) => Promise.resolve(void jobs.push(name)),
  };
  await planNudgesTask(deps, ravi);
  expect(jobs).toContain("prune-nudges");
});
