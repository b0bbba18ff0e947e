import { inCompany } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeLearning, madeParty } from "@cfa/testkit/made-insight";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { masters, receipt, sale } from "../apply/small-books.ts";
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

test("a bill that was paid under an offer is left out from the day it was paid on, one that lapsed is not", async () => {
  const other = await companies.company();
  const bills = ["INV-1", "INV-2", "INV-3"];
  const vouchers = bills.flatMap((bill) => [
    sale(bill, "2026-04-05", 1_000),
    receipt(bill, "2026-05-20", bill === "INV-2" ? 990 : 1_000),
  ]);
  await other.take([{ ...masters(), vouchers }]);
  const amounts = async (asOf: string) => {
    const read = await readLesson(other.database.db, other.companyId, {
      side: "receivable",
      asOf: day(asOf),
    });
    return [...(read?.lesson.pieces[0]?.settled ?? [])].map(Number).toSorted((a, b) => a - b);
  };
  expect(await amounts("2026-06-01")).toEqual([99_000, 100_000, 100_000]);
  for (const [bill, state] of [
    ["INV-2", "honoured"],
    ["INV-3", "lapsed"],
  ] as const) {
    const isHonoured = state === "honoured";
    await other.database.asOwner(
      `insert into offer (company_id, ledger_guid, bill_key, bill_date, bill_name, amount, style, steps, state, is_held_out, cost,
         profit, profit_low, days_gained, annual_rate, chance, reason, terms_version, as_of, proposed_at, decided_at, decided_by,
         decided_name, live_from, ended_at, settled_voucher_guid, settled_on, settled_amount, settled_discount)
       values ($1, $2, $3, '2026-04-05', $4, 100000, 'percent', '[]', $5, false, 1, 1, 1, 10, 1000, 0.5, '{}', 1, '2026-05-01',
         now(), now(), 'u', 'Asha', now(), now(), $6, $7, $8, $9)`,
      [
        other.companyId,
        RAVI,
        bill.toLowerCase(),
        bill,
        state,
        ...(isHonoured ? ["r", "2026-05-20", 99_000, 1_000] : [null, null, null, null]),
      ],
    );
  }
  expect(await amounts("2026-06-01")).toEqual([100_000, 100_000]);
  expect(await amounts("2026-05-19")).toEqual([]); // all three are open
  const early = await readLesson(other.database.db, other.companyId, {
    side: "receivable",
    asOf: day("2026-05-19"),
  });
  expect(early?.ids.bills).toHaveLength(3);
});
