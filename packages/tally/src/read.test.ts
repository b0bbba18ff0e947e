import { Records } from "@cfa/contract/records";
import { describe, expect, it } from "vitest";

import { readWhole } from "./collect.ts";
import { collectionAnswer, COMPANY_GUID, exportFile, guidOf, ledger, voucher } from "./test-xml.ts";

function readText(xml: string) {
  return readWhole(Buffer.from(xml));
}

/** The document, or a failing test that names the refusal. */
function documentOf(xml: string) {
  const { read } = readText(xml);
  if (!read.ok) throw new Error(`refused: ${read.error.code} ${read.error.message}`);
  return read.value;
}

const SALE = voucher(1, {
  type: "Sales",
  head: "<PARTYLEDGERNAME>Ravi &amp; Co</PARTYLEDGERNAME><NARRATION>two lines&#13;&#10;of text</NARRATION><BASICDUEDATEOFPYMT>30 Days</BASICDUEDATEOFPYMT>",
  lines: [
    {
      ledger: "Ravi &amp; Co",
      amount: "-1180.00",
      more: '<ISPARTYLEDGER>Yes</ISPARTYLEDGER><BILLALLOCATIONS.LIST><NAME>INV-1</NAME><BILLCREDITPERIOD JD="45748" P="30 Days">30 Days</BILLCREDITPERIOD><BILLTYPE>New Ref</BILLTYPE><AMOUNT>-1180.00</AMOUNT></BILLALLOCATIONS.LIST>',
    },
    { ledger: "Sales", amount: "1000.00" },
    { ledger: "Output GST", amount: "180.00" },
  ],
});

