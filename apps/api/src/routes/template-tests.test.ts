import type { TestSends } from "@cfa/contract/template-tests";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* An owner has a text sent to themselves: a worker sends it, the page tells what came of it. */

let asha: TestCompany;
let now: Date;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs), now: () => now });
});
beforeEach(async () => {
  jobs.length = 0;
  now = new Date("2026-04-15T06:00:00Z");
  await asha.database.asOwner("truncate test_send, audit_entry cascade");
});
afterAll(() => asha.close());

const UNKNOWN = {
  category: null,
  providerName: null,
  dltEntity: null,
  dltHeader: null,
  dltTemplate: null,
  flow: null,
};
const SUBJECT = { subject: "{{brand}}", body: "{{brand}} {{bills}}" };
const place = (way: string) => `/templates/reminder/due/${way}/en/tests`;
const send = (way: string, said: object = {}, token = asha.owner) =>
  callAs<TestSends & { code?: string; field?: string }>(asha.server, token, [
    "POST",
    `/api/companies/${asha.company}${place(way)}`,
    {
      text: way === "email" ? SUBJECT : { body: SUBJECT.body },
      registration: UNKNOWN,
      number: null,
      ...said,
    },
  ]);
const kept = () => asha.database.asOwner("select way, to_address, address_end, state from test_send");

test("a mail goes to the owner's own address, whatever is typed", async () => {
  const { mail } = await asha.read<TestSends>(place("email"));
  expect(mail).toMatch(/@/);
  const { status, body } = await send("email", { number: "98250 12345" });
  expect(status).toBe(200);
  expect(body).toMatchObject({ left: 4, rows: [{ state: "waiting", refused: null, failure: null }] });
  expect(await kept()).toMatchObject([{ way: "email", to_address: mail, state: "waiting" }]);
  expect(jobs).toEqual(["send-test"]);
  expect((await asha.get("/audit")).status).toBe(200);
});

test("a number is typed, and one alone", async () => {
  for (const number of [null, "", "hello", "98250 12345, 98250 54321"])
    expect(await send("sms", { number })).toMatchObject({ status: 422, body: { field: "number" } });
  expect((await send("sms", { number: "98250-12345" })).status).toBe(200);
  expect(await kept()).toMatchObject([{ to_address: "+919825012345", address_end: "2345" }]);
});

test("five go out on a day, those of all texts together, and the next one tomorrow", async () => {
  for (let sent = 0; sent < 5; sent++) await send(sent % 2 === 0 ? "email" : "sms", { number: "9825012345" });
  expect(await send("email")).toMatchObject({ status: 429, body: { code: "too-many" } });
  expect(await asha.read<TestSends>(place("email"))).toMatchObject({ left: 0 });
  now = new Date("2026-04-15T19:00:00Z"); // past midnight in India
  expect(await send("email")).toMatchObject({ status: 200, body: { left: 4 } });
});

test("two that are asked for at once are counted one after the other", async () => {
  for (let sent = 0; sent < 4; sent++) await send("email");
  const both = await Promise.all([send("email"), send("email")]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 429]);
});

test("one whose call has told nothing for two minutes is unknown", async () => {
  await send("email");
  await asha.database.asOwner("update test_send set state = 'calling', to_address = null, called_at = $1", [
    now,
  ]);
  expect(await asha.read<TestSends>(place("email"))).toMatchObject({ rows: [{ state: "calling" }] });
  now = new Date(now.getTime() + 121_000);
  expect(await asha.read<TestSends>(place("email"))).toMatchObject({ rows: [{ state: "unknown" }] });
});

test("what the database holds: a test that was called does not wait again", async () => {
  await send("email");
  await asha.database.asOwner("update test_send set state = 'calling', to_address = null, called_at = now()");
  await expect(
    asha.database.asOwner("update test_send set state = 'waiting', to_address = 'a@b.in'"),
  ).rejects.toThrow("does not become");
});

test("it is the owner's alone, and not of letters or of values that there are none of", async () => {
  expect(await send("email", {}, await asha.server.signIn("accountant"))).toMatchObject({ status: 403 });
  expect(await send("print")).toMatchObject({ status: 422 });
  expect(await send("email", { text: { ...SUBJECT, body: "{{iban}}" } })).toMatchObject({ status: 422 });
  expect(await kept()).toEqual([]);
});
