import { join } from "node:path";

import type { ApiClient } from "@cfa/contract/client";
import { CAPTURED, CAPTURED_FOLDER, hasCapturedFiles } from "@cfa/tally/test-captured-files";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { asDemoOwner, beginStart, newDataFolder, type Started } from "./started.ts";

/*
 * `npm start -- --import` with every captured file at once, on a PostgreSQL given by DATABASE_URL. What each file is and
 * what it holds was counted independently (packages/tally/src/test-captured-files.ts).
 */

if (hasCapturedFiles) describe("npm start -- --import of every captured file", importAll);
else test.skip("npm start -- --import of every captured file: ../shared/tally-fixtures is not there");

/**
 * Companies as their files name them, with what must be seen of each. The Day Book of 156 vouchers opens 111 bills itself;
 * the others it goes against were opened before it. Two companies paid an insurer, a salary and a tax only: nobody owes.
 */
const BOOKS: Record<string, { vouchers: number; parties: number; bills: number }> = {
  "RALEV Rabopi India Pvt Ltd - (From 1-Apr-2017)": { vouchers: 156, parties: 53, bills: 119 },
  "Data for VAB Testing": { vouchers: 1, parties: 1, bills: 1 },
  "Sample Company": { vouchers: 0, parties: 4, bills: 3 },
  "Nesidobo Textiles": { vouchers: 2, parties: 3, bills: 2 },
  "Test P Ltd": { vouchers: 2, parties: 1, bills: 1 },
  "Vadot Nipe Sciences Pvt Ltd (22-23)": { vouchers: 1, parties: 1, bills: 1 },
  "VOVO GAS SYSTEM": { vouchers: 2, parties: 0, bills: 0 },
  // The same Day Book twice, as UTF-16 and as UTF-8: one voucher.
  Vadilam: { vouchers: 1, parties: 0, bills: 0 },
};

function importAll(): void {
  const data = newDataFolder();
  let database: TestDatabase;
  let started: Started;
  let owner: ApiClient;

  beforeAll(async () => {
    database = await cloneDatabase();
    started = await beginStart({
      data: data.path,
      argv: ["--import", ...Object.keys(CAPTURED).map((name) => join(CAPTURED_FOLDER, name))],
      env: { DATABASE_URL: database.runUrl, DATABASE_OWNER_URL: database.ownerUrl },
    });
    await started.until("CFA is ready");
    owner = await asDemoOwner(started.url);
  });

  afterAll(async () => {
    await started.interrupt();
    await database.close();
    await data.remove();
  });

  test.each(Object.entries(CAPTURED))("%s", (name, [, code]) => {
    const lines = started
      .output()
      .split("\n")
      .filter((line) => line.includes(name) && !line.includes("  Read "));
    const expected =
      code === "import" ? /Import: ".+" from / : new RegExp(`Not imported: .+: ${code}: .{20,}`);
    expect(lines).toEqual([expect.stringMatching(expected)]);
  });

  test("shows the demo's owner each company with its parties and bills", async () => {
    const { companies } = await owner.companies.list();
    const seen: typeof BOOKS = {};
    for (const { companyId, name } of companies.filter((company) => !company.isDemo)) {
      const parties = await partiesOf(companyId);
      const bills = await Promise.all(
        parties.map((party) =>
          owner.parties.bills({ companyId, partyId: party.partyId, state: "all", limit: 200 }),
        ),
      );
      const [row] = await database.asOwner<{ vouchers: number }>(
        `select count(*)::int as vouchers from voucher join company using (company_id) where company.name = $1`,
        [name],
      );
      seen[name] = {
        vouchers: row?.vouchers ?? 0,
        parties: parties.length,
        bills: bills.reduce((sum, page) => sum + page.rows.length, 0),
      };
    }
    expect(seen).toEqual(BOOKS);
  });

  test("keeps every voucher that counts, and each sums to 0.00", async () => {
    const states = await database.asOwner(
      `select state, count(*)::int as vouchers, sum(lines)::int as lines, count(*) filter (where total <> 0)::int as unequal
       from (select v.state, count(p.line_no) as lines, coalesce(sum(p.amount), 0) as total
             from voucher v join company c using (company_id) left join posting p using (company_id, voucher_id)
             where not c.is_demo group by v.company_id, v.voucher_id, v.state) as sums
       group by state order by state`,
    );
    expect(states).toEqual([
      { state: "cancelled", vouchers: 10, lines: 0, unequal: 0 },
      { state: "non-accounting", vouchers: 2, lines: 0, unequal: 0 },
      { state: "posted", vouchers: 153, lines: 814, unequal: 0 },
    ]);
  });

  async function partiesOf(companyId: string) {
    const [receivable, payable] = await Promise.all(
      (["receivable", "payable"] as const).map((side) => owner.parties.list({ companyId, side, limit: 200 })),
    );
    return [...(receivable?.rows ?? []), ...(payable?.rows ?? [])];
  }
}
