import { expect, test } from "vitest";

import { readWhole } from "../collect.ts";
import { importFile, importRequest } from "./import-xml.ts";
import { creditNote, MARKER, receipt } from "./test-drafts.ts";

const posted = { isOptional: false };

test("a credit note as Tally takes it: one voucher to create, debit negative, against its bill, marked three times", () => {
  expect(importRequest("Ram & Shyam Traders", creditNote(), posted).xml).toBe(
    "<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Import</TALLYREQUEST><TYPE>Data</TYPE><ID>Vouchers</ID></HEADER>" +
      "<BODY><DESC><STATICVARIABLES><SVCURRENTCOMPANY>Ram &amp; Shyam Traders</SVCURRENTCOMPANY></STATICVARIABLES></DESC>" +
      `<DATA><TALLYMESSAGE xmlns:UDF="TallyUDF"><VOUCHER REMOTEID="${MARKER}" VCHTYPE="Credit Note" ACTION="Create" OBJVIEW="Accounting Voucher View">` +
      `<DATE>20250402</DATE><EFFECTIVEDATE>20250402</EFFECTIVEDATE><VOUCHERTYPENAME>Credit Note</VOUCHERTYPENAME><REFERENCE>${MARKER}</REFERENCE>` +
      `<PARTYLEDGERNAME>Asha Stores</PARTYLEDGERNAME><NARRATION>Early payment discount on INV-118 [${MARKER}]</NARRATION>` +
      "<PERSISTEDVIEW>Accounting Voucher View</PERSISTEDVIEW><ISINVOICE>No</ISINVOICE><ISOPTIONAL>No</ISOPTIONAL>" +
      "<ALLLEDGERENTRIES.LIST><LEDGERNAME>Discount Allowed</LEDGERNAME><ISDEEMEDPOSITIVE>Yes</ISDEEMEDPOSITIVE><ISPARTYLEDGER>No</ISPARTYLEDGER><AMOUNT>-354.00</AMOUNT></ALLLEDGERENTRIES.LIST>" +
      "<ALLLEDGERENTRIES.LIST><LEDGERNAME>Asha Stores</LEDGERNAME><ISDEEMEDPOSITIVE>No</ISDEEMEDPOSITIVE><ISPARTYLEDGER>Yes</ISPARTYLEDGER><AMOUNT>354.00</AMOUNT>" +
      "<BILLALLOCATIONS.LIST><NAME>INV-118</NAME><BILLTYPE>Agst Ref</BILLTYPE><AMOUNT>354.00</AMOUNT></BILLALLOCATIONS.LIST></ALLLEDGERENTRIES.LIST>" +
      "</VOUCHER></TALLYMESSAGE></DATA></BODY></ENVELOPE>",
  );
});

test("a receipt for the file import: the older envelope, the bank debited, optional", () => {
  const xml = importFile("Ram & Shyam Traders", receipt(), { isOptional: true });
  expect(xml).toContain("<TALLYREQUEST>Import Data</TALLYREQUEST>");
  expect(xml).toContain("<REQUESTDESC><REPORTNAME>Vouchers</REPORTNAME>");
  expect(xml).toContain("<ISOPTIONAL>Yes</ISOPTIONAL>");
  expect(xml).toContain("<LEDGERNAME>HDFC Bank</LEDGERNAME><ISDEEMEDPOSITIVE>Yes</ISDEEMEDPOSITIVE>");
});

test("neither a number, nor a reference date, nor any master is sent", () => {
  for (const xml of [
    importRequest("A", receipt(), posted).xml,
    importFile("A", receipt(), { isOptional: false }),
  ]) {
    expect(xml).not.toMatch(/VOUCHERNUMBER|REFERENCEDATE|<LEDGER[ >]|<VOUCHERTYPE[ >]|ACTION="(?!Create)/);
  }
});

test("names with & and quotes, Devanagari and line breaks arrive as they are, and cannot leave their place", () => {
  const party = `आशा <"Stores"> & Sons`;
  const voucher = creditNote({
    type: `Cr "Note" & Co`,
    party,
    bill: "INV/1'8 <b>",
    narration: "two\r\nlines </NARRATION><X>",
    lines: [
      { ledger: "Discount & Rebate", amount: "-5", isParty: false },
      { ledger: party, amount: "5", isParty: true },
    ],
  });
  const { read, records } = readWhole(
    Buffer.from(
      importFile("A", voucher, posted).replace("<DATE>", "<GUID>g-00000001</GUID><DATE>"),
      "utf16le",
    ),
  );
  expect(read.ok).toBe(true);
  expect(records.vouchers).toMatchObject([
    {
      type: `Cr "Note" & Co`,
      party,
      narration: `two lines </NARRATION><X> [${MARKER}]`,
      entries: [
        { ledger: "Discount & Rebate", amount: "-5" },
        { ledger: party, amount: "5", bills: [{ name: "INV/1'8 <b>", type: "agst-ref", amount: "5" }] },
      ],
    },
  ]);
});

test("every paisa has its two decimals", () => {
  const amounts = ["1", "10", "100", "123456789012345"].map((amount) => {
    const lines = [
      { ledger: "Discount Allowed", amount: `-${amount}`, isParty: false },
      { ledger: "Asha Stores", amount, isParty: true },
    ];
    const xml = importRequest("A", creditNote({ lines }), posted).xml;
    return [...xml.matchAll(/<AMOUNT>([^<]+)</g)].map((match) => match[1]).slice(0, 2);
  });
  expect(amounts).toEqual([
    ["-0.01", "0.01"],
    ["-0.10", "0.10"],
    ["-1.00", "1.00"],
    ["-1234567890123.45", "1234567890123.45"],
  ]);
});
