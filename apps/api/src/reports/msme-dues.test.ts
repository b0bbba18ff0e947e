import type { ReportPage } from "@cfa/contract/reports";
import type { MsmeClock } from "@cfa/contract/settings";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* Gupta Traders of test-books.ts, owed 250.00, once they are said to be a micro enterprise. */

let asha: TestCompany;

beforeAll(async () => {
  asha = await startTestCompany();
});
afterAll(() => asha.close());

async function say(udyamClass: string): Promise<void> {
  const gupta = outward(asha.books, "party", "Gupta Traders");
  const path = `/api/companies/${asha.company}/parties/${gupta}/msme`;
  const response = await fetch(`${asha.server.url}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${asha.owner}`, "content-type": "application/json" },
    body: JSON.stringify({ udyamClass, activity: "other", hasWrittenTerms: true }),
  });
  expect(response.status).toBe(200);
}

test("where no supplier is marked as micro or small, the report says so", async () => {
  expect(await asha.read<ReportPage>("/reports/msme/rows")).toMatchObject({
    rows: [],
    none: "No supplier is marked as micro or small.",
  });
  await say("medium");
  expect((await asha.read<ReportPage>("/reports/msme/rows")).rows).toEqual([]);
});

test("each bill has its last day, the days left and the interest of the clock", async () => {
  await say("micro");
  const report = await asha.read<ReportPage>("/reports/msme/rows");
  const clock = await asha.read<MsmeClock>("/msme");
  expect(report.head.lines).toContainEqual({
    label: "Time to pay",
    value: "at most 45 days where terms are in writing, else 15",
  });
  expect(report.rows).toEqual([
    {
      cells: [
        "Gupta Traders",
        "micro",
        "GT/7",
        "2026-03-15",
        "2026-04-14",
        -1,
        "25000",
        "25000",
        clock.rows[0]?.interest,
      ],
      party: outward(asha.books, "party", "Gupta Traders"),
      bill: outward(asha.books, "bill", "GT/7"),
    },
  ]);
  expect(report.totals?.slice(-2)).toEqual([clock.total.open, clock.total.interest]);
  expect((await asha.read<ReportPage>("/reports/msme/rows?asOf=2026-04-10")).rows[0]?.cells[5]).toBe(4);
  expect((await asha.read<ReportPage>("/reports/msme/rows?search=gt/7")).rows).toHaveLength(1);
  expect((await asha.read<ReportPage>("/reports/msme/rows?search=ram")).rows).toEqual([]);
});

test("it is kept as text, in Hindi too", async () => {
  const csv = await (await asha.get("/reports/msme.csv?language=hi")).text();
  expect(csv).toContain("सूक्ष्म और लघु आपूर्तिकर्ताओं का बकाया");
  expect(csv).toContain("Gupta Traders,सूक्ष्म,GT/7,2026-03-15,2026-04-14,-1,250.00,250.00,0.11");
  for (const format of ["xlsx", "pdf"]) {
    expect([format, (await asha.get(`/reports/msme.${format}`)).status]).toEqual([format, 200]);
  }
});
