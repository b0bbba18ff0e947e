import readXlsxFile from "read-excel-file/node";
import { expect, test } from "vitest";

import { TooManyRows, type Report } from "./report.ts";
import { EVIL, ROWS, testReport } from "./test-report.ts";
import { Sink } from "./test-sink.ts";
import { partOf } from "./test-unzip.ts";
import { writeXlsx } from "./xlsx.ts";

async function xlsxOf(report: Report = testReport(), rows?: number): Promise<Buffer> {
  const sink = new Sink();
  await writeXlsx(report, sink, rows === undefined ? {} : { rows });
  return sink.bytes;
}

test("another program reads back text, dates, numbers and totals", async () => {
  const [sheet] = await readXlsxFile(await xlsxOf());
  const rows = sheet?.data ?? [];
  expect(rows[0]?.[0]).toBe("श्री गणेश Traders");
  const head = rows.findIndex(([first]) => first === "Party");
  expect(rows[head + 1]).toEqual([
    "Ram & Sons",
    "INV-1/26-27",
    new Date("2026-04-01T00:00:00Z"),
    14,
    1234567,
    10000000.5,
    0.125,
    46.3,
  ]);
  expect(rows[head + 2]).toEqual([
    "श्री कृष्ण ट्रेडर्स",
    "बिल-7",
    new Date("2026-04-02T00:00:00Z"),
    0,
    -1234567.89,
    -0.05,
    0,
    60,
  ]);
  expect(rows[head + 1 + ROWS.length]?.slice(0, 5)).toEqual(["Total", null, null, null, 42]);
});

test("a name that looks like a formula is the same text and no formula", async () => {
  const file = await xlsxOf();
  const sheet = await partOf(file, "xl/worksheets/sheet1.xml");
  expect(sheet).not.toContain("<f>");
  const [read] = await readXlsxFile(file);
  const names = (read?.data ?? []).map(([first]) => String(first).trim());
  for (const name of EVIL) expect(names).toContain(name.trim());
});

test("sums are grouped in lakh and crore by their cells' formats, days are days", async () => {
  const styles = await partOf(await xlsxOf(), "xl/styles.xml");
  expect(styles).toContain(
    String.raw`[&gt;=10000000]##\,##\,##\,##0.00;[&gt;=100000]##\,##\,##0.00;#,##0.00`,
  );
  expect(styles).toContain(
    String.raw`[&lt;=-10000000]##\,##\,##\,##0.00;[&lt;=-100000]##\,##\,##0.00;#,##0.00`,
  );
  expect(styles).toContain("dd-mm-yyyy");
});

test("an empty table says so; one row too many stops the writing; a failing read fails it", async () => {
  const [sheet] = await readXlsxFile(await xlsxOf(testReport([])));
  expect((sheet?.data ?? []).flat()).toContain("Nothing is open.");
  await expect(xlsxOf(testReport(), 2)).rejects.toThrow(TooManyRows);
});