describe("a voucher", () => {
  it("is read with its entries, bill allocations and Tally's signs", () => {
    const { records } = readText(exportFile([SALE]));
    expect(records.vouchers).toEqual([
      {
        guid: guidOf(1),
        masterId: 1,
        alterId: 1,
        date: "2025-04-02",
        type: "Sales",
        number: "1",
        party: "Ravi & Co",
        narration: "two lines\r\nof text",
        dueText: "30 Days",
        entries: [
          {
            ledger: "Ravi & Co",
            amount: "-118000",
            isDeemedPositive: true,
            isParty: true,
            bills: [
              {
                name: "INV-1",
                type: "new-ref",
                amount: "-118000",
                creditPeriod: { text: "30 Days", baseDayNumber: 45748 },
              },
            ],
          },
          { ledger: "Sales", amount: "100000", isDeemedPositive: false },
          { ledger: "Output GST", amount: "18000", isDeemedPositive: false },
        ],
      },
    ]);
  });

  it("of an invoice counts its party lines and the postings below its stock lines", () => {
    const invoice = voucher(2, {
      type: "Sales",
      head: `<LEDGERENTRIES.LIST><LEDGERNAME>Ravi</LEDGERNAME><AMOUNT>-500.00</AMOUNT></LEDGERENTRIES.LIST>
        <ALLINVENTORYENTRIES.LIST><AMOUNT>300.00</AMOUNT><ACCOUNTINGALLOCATIONS.LIST><LEDGERNAME>Sales</LEDGERNAME><AMOUNT>300.00</AMOUNT></ACCOUNTINGALLOCATIONS.LIST></ALLINVENTORYENTRIES.LIST>
        <ALLINVENTORYENTRIES.LIST><AMOUNT>200.00</AMOUNT><ACCOUNTINGALLOCATIONS.LIST><LEDGERNAME>Sales</LEDGERNAME><AMOUNT>200.00</AMOUNT></ACCOUNTINGALLOCATIONS.LIST></ALLINVENTORYENTRIES.LIST>`,
    });
    const { records } = readText(exportFile([invoice]));
    expect(records.vouchers[0]?.entries.map((entry) => [entry.ledger, entry.amount])).toEqual([
      ["Ravi", "-50000"],
      ["Sales", "30000"],
      ["Sales", "20000"], // the same ledger twice stays two entries
    ]);
  });

  it("counts only ALLLEDGERENTRIES where it has any, for the other lists repeat them", () => {
    const repeated = voucher(3, {
      lines: [
        { ledger: "Rent", amount: "-50.00" },
        { ledger: "Bank", amount: "50.00" },
      ],
      head: "<LEDGERENTRIES.LIST><LEDGERNAME>Rent</LEDGERNAME><AMOUNT>-50.00</AMOUNT></LEDGERENTRIES.LIST>",
    });
    expect(readText(exportFile([repeated])).records.vouchers[0]?.entries).toHaveLength(2);
  });

  it("takes an entry's own amount, not one of a list below it", () => {
    const nested = voucher(4, {
      lines: [
        {
          ledger: "Bank",
          amount: "-70.00",
          more: "<CATEGORYALLOCATIONS.LIST><AMOUNT>-1.00</AMOUNT></CATEGORYALLOCATIONS.LIST><BANKALLOCATIONS.LIST><AMOUNT>-70.00</AMOUNT><BANKERSDATE>20250405</BANKERSDATE></BANKALLOCATIONS.LIST>",
        },
        { ledger: "Ravi", amount: "70.00" },
      ],
    });
    const entry = readText(exportFile([nested])).records.vouchers[0]?.entries[0];
    expect(entry).toMatchObject({ amount: "-7000", bank: [{ amount: "-7000", clearedOn: "2025-04-05" }] });
  });

  it("is cancelled by its flag or by the export's action, and then needs no entries", () => {
    const document = documentOf(
      exportFile([
        voucher(5, { attributes: 'ACTION="Cancel"' }),
        voucher(6, { head: "<ISCANCELLED>Yes</ISCANCELLED>" }),
      ]),
    );
    expect(document.counts).toMatchObject({ vouchers: 2, cancelled: 2, balanced: 0, quarantined: 0 });
  });

  it("that does not sum to zero is carried, and counted as quarantined instead of balanced", () => {
    const wrong = voucher(7, {
      lines: [
        { ledger: "A", amount: "-10.00" },
        { ledger: "B", amount: "9.99" },
      ],
    });
    const { read, records } = readText(exportFile([SALE, wrong]));
    expect(records.vouchers).toHaveLength(2);
    expect(read.ok && read.value.counts).toMatchObject({ vouchers: 2, balanced: 1, quarantined: 1 });
  });

  it("of a kind that does not touch the accounts need not balance", () => {
    const order = voucher(8, { type: "Sales Order", lines: [{ ledger: "A", amount: "-10.00" }] });
    expect(documentOf(exportFile([order])).counts).toMatchObject({
      vouchers: 1,
      balanced: 0,
      quarantined: 0,
    });
  });

  it("of a custom type is judged by the base type, which may stand after it in the file", () => {
    const unbalanced = voucher(9, { type: "Enquiry", lines: [{ ledger: "A", amount: "-10.00" }] });
    const type = `<VOUCHERTYPE NAME="Enquiry"><GUID>${guidOf(90)}</GUID><PARENT>Memorandum</PARENT><ALTERID>1</ALTERID></VOUCHERTYPE>`;
    expect(documentOf(exportFile([unbalanced])).counts.quarantined).toBe(1);
    expect(documentOf(exportFile([unbalanced, type])).counts.quarantined).toBe(0);
  });

  it("in a custom report has ISO days, sides in words and values in objects", () => {
    const { read, records } =
      readText(`<ENVELOPE><VOUCHER><GUID>${guidOf(10)}</GUID><ALTERID>10</ALTERID><DATE>2016-04-01</DATE>
      <VOUCHERTYPENAME>Receipt</VOUCHERTYPENAME><ISCANCELLED>false</ISCANCELLED>
      <ALLLEDGERENTRIES.LIST><LEDGERNAME>Ravi</LEDGERNAME><AMOUNT><AMOUNT>5000</AMOUNT><FOREXSYMBOL>$</FOREXSYMBOL><FOREXAMOUNT>100</FOREXAMOUNT><RATEOFEXCHANGE>50</RATEOFEXCHANGE><ISDEBIT>false</ISDEBIT></AMOUNT>
       <BILLALLOCATIONS.LIST><BILLTYPE>OnAccount</BILLTYPE><AMOUNT><AMOUNT>5000</AMOUNT><ISDEBIT>false</ISDEBIT></AMOUNT></BILLALLOCATIONS.LIST></ALLLEDGERENTRIES.LIST>
      <ALLLEDGERENTRIES.LIST><LEDGERNAME>Bank</LEDGERNAME><AMOUNT><AMOUNT>5000</AMOUNT><ISDEBIT>true</ISDEBIT></AMOUNT></ALLLEDGERENTRIES.LIST></VOUCHER></ENVELOPE>`);
    expect(read.ok && read.value).toMatchObject({
      kind: "report",
      counts: { vouchers: 1, balanced: 1, bills: 1 },
    });
    expect(records.vouchers[0]).toMatchObject({
      date: "2016-04-01",
      isCancelled: false,
      entries: [
        { amount: "500000", foreign: "$ 100 @ 50", bills: [{ name: "", type: "on-account" }] },
        { amount: "-500000" },
      ],
    });
  });
});

