import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";

import { writeCsv } from "./csv.ts";
import { TooManyRows } from "./report.ts";
import { EVIL, ROWS, testReport } from "./test-report.ts";
import { Sink } from "./test-sink.ts";

async function csvOf(report = testReport(), rows?: number): Promise<string[][]> {
  const sink = new Sink();
  await writeCsv(report, sink, rows === undefined ? {} : { rows });
  return parse(sink.bytes, { bom: true, relax_column_count: true });
}

test("a report as text: head, titles, plain rupees, days as other programs read them, totals", async () => {
  const lines = await csvOf();
  expect(lines.slice(0, 4)).toEqual([
    ["श्री गणेश Traders"],
    ["Ageing by party"],
    ["As of", "15-04-2026"],
    ["Tally read", "15-04-2026 11:30, equal"],
  ]);
  const head = lines.findIndex(([first]) => first === "Party");
  expect(lines[head + 1]).toEqual([
    "Ram & Sons",
    "INV-1/26-27",
    "2026-04-01",
    "14",
    "1234567.00",
    "10000000.50",
    "12.50",
    "46.3",
  ]);
  expect(lines[head + 2]?.slice(4, 6)).toEqual(["-1234567.89", "-0.05"]);
  expect(lines[head + 1 + ROWS.length]).toEqual(["Total", "", "", "", "42.00", "", "", ""]);
});

test("a name that a spreadsheet would run gets a quote in front; a number keeps its minus", async () => {
  const cells = (await csvOf()).flat();
  for (const name of EVIL) expect(cells).toContain(`'${name}`);
  for (const cell of cells) expect(cell).not.toMatch(/^[=+@\t\r]|^-(?![\d,]*\.?\d+$)/);
});

test("an empty table says so; one row too many stops the writing", async () => {
  expect((await csvOf(testReport([]))).flat()).toContain("Nothing is open.");
  await expect(csvOf(testReport(), 2)).rejects.toThrow(TooManyRows);
});
