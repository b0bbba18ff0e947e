import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { Records } from "@cfa/contract/records";
import { describe, expect, it } from "vitest";

import { readWhole } from "./collect.ts";
import { isAccountingType } from "./fields/voucher-kind.ts";
import { importCodeOf } from "./import-file.ts";

const FOLDER = resolve(import.meta.dirname, "../../../../shared/tally-fixtures");

type Expected = [kind: string, importCode: string, counts: Record<string, number>];

/** What each captured file holds, counted independently of this parser. Counts that are left out are 0. */
const GOLDEN: Record<string, Expected> = {
  "connector-tdlreport-creditnotes.xml": ["report", "report", { vouchers: 4, balanced: 4, bills: 4 }],
  "connector-tdlreport-currencies.xml": ["report", "report", {}],
  "connector-tdlreport-empty.xml": ["empty", "empty", {}],
  "connector-tdlreport-groups.xml": ["report", "report", { groups: 61 }],
  "connector-tdlreport-journals.xml": ["report", "report", { vouchers: 100, balanced: 100, bills: 50 }],
  "connector-tdlreport-ledgers.xml": ["report", "report", { ledgers: 295 }],
  "connector-tdlreport-receipts.xml": ["report", "report", { vouchers: 100, balanced: 100, bills: 106 }],
  "connector-tdlreport-reversingjournal.xml": ["report", "report", { vouchers: 1 }],
  "connector-tdlreport-sales.xml": ["report", "report", { vouchers: 100, balanced: 100, bills: 89 }],
  "erp9-collection-ledgers-14-xml11.xml": ["collection", "answer", { ledgers: 13, bills: 2 }],
  "erp9-daybook-156-with-cancelled.xml": [
    "day-book",
    "import",
    { vouchers: 156, cancelled: 10, balanced: 144, bills: 174 },
  ],
  "erp9-export-journal-newref-agstref-utf16le.xml": [
    "day-book",
    "import",
    { vouchers: 1, balanced: 1, bills: 2 },
  ],
  "erp9-export-ledgers-openingbills-xml11-utf16le.xml": [
    "masters",
    "import",
    { groups: 31, ledgers: 13, bills: 2 },
  ],
  "prime-collection-company-1.xml": ["collection", "answer", {}],
  "prime-collection-empty.xml": ["empty", "empty", {}],
  "prime-collection-groups-29.xml": ["collection", "answer", { groups: 28 }],
  "prime-collection-ledger-balances-3390.xml": ["collection", "answer", { ledgers: 3389 }],
  "prime-collection-ledgers-817.xml": ["collection", "answer", { ledgers: 816 }],
  "prime-collection-voucher-headers-45.xml": ["collection", "answer", { vouchers: 45 }],
  "prime-daybook-1payment-utf16le.xml": ["day-book", "import", { vouchers: 1, balanced: 1 }],
  "prime-daybook-1payment-utf8bom.xml": ["day-book", "import", { vouchers: 1, balanced: 1 }],
  "prime-daybook-2sales-30days-utf16le.xml": ["day-book", "import", { vouchers: 2, balanced: 2, bills: 1 }],
  "prime-daybook-journal-payment.xml": ["day-book", "import", { vouchers: 2, balanced: 2 }],
  "prime-error-report-not-found-utf16le.xml": ["error-answer", "error-answer", {}],
  "prime-export-2vouchers-advance-agstref-utf16le.xml": [
    "day-book",
    "import",
    { vouchers: 2, balanced: 2, bills: 2 },
  ],
  "prime-export-masters-utf16le.xml": [
    "masters",
    "import",
    { groups: 38, ledgers: 9, voucherTypes: 24, bills: 1 },
  ],
  "prime-import-request-masters-raw-control-bytes.xml": ["import-request", "import-request", { ledgers: 46 }],
  "prime-import-response-139-altered-124-exceptions-utf16le.txt": ["import-answer", "import-answer", {}],
  "prime-import-screen-echo-utf8bom.xml": ["error-answer", "error-answer", {}],
  "prime-report-bills-receivable-632-hindi.xml": ["report", "report", { bills: 632 }],
  "prime-report-profit-loss.xml": ["report", "report", {}],
  "prime-tally-imp-log-utf8bom.txt": ["not-tally", "not-tally", {}],
  "prime-voucher-register-1sale-raw-controls.xml": [
    "voucher-register",
    "import",
    { vouchers: 1, balanced: 1, bills: 1 },
  ],
  "prime7-collection-company-counters.xml": ["collection", "answer", {}],
  "prime7-error-report-company-not-open.xml": ["error-answer", "error-answer", {}],
  "prime7-report-bills-receivable-6.xml": ["report", "report", { bills: 6 }],
  "synthetic-error-company-not-found.xml": ["error-answer", "error-answer", {}],
  "synthetic-import-masters-nonstandard.xml": ["import-request", "hand-made", { ledgers: 22 }],
  "synthetic-import-success.xml": ["import-answer", "import-answer", {}],
};