describe("a ledger", () => {
  it("is read with opening bills, aliases, and the latest of its dated lists", () => {
    const { records } = readText(
      exportFile([
        `<LEDGER NAME="Ravi" RESERVEDNAME=""><GUID>${guidOf(20)}</GUID><PARENT>Sundry Debtors</PARENT><ALTERID> 6706</ALTERID>
        <OPENINGBALANCE>-1500.00</OPENINGBALANCE><ISBILLWISEON>Yes</ISBILLWISEON><BILLCREDITPERIOD>30 Days</BILLCREDITPERIOD>
        <TAXTYPE>&#4; Not Applicable</TAXTYPE><CURRENCYNAME>&#4; Not Applicable</CURRENCYNAME>
        <LANGUAGENAME.LIST><NAME.LIST TYPE="String"><NAME>Ravi</NAME><NAME>R-1</NAME></NAME.LIST></LANGUAGENAME.LIST>
        <LEDGSTREGDETAILS.LIST><APPLICABLEFROM>20240401</APPLICABLEFROM><GSTIN>27NEW</GSTIN></LEDGSTREGDETAILS.LIST>
        <LEDGSTREGDETAILS.LIST><APPLICABLEFROM>20170701</APPLICABLEFROM><GSTIN>27OLD</GSTIN></LEDGSTREGDETAILS.LIST>
        <LEDMAILINGDETAILS.LIST><APPLICABLEFROM>20240401</APPLICABLEFROM><ADDRESS.LIST><ADDRESS>1 Road</ADDRESS><ADDRESS>Pune&#13;&#10;</ADDRESS></ADDRESS.LIST><PINCODE>411001</PINCODE></LEDMAILINGDETAILS.LIST>
        <BILLALLOCATIONS.LIST><BILLDATE>20250301</BILLDATE><NAME>OLD-7</NAME><BILLCREDITPERIOD JD="45716" P="31-Mar-2025">31-Mar-2025</BILLCREDITPERIOD><ISADVANCE>No</ISADVANCE><OPENINGBALANCE>-1500.00</OPENINGBALANCE></BILLALLOCATIONS.LIST></LEDGER>`,
      ]),
    );
    expect(records.ledgers).toEqual([
      {
        guid: guidOf(20),
        alterId: 6706,
        name: "Ravi",
        aliases: ["R-1"],
        parent: "Sundry Debtors",
        openingBalance: "-150000",
        isBillWise: true,
        creditPeriod: { text: "30 Days" },
        address: ["1 Road", "Pune"],
        pincode: "411001",
        gstin: "27NEW",
        openingBills: [
          {
            name: "OLD-7",
            date: "2025-03-01",
            creditPeriod: { text: "31-Mar-2025", baseDayNumber: 45716 },
            amount: "-150000",
            isAdvance: false,
          },
        ],
      },
    ]);
  });
});

function registration(from: string, enterprise: string, activity: string): string {
  return `<MSMEREGISTRATIONDETAILS.LIST><FROMDATE>${from}</FROMDATE><ENTERPRISETYPE>${enterprise}</ENTERPRISETYPE><MSMEACTIVITYTYPE>${activity}</MSMEACTIVITYTYPE></MSMEREGISTRATIONDETAILS.LIST>`;
}

it("a ledger's MSME registrations are read with their days; an entry without a class we know says nothing", () => {
  const { records } = readText(
    exportFile([
      `<LEDGER NAME="Gupta"><GUID>${guidOf(21)}</GUID><PARENT>Sundry Creditors</PARENT><ALTERID>1</ALTERID>
      ${registration("20240401", "Micro", "Services")}${registration("20250401", "Small", "Traders")}
      ${registration("", "Medium", "Unknown")}${registration("20260401", "&#4; Not Applicable", "Manufacturing")}
      <MSMEREGISTRATIONDETAILS.LIST> </MSMEREGISTRATIONDETAILS.LIST></LEDGER>`,
    ]),
  );
  expect(records.ledgers[0]?.msme).toEqual([
    { from: "2024-04-01", enterprise: "micro", activity: "other" },
    { from: "2025-04-01", enterprise: "small", activity: "trader" },
    { enterprise: "medium" },
  ]);
});

