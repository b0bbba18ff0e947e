import type { NudgeAsk } from "@cfa/contract/nudge-asks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* A person asks that Ram & Sons be written to: it waits for a worker, who says what came of it. */

let asha: TestCompany;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
});
beforeEach(async () => {
  jobs.length = 0;
  await asha.database.asOwner("truncate nudge_ask, nudge_setting, audit_entry, access_entry cascade");
});
afterAll(() => asha.close());

const place = () => `/parties/${outward(asha.books, "party", "Ram & Sons")}/nudge-asks`;
const ask = (kind: string, token = asha.owner) =>
  callAs<{ rows: NudgeAsk[] }>(asha.server, token, [
    "POST",
    `/api/companies/${asha.company}${place()}`,
    { kind },
  ]);
const rows = async () => (await asha.read<{ rows: NudgeAsk[] }>(place())).rows;
const words = async () =>
  (await asha.database.asOwner("select is_word from nudge_ask order by asked_at")).map(
    ({ is_word }) => is_word,
  );

test("nothing was asked at first", async () => {
  expect(await rows()).toEqual([]);
});

test("asked twice while it waits it is one, on record once, and the worker is told again", async () => {
  const waiting = { kind: "statement", state: "waiting", code: null, nudge: null };
  expect(await ask("statement")).toMatchObject({ status: 200, body: { rows: [waiting] } });
  await ask("statement");
  await ask("reminder");
  expect(await rows()).toMatchObject([{ ...waiting, kind: "reminder" }, waiting]);
  expect(jobs).toEqual(["plan-asked", "plan-asked", "plan-asked"]);
  const entries = await asha.database.asOwner("select detail from audit_entry order by at");
  expect(entries).toMatchObject([
    { detail: { after: { asked: "statement" } } },
    { detail: { after: { asked: "reminder" } } },
  ]);
  expect((await asha.get("/audit")).status).toBe(200);
});

test("why nothing goes is told, and it can be asked anew", async () => {
  await ask("reminder");
  await asha.database.asOwner("update nudge_ask set state = 'refused', code = 'promised'");
  expect(await rows()).toMatchObject([{ state: "refused", code: "promised" }]);
  await ask("reminder");
  expect(await asha.database.asOwner("select state from nudge_ask order by state")).toEqual([
    { state: "refused" },
    { state: "waiting" },
  ]);
});

test("whose word lets it out is kept: an owner's, an accountant's where the owner says so", async () => {
  const accountant = await asha.server.signIn("accountant");
  await ask("statement", accountant);
  await asha.database.asOwner("update nudge_ask set state = 'refused', code = 'paid'");
  await asha.database.asOwner(
    `insert into nudge_setting (company_id, accountant_approves, said_at, said_by, said_name) values ($1, false, now(), 'u', 'Asha')`,
    [asha.books.companyId],
  );
  await ask("statement", accountant);
  await ask("reminder");
  expect(await words()).toEqual([true, false, true]);
});

test("an offer is not asked for", async () => {
  expect(await ask("offer")).toMatchObject({ status: 422 });
  expect(jobs).toEqual([]);
});
