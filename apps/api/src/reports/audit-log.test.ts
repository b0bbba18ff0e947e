import type { ReportPage } from "@cfa/contract/reports";
import { afterAll, beforeAll, expect, test } from "vitest";

import { startTestCompany, type TestCompany } from "../test-company.ts";

/* What was done in test-books.ts' company, as the report of the audit log. Entries bear the database's own time. */

const EVER = "from=2020-01-01&to=2099-12-31";
const SETTINGS = {
  defaultCreditDays: 30,
  ageingBy: "bill-date",
  ageingEdges: [30, 60],
  udyamClass: null,
  activity: null,
};

let asha: TestCompany;

beforeAll(async () => {
  asha = await startTestCompany({ enqueue: () => Promise.resolve() });
  for (const defaultCreditDays of [30, 45]) {
    const response = await fetch(`${asha.server.url}/api/companies/${asha.company}/settings`, {
      method: "PUT",
      headers: { authorization: `Bearer ${asha.owner}`, "content-type": "application/json" },
      body: JSON.stringify({ ...SETTINGS, defaultCreditDays }),
    });
    expect(response.status).toBe(200);
  }
});
afterAll(() => asha.close());

test("who changed what, newest first, with what was and what is", async () => {
  const report = await asha.read<ReportPage>(`/reports/audit/rows?${EVER}`);
  expect(report.columns.map(({ title }) => title)).toEqual([
    "When",
    "Who",
    "Did",
    "About",
    "Before",
    "After",
    "Reason",
  ]);
  const [when, who, did, about, before, after] = report.rows[0]?.cells ?? [];
  expect(when).toMatch(/^\d{2}-\d{2}-\d{4} \d{2}:\d{2}$/);
  expect(who).not.toBe("");
  expect([did, about]).toEqual(["changed the settings", ""]);
  expect(before).toContain("Usual days of credit 30");
  expect(after).toContain("Usual days of credit 45, Age counted by bill date, Ends of the buckets 30, 60");
});

test("it goes on by the page, and has only the days asked for", async () => {
  const first = await asha.read<ReportPage>(`/reports/audit/rows?${EVER}&limit=1`);
  const next = await asha.read<ReportPage>(`/reports/audit/rows?${EVER}&limit=1&cursor=${first.nextCursor}`);
  expect(next.rows[0]?.cells[5]).toContain("Usual days of credit 30");
  expect(await asha.read<ReportPage>("/reports/audit/rows?from=2020-01-01&to=2020-01-02")).toMatchObject({
    rows: [],
    none: "Nothing was done in this period.",
  });
});

test("it is kept as a file, which is on record itself", async () => {
  for (const format of ["xlsx", "pdf", "csv"]) {
    const response = await asha.get(`/reports/audit.${format}?${EVER}`);
    expect([format, response.status]).toEqual([format, 200]);
    await response.arrayBuffer();
  }
  const { rows } = await asha.read<ReportPage>(`/reports/audit/rows?${EVER}&language=hi`);
  expect(rows[0]?.cells.slice(2, 4)).toEqual(["रिपोर्ट की फ़ाइल ली", "लेखा-जोखा · CSV"]);
});

test("only who keeps the books reads it", async () => {
  const stranger = await asha.server.get(`/api/companies/${asha.company}/reports/audit/rows?${EVER}`, {});
  expect(stranger.status).toBe(401);
});