function group(number: number, parent: string): string {
  return `<GROUP NAME="G${number}" RESERVEDNAME=""><GUID>${guidOf(number)}</GUID><ALTERID>1</ALTERID><PARENT>${parent}</PARENT></GROUP>`;
}

describe("a group", () => {
  it("below the root has no parent; one below a group that somebody called Primary has", () => {
    const { records } = readText(exportFile([group(1, "&#4; Primary"), group(2, "Primary"), group(3, "")]));
    expect(records.groups.map((record) => record.parent)).toEqual([null, "Primary", null]);
  });
});

describe("what cannot be read", () => {
  it("is quarantined with its reason, and the rest goes on", () => {
    const noDate = voucher(30, { lines: [] }).replace("20250402", "20250231");
    const noAmount = voucher(31, { lines: [{ ledger: "A", amount: "ten" }] });
    const noLedger = voucher(32, { lines: [{ ledger: "", amount: "5.00" }] });
    const { read, records } = readText(exportFile([noDate, SALE, noAmount, noLedger, ledger(33, "", "")]));
    expect(read.ok && read.value.counts).toMatchObject({
      vouchers: 1,
      ledgers: 0,
      balanced: 1,
      quarantined: 4,
    });
    expect(records.quarantined.map((record) => [record.kind, record.guid, record.reason])).toEqual([
      ["voucher", guidOf(30), "date: no such day: 2025-2-31"],
      ["voucher", guidOf(31), 'AMOUNT: not an amount: "ten"'],
      ["voucher", guidOf(32), "no ledger name in an entry"],
      ["ledger", guidOf(33), "no name"],
    ]);
    expect(() =>
      Records.parse({ vouchers: records.vouchers, quarantined: records.quarantined }),
    ).not.toThrow();
  });

  it("lacks a GUID where the others have one", () => {
    const { read, records } = readText(exportFile([SALE, voucher(40, { guid: "" })]));
    expect(read.ok && read.value).toMatchObject({
      kind: "day-book",
      counts: { vouchers: 1, quarantined: 1 },
    });
    expect(records.quarantined[0]?.reason).toBe("no GUID");
  });
});

describe("the kind of a document", () => {
  const row = `<LEDGER NAME="Cash" RESERVEDNAME=""><GUID>${guidOf(1)}</GUID><ALTERID>1</ALTERID></LEDGER>`;
  it.each([
    ["masters", exportFile([ledger(1, "Cash")])],
    ["day-book", exportFile([ledger(1, "Cash"), SALE])],
    [
      "voucher-register",
      `<ENVELOPE><HEADER><STATUS>1</STATUS></HEADER><BODY><DATA><TALLYMESSAGE>${SALE}</TALLYMESSAGE></DATA></BODY></ENVELOPE>`,
    ],
    ["collection", collectionAnswer([row])],
    ["empty", collectionAnswer([])],
    ["empty", "<ENVELOPE></ENVELOPE>"],
    ["empty", exportFile([])],
    ["empty", ""],
    [
      "report",
      "<ENVELOPE><DSPACCNAME><DSPDISPNAME>Sales</DSPDISPNAME></DSPACCNAME><PLAMT><BSMAINAMT>5</BSMAINAMT></PLAMT></ENVELOPE>",
    ],
    ["import-request", exportFile([voucher(1, { guid: "" }), voucher(2, { guid: "" })])],
    [
      "import-answer",
      "Response from Tally:\r\n<RESPONSE><CREATED>0</CREATED><ALTERED>9</ALTERED><ERRORS>0</ERRORS></RESPONSE>",
    ],
    [
      "import-answer",
      "<ENVELOPE><BODY><DATA><IMPORTRESULT><CREATED>1</CREATED><ALTERED>0</ALTERED><ERRORS>0</ERRORS></IMPORTRESULT></DATA></BODY></ENVELOPE>",
    ],
    ["error-answer", "<RESPONSE><LINEERROR>Could not find Report 'X'!</LINEERROR></RESPONSE>"],
    ["error-answer", "<ERRORMSG>Could not find Company:X!</ERRORMSG>"],
    ["error-answer", "<ENVELOPE><HEADER><STATUS>0</STATUS></HEADER><BODY/></ENVELOPE>"],
    ["error-answer", "<ENVELOPE><LONGPROMPT>File Path:</LONGPROMPT><IMPORTPATH/></ENVELOPE>"],
  ])("%s", (kind, xml) => {
    expect(documentOf(xml).kind).toBe(kind);
  });

  it("names the company and its GUID", () => {
    expect(documentOf(exportFile([SALE]))).toMatchObject({
      companyName: "Asha & Sons",
      companyGuid: COMPANY_GUID,
    });
    const named = `<COMPANY><REMOTECMPINFO.LIST><NAME>9-9</NAME><REMOTECMPNAME>Other</REMOTECMPNAME></REMOTECMPINFO.LIST></COMPANY>`;
    expect(documentOf(exportFile([SALE, named])).companyGuid).toBe("9-9");
  });
});

