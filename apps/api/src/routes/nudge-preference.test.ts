import type { NudgePreference } from "@cfa/contract/nudge-preference";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* How Ram & Sons are written to: as everybody, until somebody who keeps the books says otherwise. */

let asha: TestCompany;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
});
afterAll(() => asha.close());

const AS_FOR_ALL: NudgePreference = { wayOrder: null, hour: null, quietUntil: null, language: null };
const OWN: NudgePreference = {
  wayOrder: ["email", "print"],
  hour: 11,
  quietUntil: "2026-04-30",
  language: "hi",
};
const place = () => `/parties/${outward(asha.books, "party", "Ram & Sons")}/nudge-preference`;
const change = (preference: object, token = asha.owner) =>
  callAs(asha.server, token, ["PUT", `/api/companies/${asha.company}${place()}`, { preference }]);

test("nothing said, a customer is written to as all are", async () => {
  expect(await asha.read(place())).toEqual({
    ...AS_FOR_ALL,
    usual: { wayOrder: ["whatsapp", "sms", "email", "print"], hour: 10, hourBasis: "usual", language: "en" },
  });
});

test("what is said is kept once, is on record, and plans anew", async () => {
  const accountant = await asha.server.signIn("accountant");
  expect(await change(OWN, accountant)).toMatchObject({ status: 200, body: OWN });
  await change(OWN);
  expect(await asha.read(place())).toMatchObject(OWN);
  expect(jobs).toEqual(["plan-nudges"]);
  const rows = await asha.database.asOwner(
    "select action, detail from audit_entry where action = 'change-nudge-preference'",
  );
  expect(rows).toMatchObject([
    {
      detail: {
        before: {},
        after: { wayOrder: ["email", "print"], fromMinute: "11:00", until: "2026-04-30", language: "hi" },
      },
    },
  ]);
  expect((await asha.get("/audit")).status).toBe(200);
});

test("it can be taken back", async () => {
  expect((await change(AS_FOR_ALL)).body).toMatchObject(AS_FOR_ALL);
  expect(await asha.read(place())).toMatchObject(AS_FOR_ALL);
});

test("the hour a customer answers in is told with whose answers say so", async () => {
  const answers = (name: string) =>
    asha.database.asOwner(
      `insert into party_response (company_id, ledger_guid, at, what)
       select company_id, guid, $2::timestamptz + n * interval '1 day', 'read' from ledger, generate_series(1, 3) as n where name = $1`,
      [name, "2026-03-01T10:40:00Z"],
    );
  await answers("Ram & Sons");
  expect(await asha.read(place())).toMatchObject({ usual: { hour: 16, hourBasis: "party" } });
});

test.each([
  ["an hour of the night", { hour: 22 }],
  ["no way", { wayOrder: [] }],
  ["a way twice", { wayOrder: ["sms", "sms"] }],
  ["a day that is none", { quietUntil: "2026-02-30" }],
  ["a language without texts", { language: "fr" }],
])("%s is refused", async (_, wrong) => {
  expect(await change({ ...AS_FOR_ALL, ...wrong })).toMatchObject({
    status: 422,
    body: { code: "bad-input" },
  });
});
