import { readFileSync } from "node:fs";
import { join } from "node:path";

import { LedgerRecord } from "@cfa/contract/records";
import { describe, expect, it } from "vitest";

import { collectRecords } from "../collect.ts";
import { CAPTURED_FOLDER, hasCapturedFiles } from "../test-captured-files.ts";
import { FORMAT_BYTES, formatOf } from "./file-format.ts";
import { headBytes, memorySource } from "./file-source.ts";
import { readTallyFile } from "./read-tally-file.ts";
import { makeZip } from "./test-zip.ts";

const bill = (party: string, name: string, amount: string, more = "") =>
  `<BILLFIXED><BILLDATE>15-Dec-25</BILLDATE><BILLREF>${name}</BILLREF><BILLPARTY>${party}</BILLPARTY></BILLFIXED><BILLCL>${amount}</BILLCL>${more}`;
const report = (...bills: string[]) => `<ENVELOPE>${bills.join("\r\n")}</ENVELOPE>`;

async function read(name: string, content: string | Uint8Array, format: "xml" | "json" = "xml") {
  const { sink, records } = collectRecords();
  const result = await readTallyFile(memorySource(name, Buffer.from(content)), sink, { format });
  return { result, records };
}

describe("Bills Receivable and Bills Payable", () => {
  const DUE = "<BILLDUE>14-Jan-26</BILLDUE><BILLOVERDUE>76</BILLOVERDUE>";

  it("become parties with their open bills, the side told by the signs, the day by what is overdue", async () => {
    const receivable = await read(
      "Bills.xml",
      report(
        bill("Ram &amp; Sons", "S1", "-100.50", DUE),
        bill("Sita", "A1", "20.00"),
        bill("Ram &amp; Sons", "S2", "-5.00"),
      ),
    );
    expect(receivable.result).toMatchObject({
      ok: true,
      value: {
        kind: "receivable",
        list: { sum: 8_550n, asOf: "2026-03-31", parties: ["Ram & Sons", "Sita"] },
      },
    });
    expect(receivable.records.ledgers.map((party) => [party.parent, party.openingBalance])).toEqual([
      ["Sundry Debtors", "-10550"],
      ["Sundry Debtors", "2000"],
    ]);
    const payable = await read("Bills.xml", report(bill("Mills", "M/1", "70.00")));
    expect(payable.result).toMatchObject({
      ok: true,
      value: { kind: "payable", list: { sum: 7_000n, asOf: null } },
    });
  });

  it("whose name and signs contradict each other are refused", async () => {
    const turned = await read(
      "BillsReceivable.xml",
      report(bill("Ram", "S1", "100.50"), bill("Sita", "S2", "5.00")),
    );
    expect(turned.result).toMatchObject({ ok: false, error: { code: "inverted" } });
  });
});

describe("what is no export of books", () => {
  it.each([
    [
      "a report of totals",
      "<ENVELOPE><DSPACCNAME><DSPDISPNAME>Sales</DSPDISPNAME></DSPACCNAME></ENVELOPE>",
      "report",
    ],
    ["a cut file", "<ENVELOPE><HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER><BODY>", "truncated"],
    ["a DOCTYPE", '<!DOCTYPE x [<!ENTITY a "b">]><ENVELOPE>&a;</ENVELOPE>', "doctype"],
    [
      "a receipt",
      "<RESPONSE><CREATED>1</CREATED><ALTERED>0</ALTERED><ERRORS>0</ERRORS></RESPONSE>",
      "import-answer",
    ],
    ["an error", "<RESPONSE><LINEERROR>Could not find company</LINEERROR></RESPONSE>", "error-answer"],
    ["nothing", "<ENVELOPE></ENVELOPE>", "empty"],
    ["a web page", "<html><body>Login</body></html>", "not-tally"],
  ])("%s is refused with its code and a sentence", async (_, content, code) => {
    const { result } = await read("x.xml", content);
    expect(result).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/.{20,}\.$/) } });
  });
});

describe("the format of a file", () => {
  it.each([
    ["<ENVELOPE>", "xml"],
    ["\ufeff<?xml version='1.1'?>\n<ENVELOPE>", "xml"],
    ['{"tallymessage":[', "json"],
    ["Date,Party\n1,2\n", "table"],
    [makeZip([{ name: "a.xml", content: "x" }]), "zip"],
    [
      makeZip([
        { name: "[Content_Types].xml", content: "x" },
        { name: "xl/workbook.xml", content: "x" },
      ]),
      "spreadsheet",
    ],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), "spreadsheet"],
    ["%PDF-1.7", "pdf"],
    ["", "empty"],
    ["  \r\n", "empty"],
    ["just a few words\nand no more", "unknown"],
    [Buffer.from([1, 2, 3, 4, 44, 10, 5, 44]), "unknown"],
  ])("is told by its content (%#)", async (content, format) => {
    const head = await headBytes(memorySource("misleading.exe", Buffer.from(content)), FORMAT_BYTES);
    expect(formatOf(head)).toBe(format);
  });
});

if (hasCapturedFiles) describe("the captured reports in ../shared/tally-fixtures", capturedReports);
else it.skip("the captured reports in ../shared/tally-fixtures: the folder is not there");

function capturedReports(): void {
  it.each([
    ["prime-report-bills-receivable-632-hindi.xml", 632, "2025-03-01"],
    ["prime7-report-bills-receivable-6.xml", 6, "2026-03-31"],
  ])("%s is a list of receivables of one day", async (name, bills, asOf) => {
    const content = readFileSync(join(CAPTURED_FOLDER, name));
    const { result, records } = await read("Bills.xml", content);
    expect(result).toMatchObject({
      ok: true,
      value: { kind: "receivable", counts: { bills }, list: { asOf } },
    });
    for (const ledger of records.ledgers) expect(LedgerRecord.safeParse(ledger).success).toBe(true);
    const total = records.ledgers.reduce((sum, ledger) => sum - BigInt(ledger.openingBalance), 0n);
    expect(result.ok && result.value.list?.sum).toBe(total);
  });
}