function codeOf(xml: string): string {
  const { read } = readText(xml);
  return read.ok ? "read" : read.error.code;
}

describe("a document that is not read", () => {
  it("ends in the middle: wherever it is cut, nothing of it counts", () => {
    const bytes = Buffer.from(exportFile([SALE]));
    for (let length = 12; length < bytes.length; length += 1) {
      const { read } = readWhole(bytes.subarray(0, length));
      expect(read.ok ? `read at ${length}` : read.error.code).toBe("truncated");
    }
  });

  it("has a DOCTYPE", () => {
    expect(codeOf('<!DOCTYPE a [<!ENTITY x "y">]><ENVELOPE>&x;</ENVELOPE>')).toBe("doctype");
    expect(codeOf("<ENVELOPE><!DOCTYPE a></ENVELOPE>")).toBe("doctype");
  });

  it("is something else", () => {
    for (const text of ["plain words", '{"status":"1"}', "<html><br></html>", "<rss/>", "<>", "PK\x03\x04"]) {
      expect(codeOf(text)).toBe("not-tally");
    }
    expect(codeOf("<ENVELOPE><HEADER><TALLYREQUEST>Export</TALLYREQUEST></HEADER><BODY/></ENVELOPE>")).toBe(
      "not-tally",
    );
    expect(codeOf("<ENVELOPE></ENVELOPE><ENVELOPE></ENVELOPE>")).toBe("not-tally");
  });

  it("is damaged, too deep, or one endless text", () => {
    expect(codeOf("<ENVELOPE><A><B></A></ENVELOPE>")).toBe("truncated");
    expect(codeOf(`<ENVELOPE>${"<A>".repeat(60)}${"</A>".repeat(60)}</ENVELOPE>`)).toBe("not-tally");
    expect(codeOf(`<ENVELOPE><A>${"x".repeat(1_200_000)}</A></ENVELOPE>`)).toBe("not-tally");
    expect(codeOf(`<ENVELOPE><!-- ${"< x".repeat(600_000)} --></ENVELOPE>`)).toBe("not-tally");
  });
});

describe("pieces and encodings", () => {
  const xml = exportFile([ledger(1, "शुभ 𝒳 &amp; Co", "<PARENT>&#4; Primary</PARENT>"), SALE]);
  const whole = readText(xml).records;
  const spellings = {
    "utf-8": Buffer.from(xml),
    "utf-8 with mark": Buffer.from(`\ufeff${xml}`),
    "utf-16le with mark": Buffer.from(`\ufeff${xml}`, "utf16le"),
    "utf-16le, XML 1.1": Buffer.from(`\ufeff<?xml version="1.1"?>${xml}`, "utf16le"),
    "utf-16be": Buffer.from(xml, "utf16le").swap16(),
  };
  for (const [name, bytes] of Object.entries(spellings)) {
    it(`${name}: the same records in pieces of 1, 2, 3 and 7 bytes`, () => {
      for (const size of [1, 2, 3, 7, 65_536]) {
        const { read, records } = readWhole(bytes, size);
        expect(read.ok).toBe(true);
        expect(records).toEqual(whole);
      }
    });
  }
});
