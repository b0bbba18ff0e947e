import { day } from "@cfa/values/local-date";
import { describe, expect, it } from "vitest";

import { readWhole } from "../collect.ts";
import { companiesRequest } from "./companies.ts";
import { countsByDayRequest, countsByTypeRequest, masterCountRequest } from "./counts.ts";
import { licenceRequest, periodFromRequest } from "./functions.ts";
import { groupsRequest, ledgersRequest, voucherTypesRequest } from "./masters.ts";
import { billsRequest, profitAndLossRequest, trialBalanceRequest } from "./reports.ts";
import { vouchersRequest, voucherSweepRequest } from "./vouchers.ts";

const APRIL = { from: day("2025-04-01"), to: day("2025-04-30") };
const ALL = [
  companiesRequest(),
  licenceRequest(),
  groupsRequest("C"),
  ledgersRequest("C"),
  voucherTypesRequest("C"),
  vouchersRequest("C", APRIL),
  voucherSweepRequest("C", APRIL),
  trialBalanceRequest("C", APRIL.to),
  billsRequest("C", "receivable", APRIL.to),
  billsRequest("C", "payable", APRIL.to),
  profitAndLossRequest("C", APRIL),
  vouchersRequest("C", APRIL, "native-method"),
  countsByDayRequest("C", APRIL),
  countsByTypeRequest("C", APRIL),
  masterCountRequest("C", "ledgers"),
  periodFromRequest("C"),
];

describe("the questions to Tally", () => {
  it("are well-formed", () => {
    for (const { xml } of ALL) {
      // Our own reader recognises a question to Tally only if it could be parsed to its end.
      const { read } = readWhole(Buffer.from(xml, "utf16le"));
      expect(!read.ok && read.error.message).toContain("a question to Tally");
    }
  });

  it("name the company wherever they are about one, whatever its name", () => {
    const { xml } = ledgersRequest(`Ram & "Shyam's" <Traders>\u0004`);
    expect(xml).toContain(
      "<SVCURRENTCOMPANY>Ram &amp; &quot;Shyam&apos;s&quot; &lt;Traders&gt;</SVCURRENTCOMPANY>",
    );
    for (const { company, xml } of ALL) expect(xml.includes("<SVCURRENTCOMPANY>C<")).toBe(company === "C");
  });

  it("give dates their type, or Tally would ignore them", () => {
    const { xml } = vouchersRequest("C", APRIL);
    expect(xml).toContain(
      '<SVFROMDATE TYPE="Date">20250401</SVFROMDATE><SVTODATE TYPE="Date">20250430</SVTODATE>',
    );
    for (const request of ALL) expect(request.xml).not.toMatch(/<SV(?:FROM|TO)DATE>/);
  });

  it("never give a master a period, which freezes Tally", () => {
    for (const request of [
      groupsRequest("C"),
      ledgersRequest("C", { afterAlterId: 1 }),
      voucherTypesRequest("C"),
      masterCountRequest("C", "groups"),
    ]) {
      expect(request.xml).not.toContain("DATE");
    }
  });

  it("have a new name every time, with which the collection is defined and asked for", () => {
    const [first, second] = [groupsRequest("C").xml, groupsRequest("C").xml];
    const name = /<ID>(\w+)<\/ID>/.exec(first)?.[1] ?? "";
    expect(first).toContain(`<COLLECTION NAME="${name}" ISMODIFY="No">`);
    expect(second).not.toContain(name);
  });

  it("ask for changes by number, escaped as TDL in XML", () => {
    expect(ledgersRequest("C", { afterAlterId: 4210 }).xml).toMatch(
      /<FILTER>(\w+)F<\/FILTER>.*<SYSTEM TYPE="Formulae" NAME="\1F">\$AlterId &gt; 4210<\/SYSTEM>/,
    );
    expect(vouchersRequest("C", { ...APRIL, afterAlterId: 0, upToAlterId: 500 }).xml).toContain(
      "$AlterId &gt; 0 And $AlterId &lt;= 500",
    );
    expect(vouchersRequest("C", APRIL).xml).not.toContain("FILTER");
  });

  it("ask for what a voucher needs by dotted paths, never for whole lists", () => {
    const fields = /<FETCH>(.*)<\/FETCH>/.exec(vouchersRequest("C", APRIL).xml)?.[1]?.split(",") ?? [];
    expect(fields).toEqual(
      expect.arrayContaining([
        "Guid",
        "AlterId",
        "AllLedgerEntries.LedgerName",
        "AllLedgerEntries.Amount",
        "AllLedgerEntries.BillAllocations.Name",
        "AllLedgerEntries.BankAllocations.BankersDate",
      ]),
    );
    expect(fields).not.toContain("AllLedgerEntries");
    for (const { xml } of ALL) expect(xml).not.toContain("*");
  });

  it("ask for whole lists by NATIVEMETHOD where dotted paths bring nothing", () => {
    const { xml } = vouchersRequest("C", APRIL, "native-method");
    expect(xml).toContain("<NATIVEMETHOD>AllLedgerEntries</NATIVEMETHOD>");
    expect(xml).not.toContain("AllLedgerEntries.");
  });

  it("take a trial balance ledger by ledger, from the start of the year", () => {
    const { xml } = trialBalanceRequest("C", day("2026-02-10"));
    expect(xml).toContain("<ISLEDGERWISE>Yes</ISLEDGERWISE>");
    expect(xml).toContain(
      '<SVFROMDATE TYPE="Date">20250401</SVFROMDATE><SVTODATE TYPE="Date">20260210</SVTODATE>',
    );
  });
});
