import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Records } from "@cfa/contract/records";
import { describe, expect, it } from "vitest";

import { readWhole } from "./collect.ts";
import { isAccountingType } from "./fields/voucher-kind.ts";
import { importCodeOf } from "./import-file.ts";
import { CAPTURED, CAPTURED_FOLDER, hasCapturedFiles } from "./test-captured-files.ts";

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
  return readFileSync(join(CAPTURED_FOLDER, name));
}

if (hasCapturedFiles) describe("the captured files in ../shared/tally-fixtures", captured);
else it.skip("the captured files in ../shared/tally-fixtures: the folder is not there");

function captured(): void {
  const files = readdirSync(CAPTURED_FOLDER).filter((name) => /\.(?:xml|txt)$/.test(name));

  it("are all known here", () => {
    expect(files.toSorted()).toEqual(Object.keys(CAPTURED).toSorted());
  });

  it.each(Object.entries(CAPTURED))("%s", (name, [kind, importCode, counts]) => {
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
}
