import { keepAsk, latestAsks } from "@cfa/db/queries/nudges/asks";
import { takeNudgeBack } from "@cfa/db/queries/nudges/log";
import { afterAll, beforeAll, expect, test } from "vitest";

import { receipt } from "../apply/small-books.ts";
import { openTestCompanies } from "../apply/test-company.ts";
import { planAsked } from "./plan-asked.ts";
import { INDIA, log, NOON, nudgeTest, RAVI, SETTINGS, type NudgeTest } from "./test-nudges.ts";

/* A person asks that Ravi be written to: INV-1 is seven days overdue on 8 May 2026, INV-2 due on the 20th. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

type Asking = { kind?: "reminder" | "statement"; at?: Date; isWord?: boolean };

let asked = 0;
/** Asks, and has the job run `times`. */
async function ask(
  ravi: NudgeTest,
  { kind = "statement", at = NOON, isWord = true }: Asking = {},
  times = 1,
) {
  const by = { id: "asha", name: "Asha" };
  const { askId } = await ravi.app((tx) =>
    keepAsk(tx, { guid: RAVI, kind, isWord, at: new Date(at.getTime() + (asked += 1)), by }),
  );
  const enqueue = (_: unknown, name: string): Promise<void> => {
    ravi.jobs.push(name);
    return Promise.resolve();
  };
  const deps = { db: ravi.database.db, log, enqueue, now: at, publicUrl: SETTINGS.publicUrl };
  for (let run = 0; run < times; run++) await planAsked(deps, { companyId: ravi.companyId, askId });
  const asks = await ravi.app((tx) => latestAsks(tx, RAVI));
  return asks.find((one) => one.kind === kind);
}
const statementOf = async (ravi: NudgeTest) => (await ravi.nudges()).find(({ stage }) => stage === "asked");
const say = (ravi: NudgeTest, set: string) =>
  ravi.app((tx) => tx.run(`update nudge_setting set ${set} where company_id = $1`, [ravi.companyId]));

test("a statement of all that is open goes out by the gate, once, however often the job runs", async () => {
  const ravi = await nudgeTest(companies);
  const first = await ask(ravi, {}, 2);
  expect(first).toMatchObject({ state: "planned", code: null, by: "Asha" });
  expect(await ravi.nudges()).toMatchObject([
    {
      stage: "asked",
      state: "queued",
      approval: "by-hand",
      amount: 15_000_00n,
      send_at: NOON,
      approved_name: "Asha",
    },
  ]);
  expect(ravi.jobs).toEqual(["send-nudges"]);
  expect(await ravi.look(first?.nudgeId ?? "")).toMatchObject({ kind: "call", way: "print" });
  expect(await ask(ravi)).toMatchObject({ state: "refused", code: "two-a-day" });
});

test("what the owner wants to look at first waits for a word, and so does what an accountant asks who may not give it", async () => {
  const ravi = await nudgeTest(companies);
  await ask(ravi, { isWord: false });
  expect(await ravi.nudges()).toMatchObject([{ state: "proposed", approved_name: null }]);
  await say(ravi, "approval = '{}'");
  expect(await ask(ravi)).toMatchObject({ state: "planned" });
  expect(await ravi.nudges()).toMatchObject([{ state: "proposed", approved_name: null }]);
});

test("a reminder that waits for its hour goes out now, and planning anew leaves it as it is", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.plan();
  const [planned] = await ravi.nudges();
  const at = INDIA("2026-05-08T09:20");
  expect(planned?.send_at.getTime()).toBeGreaterThan(at.getTime());
  const first = await ask(ravi, { kind: "reminder", at });
  expect(first).toMatchObject({ state: "planned", nudgeId: planned?.nudge_id });
  await ravi.plan(INDIA("2026-05-08T09:25"));
  expect(await ravi.nudges()).toMatchObject([
    { stage: "after-7", state: "queued", send_at: at, amount: 10_000_00n },
  ]);
  expect(await ravi.look(first?.nudgeId ?? "", at)).toMatchObject({ kind: "call" });
});

test("a step that went out is not sent again by hand", async () => {
  const ravi = await nudgeTest(companies);
  const first = await ask(ravi, { kind: "reminder" });
  await ravi.look(first?.nudgeId ?? "");
  expect(await ask(ravi, { kind: "reminder", at: INDIA("2026-05-09T12:00") })).toMatchObject({
    state: "refused",
    code: "step-sent",
  });
});

test("what a person took back on that day stays so", async () => {
  const ravi = await nudgeTest(companies);
  const first = await ask(ravi);
  await ravi.app((tx) => takeNudgeBack(tx, first?.nudgeId ?? "", { at: NOON, by: "Asha" }));
  expect(await ask(ravi)).toMatchObject({ state: "refused", code: "taken-back" });
});

test.each([
  ["reminders are off", "is_on = false", "off"],
  ["no way is left", "way_order = '{}'", "no-way"],
])("where %s it is refused with that", async (_, set, code) => {
  const ravi = await nudgeTest(companies);
  await say(ravi, set);
  expect(await ask(ravi)).toMatchObject({ state: "refused", code });
  expect(await ravi.nudges()).toEqual([]);
});

test("who has paid gets neither", async () => {
  const ravi = await nudgeTest(companies);
  await ravi.take([
    { vouchers: [receipt("INV-1", "2026-05-07", 10_000), receipt("INV-2", "2026-05-07", 5_000)] },
  ]);
  expect(await ask(ravi)).toMatchObject({ code: "paid" });
  expect(await ask(ravi, { kind: "reminder" })).toMatchObject({ code: "paid" });
});

test("what waited for a word until its day was over ends with that", async () => {
  const ravi = await nudgeTest(companies);
  await ask(ravi, { isWord: false });
  await ravi.plan(NOON);
  expect(await statementOf(ravi)).toMatchObject({ state: "proposed" });
  await ravi.plan(INDIA("2026-05-09T08:00"));
  expect(await statementOf(ravi)).toMatchObject({ state: "ended", end_code: "day-passed" });
});
