import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { hasPoppler, pdfPages } from "@cfa/testkit/poppler";
import { expect, test } from "vitest";

import { writeLetters, type Letter } from "./letters.ts";
import type { Row } from "./report.ts";
import { Sink } from "./test-sink.ts";

/* Letters are read back with poppler, where the machine has it. */

const COLUMNS = [
  { key: "bill", title: "Bill", kind: "text", width: 20 },
  { key: "amount", title: "Amount ₹", kind: "money", width: 12 },
] as const;

function letter(name: string, bills: number): Letter {
  const rows = Array.from({ length: bills }, (_, at): Row => [`B${at + 1}`, 1_00_000_00n]);
  return {
    from: { name: "Asha Traders", lines: ["GSTIN 27AAAAA0000A1Z5"] },
    date: "15 Apr 2026",
    to: { name, lines: ["12, Market Road", "Pune 411001"] },
    subject: "Your bills",
    before: [`Dear ${name},`, "The following is due."],
    table: {
      kind: "table",
      title: null,
      columns: COLUMNS,
      rows,
      totals: () => [null, BigInt(bills) * 1_00_000_00n],
      none: "-",
    },
    after: ["If you have paid, please take no notice."],
    pay: ["How to pay", "By bank transfer"],
    codes: [
      {
        lines: ["Scan to pay"],
        modules: [
          [true, false],
          [false, true],
        ],
      },
    ],
    signature: ["Yours faithfully,", "For Asha Traders"],
    words: { page: (number) => `Page ${number}`, total: "Total" },
  };
}

async function pagesOf(letters: [Letter, ...Letter[]]): Promise<string[]> {
  const sink = new Sink();
  await writeLetters(letters, sink);
  const folder = mkdtempSync(join(tmpdir(), "cfa-letters-"));
  try {
    const path = join(folder, "a.pdf");
    writeFileSync(path, sink.bytes);
    return pdfPages(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.runIf(hasPoppler())("each letter begins a page, and its pages are numbered from one on", async () => {
  const pages = await pagesOf([letter("Ram & Sons", 80), letter("श्री गणेश ट्रेडर्स", 1)]);
  const last = pages.length - 1;
  expect(last).toBeGreaterThan(1);
  expect(pages.map((page) => /Page (\d+)/.exec(page)?.[1])).toEqual([
    ...Array.from({ length: last }, (_, at) => String(at + 1)),
    "1",
  ]);
  expect(pages[0]).toMatch(/Asha Traders\n+ *GSTIN 27AAAAA0000A1Z5/);
  expect(pages[0]).toContain("Ram & Sons");
  expect(
    pages
      .slice(0, last)
      .join("\n")
      .match(/\bB\d+\b/g),
  ).toHaveLength(80);
  expect(pages.slice(0, last).join("\n")).toMatch(/Total +80,00,000\.00/);
  expect(pages[last]).toContain("श्री गणेश ट्रेडर्स");
  expect(pages[last]).toContain("12, Market Road");
  expect(pages[last]).toMatch(/B1 +1,00,000\.00/);
  expect(pages[last]).not.toContain("Ram & Sons");
});

test("a sink that breaks fails the writing", async () => {
  const sink = new Sink();
  sink.destroy(new Error("disk full"));
  await expect(writeLetters([letter("Ram & Sons", 1)], sink)).rejects.toThrow("disk full");
});
