import type { VoucherRecord } from "@cfa/contract/records";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ledger, masters, paise, receipt, sale } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";
import { allSaid, say, undo } from "./test-corrections.ts";

/* What the accountant says of Ravi Stores, brought into the books and through the next sync. */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

const RAVI = "led-Ravi Stores";
const INV_1 = {
  ledgerGuid: RAVI,
  side: "receivable",
  nameKey: "inv-1",
  date: day("2026-04-05"),
} as const;

async function bills({ companyId, rows }: Pick<TestCompany, "companyId" | "rows">): Promise<unknown[]> {
  const found = await rows(
    `select l.name as party, b.name, b.open::text, b.due_date, b.due_source, b.source_due_date, b.disputed::text, o.name as origin
     from bill b join ledger l using (company_id, ledger_id)
     left join ledger o on o.company_id = b.company_id and o.ledger_id = b.origin_ledger_id
     where b.company_id = $1 order by 1, 2`,
    [companyId],
  );
  return found.map((row) =>
    Object.values(row)
      .filter((each) => each !== null && each !== "0")
      .join(" "),
  );
}

const audit = (company: TestCompany) =>
  company.rows("select user_name, action from audit_entry where company_id = $1 order by at", [
    company.companyId,
  ]);

const generation = async (company: TestCompany) =>
  (await company.rows("select generation from sync_state where company_id = $1", [company.companyId]))[0]?.[
    "generation"
  ];

test("a due date holds over the next sync, is questioned when Tally has another, and ends when Tally has the same", async () => {
  const company = await companies.company();
  await company.take([{ ...masters(), vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  const before = await generation(company);
  await say(company, { kind: "due-date", ledgerGuid: RAVI, bill: INV_1, value: { dueDate: "2026-06-30" } });
  expect(await generation(company)).toBe((before as bigint) + 1n);
  const held = "Ravi Stores INV-1 100000 2026-06-30 correction 2026-04-05";
  expect(await bills(company)).toEqual([held]);
  await company.take([{ vouchers: [sale("INV-2", "2026-04-06", 500)] }]);
  expect((await bills(company))[0]).toBe(held);

  await company.take([{ vouchers: [withTerms("30 Days", 110)] }]);
  expect((await allSaid(company))[0]).toMatchObject({
    state: "conflict",
    now: { dueDate: "2026-05-05", dueSource: "bill" },
  });
  expect((await bills(company))[0]).toBe("Ravi Stores INV-1 100000 2026-06-30 correction 2026-05-05");
  await company.take([{ vouchers: [withTerms("30-Jun-26", 111)] }]);
  expect((await allSaid(company))[0]).toMatchObject({
    state: "retired",
    endedWhy: "Resolved in Tally: it says the same now.",
  });
  expect((await bills(company))[0]).toBe("Ravi Stores INV-1 100000 2026-06-30 bill");
  expect(await audit(company)).toEqual([
    { user_name: "the sync", action: "correction.conflict" },
    { user_name: "the sync", action: "correction.retired" },
  ]);
});

test("two ledgers of one party stand together, also for vouchers that come later, and apart again when it is undone", async () => {
  const company = await companies.company();
  const double = ledger("Ravi Store", "Sundry Debtors", { isBillWise: true });
  await company.take([
    { ...masters(), ledgers: [...(masters().ledgers ?? []), double] },
    { vouchers: [sale("INV-1", "2026-04-05", 1_000), sold("B-1", 200)] },
  ]);
  const apart = await bills(company);
  const merge = await say(company, {
    kind: "merge",
    ledgerGuid: double.guid,
    value: { intoGuid: RAVI, evidence: [] },
  });
  await company.take([{ vouchers: [sold("B-2", 300), receipt("INV-1", "2026-04-20", 400)] }]);
  expect(await bills(company)).toEqual([
    "Ravi Stores B-1 20000 2026-04-07 bill-date Ravi Store",
    "Ravi Stores B-2 30000 2026-04-07 bill-date Ravi Store",
    "Ravi Stores INV-1 60000 2026-04-05 bill-date",
  ]);
  await undo(company, "id" in merge ? merge.id : "");
  expect(await bills(company)).toEqual([
    apart[0],
    "Ravi Store B-2 30000 2026-04-07 bill-date",
    "Ravi Stores INV-1 60000 2026-04-05 bill-date",
  ]);
});

test("what cannot be is refused with a sentence's code, and what Tally says already needs no saying", async () => {
  const company = await companies.company();
  await company.take([{ ...masters(), vouchers: [sale("INV-1", "2026-04-05", 1_000)] }]);
  const off = (rupees: number) =>
    say(company, {
      kind: "write-off",
      ledgerGuid: RAVI,
      bill: INV_1,
      value: { amount: BigInt(paise(rupees)), date: "2026-05-01" },
    });
  expect(await off(1_001)).toEqual({ refused: "more-than-open" });
  expect(await off(100)).toMatchObject({ id: expect.any(String) as string });
  expect(await off(100)).toEqual({ refused: "said-already" });
  expect(await say(company, { kind: "credit-limit", ledgerGuid: RAVI, value: { limit: null } })).toEqual({
    refused: "nothing-to-correct",
  });
});

/** INV-1 with a credit period beside it. */
function withTerms(text: string, alterId: number): VoucherRecord {
  const plain = sale("INV-1", "2026-04-05", 1_000);
  return {
    ...plain,
    alterId,
    entries: plain.entries.map(({ bills: named, ...entry }) =>
      named === undefined
        ? entry
        : { ...entry, bills: named.map((bill) => ({ ...bill, creditPeriod: { text } })) },
    ),
  };
}

/** Goods sold to the double. Rupees. */
function sold(bill: string, rupees: number): VoucherRecord {
  return sale(bill, "2026-04-07", rupees, {
    party: "Ravi Store",
    entries: [
      {
        ledger: "Ravi Store",
        amount: paise(-rupees),
        bills: [{ name: bill, type: "new-ref", amount: paise(-rupees) }],
      },
      { ledger: "Sales", amount: paise(rupees) },
    ],
  });
}
