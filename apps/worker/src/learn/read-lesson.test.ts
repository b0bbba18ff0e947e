import { inCompany } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeLearning, madeParty } from "@cfa/testkit/made-insight";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, sale } from "../apply/small-books.ts";
import { openTestCompanies, type TestCompany } from "../apply/test-company.ts";
import { say, undo } from "../apply/test-corrections.ts";
import { readLesson } from "./read-lesson.ts";

/* What is known of Ravi Stores beside its bills, as it goes into a lesson. */

const ASOF = day("2026-06-01");
const RAVI = "led-Ravi Stores";

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let company: TestCompany;
beforeAll(async () => {
  companies = await openTestCompanies();
  company = await companies.company();
  await company.take([{ ...masters(), vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
});
afterAll(() => companies.close());

async function ravi() {
  const read = await readLesson(company.database.db, company.companyId, { side: "receivable", asOf: ASOF });
  expect(read?.ids.parties).toHaveLength(1);
  return { ...read?.lesson.parties[0], isExcluded: read?.lesson.pieces[0]?.isExcluded[0] === 1 };
}

test("what people say of a party holds all at once, until it is taken back", async () => {
  expect(await ravi()).toEqual({ before: null, pinned: null, isExcluded: false });
  const pin = await say(company, { kind: "class-pin", ledgerGuid: RAVI, value: { class: "late" } });
  await say(company, { kind: "exclude", ledgerGuid: RAVI, value: { cause: "legal" } });
  expect(await ravi()).toEqual({ before: null, pinned: "late", isExcluded: true });
  await undo(company, "id" in pin ? pin.id : "");
  expect(await ravi()).toEqual({ before: null, pinned: null, isExcluded: true });
});

test("the class it was in before is that of the latest earlier day", async () => {
  const [ledger] = await company.rows("select ledger_id from ledger where guid = $1", [RAVI]);
  const partyId = String(ledger?.["ledger_id"]);
  for (const [asOf, learnedClass] of [
    ["2026-05-29", "prompt"],
    ["2026-05-31", "risky"],
    ["2026-06-01", "late"],
  ] as const) {
    const learning = madeLearning(day(asOf), { parties: [madeParty({ partyId, learnedClass })] });
    await inCompany(company.database.db, company.companyId, (tx) => keepLearning(tx, learning), {
      role: "job",
    });
  }
  expect(await ravi()).toMatchObject({ before: "risky" });
});