const NO_COUNTS = {
  groups: 0,
  ledgers: 0,
  voucherTypes: 0,
  vouchers: 0,
  cancelled: 0,
  balanced: 0,
  quarantined: 0,
  bills: 0,
};

function load(name: string): Buffer {
  return readFileSync(join(FOLDER, name));
}

const titled = "the captured files in ../shared/tally-fixtures";
const suite = existsSync(FOLDER) ? describe : describe.skip;

suite(existsSync(FOLDER) ? titled : `${titled}: the shared folder is not there`, () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /\.(?:xml|txt)$/.test(name)) : [];

  it("are all known here", () => {
    expect(files.toSorted()).toEqual(Object.keys(GOLDEN).toSorted());
  });

  it.each(Object.entries(GOLDEN))("%s", (name, [kind, importCode, counts]) => {
    const { read, records } = readWhole(load(name));
    const document = read.ok ? read.value : read.error.document;
    expect({ kind: document.kind, counts: document.counts }).toEqual({
      kind,
      counts: { ...NO_COUNTS, ...counts },
    });
    expect(importCodeOf(read).code).toBe(importCode);
    const { companies: _, ...carried } = records;
    expect(() => Records.parse(carried)).not.toThrow(); // everything read is what the contract carries
  });

  it("sum to zero in every accounting voucher that is not cancelled", () => {
    let checked = 0;
    for (const name of files) {
      for (const voucher of readWhole(load(name)).records.vouchers) {
        if (voucher.isCancelled === true || !isAccountingType(voucher.type, new Map())) continue;
        if (voucher.entries.length === 0) continue; // heads only were asked for
        checked += 1;
        expect(voucher.entries.reduce((sum, entry) => sum + BigInt(entry.amount), 0n)).toBe(0n);
      }
    }
    expect(checked).toBe(458);
  });

  it("yield the same records from the UTF-16 and the UTF-8 copy of one Day Book", () => {
    const wide = readWhole(load("prime-daybook-1payment-utf16le.xml"));
    const narrow = readWhole(load("prime-daybook-1payment-utf8bom.xml"));
    expect(wide.records.vouchers).toHaveLength(1);
    expect(narrow.records).toEqual(wide.records);
  });

  it("yield the same records in pieces of 7 bytes", () => {
    for (const name of files.filter((file) => load(file).length < 150_000)) {
      const bytes = load(name);
      expect(readWhole(bytes, 7).records).toEqual(readWhole(bytes).records);
    }
  });

  it("carry opening bills, credit periods and names in Indian scripts", () => {
    const masters = readWhole(load("erp9-export-ledgers-openingbills-xml11-utf16le.xml")).records;
    const openingBills = masters.ledgers.flatMap((ledger) => ledger.openingBills ?? []);
    expect(openingBills.map((bill) => bill.creditPeriod?.text)).toContain("31-Mar-2019");
    const withTerm = readWhole(load("prime-daybook-2sales-30days-utf16le.xml")).records.vouchers;
    const bills = withTerm.flatMap((voucher) => voucher.entries.flatMap((entry) => entry.bills ?? []));
    expect(bills).toEqual([
      expect.objectContaining({
        type: "new-ref",
        creditPeriod: { text: "30 Days", baseDayNumber: expect.any(Number) as number },
      }),
    ]);
  });
});
