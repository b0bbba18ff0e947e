import type { Column, Report, Row } from "./report.ts";

/* A report with every kind of column, and names as they come: long, in Hindi, and such as a spreadsheet would run. */

export const COLUMNS: readonly Column[] = [
  { key: "party", title: "Party", kind: "text", width: 30 },
  { key: "bill", title: "Bill", kind: "text", width: 14 },
  { key: "date", title: "Date", kind: "day", width: 10 },
  { key: "days", title: "Days", kind: "count", width: 6 },
  { key: "amount", title: "Amount ₹", kind: "money", width: 16 },
  { key: "balance", title: "Balance ₹ (Dr +)", kind: "balance", width: 18 },
  { key: "share", title: "Share", kind: "percent", width: 8 },
  { key: "took", title: "Took", kind: "days", width: 8 },
];

export const EVIL = ['=HYPERLINK("http://x","y")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tTAB", "\rCR"];

export const ROWS: readonly Row[] = [
  ["Ram & Sons", "INV-1/26-27", "2026-04-01", 14, 12_34_567_00n, 1_00_00_000_50n, 1250, 463],
  ["श्री कृष्ण ट्रेडर्स", "बिल-7", "2026-04-02", 0, -12_34_567_89n, -5n, 0, 600],
  [
    "Shree Balaji Steel & Hardware Trading Company (India) Private Limited, Mumbai Branch Office",
    "X",
    null,
    3,
    99_99_99_99_999_99n,
    0n,
    10_000,
    null,
  ],
  ...EVIL.map((name): Row => [name, "-5", "2026-03-31", 1, 1n, -1_00_000_00n, 1, 0]),
];

/** The report; `rows` in place of its own. */
export function testReport(rows: Iterable<Row> | AsyncIterable<Row> = ROWS): Report {
  return {
    head: {
      company: "श्री गणेश Traders",
      title: "Ageing by party",
      lines: [
        { label: "As of", value: "15-04-2026" },
        { label: "Tally read", value: "15-04-2026 11:30, equal" },
      ],
    },
    page: "landscape",
    blocks: [
      { kind: "prose", paragraphs: ["Amounts are in rupees."] },
      {
        kind: "table",
        title: "Bills",
        columns: COLUMNS,
        rows,
        totals: () => [null, null, null, null, 42_00n, null, null, null],
        none: "Nothing is open.",
      },
      { kind: "tear-off", title: "Reply" },
      { kind: "prose", paragraphs: ["=We agree with the balance."], strong: true },
    ],
    words: { page: (number) => `Page ${number}`, total: "Total" },
  };
}
