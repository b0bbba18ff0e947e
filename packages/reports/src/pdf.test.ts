import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";

import { hasPoppler, pdfText } from "@cfa/testkit/poppler";
import { afterAll, beforeAll, expect, test } from "vitest";

import { writePdf } from "./pdf.ts";
import { TooManyRows, type Report, type Row } from "./report.ts";
import { ROWS, testReport } from "./test-report.ts";
import { Sink } from "./test-sink.ts";

/* Documents are read back with poppler, where the machine has it. */

const poppler = hasPoppler();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cfa-pdf-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pdfOf(report: Report = testReport(), rows?: number): Promise<Buffer> {
  const sink = new Sink();
  await writePdf(report, sink, rows === undefined ? {} : { rows });
  return sink.bytes;
}

function textOf(pdf: Buffer): string {
  const path = join(folder, "a.pdf");
  writeFileSync(path, pdf);
  return pdfText(path);
}

test.runIf(poppler)(
  "another program reads head, sums in lakh and crore, Dr and Cr, days, totals",
  async () => {
    const text = textOf(await pdfOf());
    expect(text).toContain("Ageing by party");
    expect(text).toContain("As of: 15-04-2026");
    expect(text).toMatch(
      /Ram & Sons +INV-1\/26-27 +01-04-2026 +14 +12,34,567\.00 +1,00,00,000\.50 Dr +12\.50 %/,
    );
    expect(text).toMatch(/−12,34,567\.89 +0\.05 Cr/);
    expect(text).toMatch(/Total +42\.00/);
    expect(text).toContain("Page 1");
  },
);

test.runIf(poppler)(
  "Hindi is found as it was written, though its glyphs stand in another order",
  async () => {
    const text = textOf(await pdfOf());
    expect(text).toContain("श्री कृष्ण ट्रेडर्स");
    expect(text).toContain("श्री गणेश Traders");
  },
);

test.runIf(poppler)("a long table has its head and a number on each page, and loses no row", async () => {
  const rows = Array.from({ length: 200 }, (_, at): Row => [`Party ${at}`, `B${at}`, null, at, 1n, 0n, 0]);
  const pages = textOf(await pdfOf(testReport(rows)))
    .split("\f")
    .slice(0, -1);
  expect(pages.length).toBeGreaterThan(5);
  for (const [at, page] of pages.entries()) {
    if (/\bB\d+\b/.test(page)) expect(page).toMatch(/Party +Bill +Date/);
    expect(page).toContain(`Page ${at + 1}`);
  }
  const bills = pages.join("\n").match(/\bB\d+\b/g);
  expect(bills).toEqual(rows.map((row) => row[1]));
});

test.runIf(poppler)("faces are in the file, only as far as they are used", async () => {
  const from = join(folder, "b.pdf");
  writeFileSync(from, await pdfOf());
  const fonts = execFileSync("pdffonts", [from], { encoding: "utf8" });
  expect(fonts.match(/\+NotoSansDevanagari-\w+ .* yes yes yes/g)).toHaveLength(2);
  expect(readFileSync(from).length).toBeLessThan(150_000); // a whole face has 220,000
});

test("one row too many stops the writing; a sink that breaks fails it", async () => {
  expect((await pdfOf()).subarray(0, 5).toString()).toBe("%PDF-");
  await expect(pdfOf(testReport(), ROWS.length - 1)).rejects.toThrow(TooManyRows);
  const sink = new Writable({ write: (_chunk, _encoding, done) => done(new Error("no room")) });
  await expect(writePdf(testReport(), sink)).rejects.toThrow("no room");
});
