import { openQueue } from "@cfa/db/queue";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openTestCompanies } from "../apply/test-company.ts";
import { startWorker, type RunningWorker } from "../worker.ts";
import { log, NOON, nudgeTest, SETTINGS, type NudgeTest } from "./test-nudges.ts";

/* Two workers of the same queue, as in production; it is noon on 8 May 2026. */

const COMPANIES = 6;

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let workers: RunningWorker[] = [];
let tests: NudgeTest[] = [];

beforeAll(async () => {
  companies = await openTestCompanies();
  for (let at = 0; at < COMPANIES; at++) {
    const ravi = await nudgeTest(companies);
    await ravi.plan();
    tests = [...tests, ravi];
  }
  const db = tests[0]?.database.db;
  if (db === undefined) throw new Error("there is no company");
  const nudges = { publicUrl: SETTINGS.publicUrl, channels: null };
  for (let at = 0; at < 2; at++) {
    workers = [...workers, await startWorker({ db, log, learning: null, now: () => NOON, nudges })];
  }
  const queue = await openQueue(db);
  for (const ravi of tests) {
    const { companyId } = ravi;
    await ravi.app((tx) => queue.enqueue(tx, "plan-nudges", { companyId }));
    await ravi.app((tx) => queue.enqueue(tx, "send-nudges", { companyId }));
  }
  await queue.close();
});
afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await companies.close();
});

test("each company's letter is made once, whichever worker comes by", async () => {
  const states = () =>
    Promise.all(tests.map(async (ravi) => (await ravi.nudges()).map(({ state }) => state)));
  for (let turn = 0; turn < 150 && (await states()).flat().some((state) => state !== "sent"); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(await states()).toEqual(tests.map(() => ["sent"]));
  for (const ravi of tests) {
    const attempts = await ravi.rows("select way, state from nudge_attempt where company_id = $1", [
      ravi.companyId,
    ]);
    expect(attempts).toEqual([{ way: "print", state: "accepted" }]);
  }
});
