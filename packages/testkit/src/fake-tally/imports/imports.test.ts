import { day } from "@cfa/values/local-date";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { startFakeTally, type FakeTally } from "../fake-tally.ts";
import { ask, collection, period, texts } from "../test-ask.ts";
import { smallBooks } from "../test-books.ts";

let tally: FakeTally;

beforeEach(async () => {
  tally = await startFakeTally({ companies: [smallBooks()] });
});

afterEach(() => tally.close());

type Receipt = {
  readonly remoteId?: string;
  readonly action?: string;
  readonly date?: string;
  readonly type?: string;
  readonly bank?: string;
  readonly paid?: string;
  readonly bill?: string;
  readonly more?: string;
};

/** A receipt of 500 from Asha Stores against bill S-2, or another one. */
function receipt(parts: Receipt = {}): string {
  const {
    remoteId = "cf-1",
    action = "Create",
    date = "20251201",
    type = "Receipt",
    paid = "500.00",
  } = parts;
  return (
    `<VOUCHER REMOTEID="${remoteId}" VCHTYPE="${type}" ACTION="${action}">${date === "" ? "" : `<DATE>${date}</DATE>`}` +
    `<VOUCHERTYPENAME>${type}</VOUCHERTYPENAME><VOUCHERNUMBER>OURS-42</VOUCHERNUMBER><REFERENCE>EPD-42</REFERENCE>` +
    `<REFERENCEDATE>20251115</REFERENCEDATE><PARTYLEDGERNAME>Asha Stores</PARTYLEDGERNAME><NARRATION>paid [cf-1]</NARRATION>${parts.more ?? ""}` +
    `<ALLLEDGERENTRIES.LIST><LEDGERNAME>${parts.bank ?? "HDFC Bank"}</LEDGERNAME><AMOUNT>-500.00</AMOUNT></ALLLEDGERENTRIES.LIST>` +
    `<ALLLEDGERENTRIES.LIST><LEDGERNAME>Asha Stores</LEDGERNAME><ISPARTYLEDGER>Yes</ISPARTYLEDGER><AMOUNT>${paid}</AMOUNT>` +
    `<BILLALLOCATIONS.LIST><NAME>${parts.bill ?? "S-2"}</NAME><BILLTYPE>Agst Ref</BILLTYPE><AMOUNT>${paid}</AMOUNT></BILLALLOCATIONS.LIST>` +
    `</ALLLEDGERENTRIES.LIST></VOUCHER>`
  );
}

function newStyle(...objects: string[]): string {
  return (
    "<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Import</TALLYREQUEST><TYPE>Data</TYPE><ID>Vouchers</ID></HEADER><BODY>" +
    "<DESC><STATICVARIABLES><SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY></STATICVARIABLES></DESC>" +
    `<DATA>${objects.map((object) => `<TALLYMESSAGE>${object}</TALLYMESSAGE>`).join("")}</DATA></BODY></ENVELOPE>`
  );
}

function oldStyle(...objects: string[]): string {
  return (
    "<ENVELOPE><HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER><BODY><IMPORTDATA><REQUESTDESC><REPORTNAME>Vouchers</REPORTNAME>" +
    "<STATICVARIABLES><SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY></STATICVARIABLES></REQUESTDESC>" +
    `<REQUESTDATA>${objects.map((object) => `<TALLYMESSAGE>${object}</TALLYMESSAGE>`).join("")}</REQUESTDATA></IMPORTDATA></BODY></ENVELOPE>`
  );
}

async function counters(request: string): Promise<Record<string, number>> {
  const { text } = await ask(tally, request);
  const found = [...text.matchAll(/<([A-Z]+)>(\d+)<\/\1>/g)].filter(
    ([, tag]) => tag !== "STATUS" && tag !== "VERSION",
  );
  return Object.fromEntries(
    found.filter(([, , count]) => count !== "0").map(([, tag, count]) => [tag, Number(count)]),
  );
}

async function lineErrors(request: string): Promise<string[]> {
  return texts((await ask(tally, request)).text, "LINEERROR").map((line) => line.replaceAll("&apos;", "'"));
}

async function posted(): Promise<{ numbers: string[]; text: string }> {
  const fetch =
    "VoucherNumber,Reference,ReferenceDate,AllLedgerEntries.BillAllocations.Name,AllLedgerEntries.Amount";
  const { text } = await ask(
    tally,
    collection({ fetch, filter: '$VoucherTypeName = "Receipt"', variables: period("20250401", "20260331") }),
  );
  return { numbers: texts(text, "VOUCHERNUMBER"), text };
}

describe("a voucher that is posted", () => {
  it("is answered by counters in the shape of the question, and can be read back", async () => {
    const { text } = await ask(tally, newStyle(receipt()));
    expect(text).toContain("<STATUS>1</STATUS>");
    expect(text).toMatch(/<IMPORTRESULT>\s*<CREATED>1<\/CREATED>/);
    const old = await ask(tally, oldStyle(receipt({ remoteId: "cf-2" })));
    expect(old.text).toBe(
      "<RESPONSE>\r\n <CREATED>1</CREATED>\r\n <ALTERED>0</ALTERED>\r\n <DELETED>0</DELETED>\r\n <LASTVCHID>9</LASTVCHID>\r\n <LASTMID>0</LASTMID>\r\n" +
        " <COMBINED>0</COMBINED>\r\n <IGNORED>0</IGNORED>\r\n <ERRORS>0</ERRORS>\r\n <CANCELLED>0</CANCELLED>\r\n <EXCEPTIONS>0</EXCEPTIONS>\r\n</RESPONSE>\r\n",
    );
    expect((await posted()).numbers).toEqual(["1", "2", "3"]);
  });

  it("gets Tally's number and its own date as that of the reference", async () => {
    await ask(tally, newStyle(receipt()));
    const { text } = await posted();
    expect(text).not.toContain("OURS-42");
    expect(texts(text, "REFERENCE")).toContain("EPD-42");
    expect(texts(text, "REFERENCEDATE")).toContain("20251201");
  });

  it("keeps its number and that date where the type is numbered by hand and has the option", async () => {
    tally.company().setNumbering("Receipt", "Manual");
    tally.set({ quirks: { keepsReferenceDate: true } });
    await ask(tally, newStyle(receipt()));
    const { text, numbers } = await posted();
    expect(numbers).toContain("OURS-42");
    expect(texts(text, "REFERENCEDATE")).toContain("20251115");
  });

  it("moves AltVchId, and the party's bill", async () => {
    const before = tally.company().state().voucherMark;
    await ask(tally, newStyle(receipt()));
    expect(tally.company().state().voucherMark).toBe(before + 1);
    const { text } = await ask(
      tally,
      collection({ type: "Bill", fetch: "ClosingBalance", filter: '$Name = "S-2"' }),
    );
    expect(texts(text, "CLOSINGBALANCE")).toEqual(["-5400.00"]);
  });

  it("as an optional one moves no balance", async () => {
    expect(await counters(newStyle(receipt({ more: "<ISOPTIONAL>Yes</ISOPTIONAL>" })))).toMatchObject({
      CREATED: 1,
    });
    const { text } = await ask(
      tally,
      collection({ type: "Bill", fetch: "ClosingBalance", filter: '$Name = "S-2"' }),
    );
    expect(texts(text, "CLOSINGBALANCE")).toEqual(["-5900.00"]);
  });

  it("twice under one REMOTEID is altered, not doubled, and its bills stay what they were", async () => {
    await ask(tally, newStyle(receipt()));
    expect(await counters(newStyle(receipt({ bill: "S-3" })))).toEqual({ ALTERED: 1, LASTVCHID: 8 });
    const { numbers, text } = await posted();
    expect(numbers).toHaveLength(2);
    expect(texts(text, "NAME")).toEqual(["S-2", ""]);
  });

  it("loses allocations on a ledger that is not bill-wise", async () => {
    tally.company().alterLedger("Asha Stores", { isBillWise: false });
    expect(await counters(newStyle(receipt()))).toMatchObject({ CREATED: 1 });
    const { voucher } = {
      voucher: [...tally.company().vouchers({ from: day("2025-12-01"), to: day("2025-12-01") })][0],
    };
    expect(voucher?.entries.every((entry) => entry.bills === undefined)).toBe(true);
  });

  it("of an exported file is read from its invoice lists", async () => {
    const invoice =
      '<VOUCHER REMOTEID="inv-1" VCHTYPE="Sales" ACTION="Create"><DATE>20251202</DATE><VOUCHERTYPENAME>Sales</VOUCHERTYPENAME><ISINVOICE>Yes</ISINVOICE>' +
      "<ALLINVENTORYENTRIES.LIST><ACCOUNTINGALLOCATIONS.LIST><LEDGERNAME>Sales</LEDGERNAME><AMOUNT>100.00</AMOUNT></ACCOUNTINGALLOCATIONS.LIST></ALLINVENTORYENTRIES.LIST>" +
      "<LEDGERENTRIES.LIST><LEDGERNAME>Asha Stores</LEDGERNAME><AMOUNT>-100.00</AMOUNT></LEDGERENTRIES.LIST></VOUCHER>";
    expect(await counters(newStyle(invoice))).toMatchObject({ CREATED: 1 });
  });
});

describe("a voucher that is refused", () => {
  it.each([
    ["Voucher date is missing.", receipt({ date: "" })],
    ["Voucher date is missing.", receipt({ date: "12-08-2025" })],
    ["Voucher Type 'Recipt' does not exist!", receipt({ type: "Recipt" })],
    ["Ledger 'HDFC' does not exist!", receipt({ bank: "HDFC" })],
    ["Voucher totals do not match! Dr: 500.00 Cr: 499.99 Diff: 0.01", receipt({ paid: "499.99" })],
  ])("with a line: %s", async (line, voucher) => {
    expect(await lineErrors(newStyle(voucher))).toEqual([line]);
    expect(await counters(oldStyle(voucher))).toEqual({ ERRORS: 1 });
    expect((await posted()).numbers).toEqual(["1"]);
  });

  it.each([
    ["before the books", "20240331"],
    ["after Tally's own day", "20260401"],
    ["after the financial year", "20270401"],
  ])("without a word when its date is %s: an exception, and nothing is there", async (_, date) => {
    expect(await lineErrors(newStyle(receipt({ date })))).toEqual([]);
    expect(await counters(newStyle(receipt({ date })))).toEqual({ EXCEPTIONS: 1 });
    expect(tally.company().voucherCount()).toBe(7);
  });

  it("in Educational mode on other days than the 1st, 2nd and 31st", async () => {
    tally.set({ educational: true });
    expect(await counters(newStyle(receipt({ date: "20251203" })))).toEqual({ EXCEPTIONS: 1 });
    expect(await counters(newStyle(receipt({ date: "20251202" })))).toMatchObject({ CREATED: 1 });
  });

  it("does not keep others of the same import from being posted", async () => {
    const many = newStyle(
      receipt({ date: "20270401" }),
      receipt({ bank: "HDFC" }),
      receipt({ remoteId: "cf-3" }),
    );
    expect(await counters(many)).toEqual({ CREATED: 1, ERRORS: 1, EXCEPTIONS: 1, LASTVCHID: 8 });
  });
});

describe("cancelling and deleting", () => {
  it("go by REMOTEID, by GUID, and by number, type and day", async () => {
    await ask(tally, newStyle(receipt()));
    expect(await counters(newStyle(receipt({ action: "Cancel" })))).toEqual({ CANCELLED: 1, LASTVCHID: 8 });
    expect(await counters(newStyle(receipt({ action: "Delete" })))).toEqual({ DELETED: 1, LASTVCHID: 8 });
    const guid = `${smallBooks().guid}-00000007`;
    expect(await counters(newStyle(`<VOUCHER REMOTEID="${guid}" ACTION="Delete"/>`))).toEqual({
      DELETED: 1,
      LASTVCHID: 7,
    });
    const tagged =
      '<VOUCHER DATE="20250515" TAGNAME="Voucher Number" TAGVALUE="1" VCHTYPE="Purchase" ACTION="Cancel"/>';
    expect(await counters(newStyle(tagged))).toEqual({ CANCELLED: 1, LASTVCHID: 5 });
    expect(tally.company().voucherCount()).toBe(6);
  });

  it("of nothing are told in a line beside counters that are all zero", async () => {
    expect(await counters(oldStyle('<VOUCHER ACTION="Delete"/>'))).toEqual({});
    expect(await lineErrors(oldStyle('<VOUCHER ACTION="Delete"/>'))).toEqual([
      "Cannot delete unnamed object: VOUCHER!",
    ]);
    expect(await lineErrors(oldStyle('<VOUCHER REMOTEID="no" ACTION="Cancel"/>'))).toEqual([
      "Voucher does not exist!",
    ]);
  });
});

describe("masters", () => {
  it("are made with what the import says", async () => {
    const more =
      "<ISBILLWISEON>Yes</ISBILLWISEON><OPENINGBALANCE>-750.00</OPENINGBALANCE><BILLCREDITPERIOD>21 Days</BILLCREDITPERIOD><LEDGERMOBILE>9800000001</LEDGERMOBILE>" +
      "<BILLALLOCATIONS.LIST><NAME>OB-1</NAME><BILLDATE>20240315</BILLDATE><OPENINGBALANCE>-750.00</OPENINGBALANCE></BILLALLOCATIONS.LIST>";
    expect(await counters(newStyle(ledger("New Shop", more)))).toEqual({
      CREATED: 1,
      LASTMID: tally.company().state().lastMasterId,
    });
    const { text } = await ask(
      tally,
      collection({
        type: "Ledger",
        fetch: "LedgerMobile,BillCreditPeriod,BillAllocations.Name",
        filter: '$Name = "new shop"',
      }),
    );
    expect([texts(text, "LEDGERMOBILE"), texts(text, "BILLCREDITPERIOD")]).toEqual([
      ["9800000001"],
      ["21 Days"],
    ]);
    const bills = await ask(
      tally,
      collection({ type: "Bill", fetch: "Name", filter: '$Parent = "New Shop"' }),
    );
    expect(bills.text).toContain('<BILL NAME="OB-1"');
  });

  it("that are there already raise a dialog, and nobody is answered until it is dismissed", async () => {
    const stuck = counters(oldStyle(ledger("Cash"), ledger("New Shop")));
    while (tally.modal() === null) await new Promise((resolve) => setImmediate(resolve));
    expect(tally.modal()).toBe("Ledger 'Cash' already exists!");
    tally.dismiss();
    expect(await stuck).toMatchObject({ CREATED: 1, EXCEPTIONS: 1 });
  });

  it("that are there already are altered silently by other Tallys", async () => {
    tally.set({ quirks: { existingMaster: "alter" } });
    expect(await counters(newStyle(ledger("Cash", "<OPENINGBALANCE>-5.00</OPENINGBALANCE>")))).toEqual({
      ALTERED: 1,
    });
  });

  it("need a group that exists, and go only when nothing uses them", async () => {
    expect(await lineErrors(newStyle('<LEDGER NAME="X"><PARENT>Nowhere</PARENT></LEDGER>'))).toEqual([
      "Group 'Nowhere' does not exist!",
    ]);
    expect(await counters(newStyle(ledger("Rent", "", "Delete")))).toEqual({ ERRORS: 1 });
    expect(await counters(newStyle(ledger("Cash", "", "Delete")))).toEqual({ DELETED: 1 });
    const group = '<GROUP NAME="Shops" ACTION="Create"><PARENT>Sundry Debtors</PARENT></GROUP>';
    const type = '<VOUCHERTYPE NAME="Counter Sale" ACTION="Create"><PARENT>Sales</PARENT></VOUCHERTYPE>';
    expect(await counters(newStyle(group, type))).toMatchObject({ CREATED: 2 });
  });
});

test("an import into a company that is not open is refused", async () => {
  tally.company().rename("Bose");
  expect(await lineErrors(oldStyle(receipt()))).toEqual([
    "Could not set 'SVCurrentCompany' to 'Asha &amp; Sons'",
  ]);
  expect((await ask(tally, newStyle(receipt()))).text).toContain("<STATUS>0</STATUS>");
});

function ledger(name: string, more = "", action = "Create"): string {
  return `<LEDGER NAME="${name}" ACTION="${action}"><PARENT>Sundry Debtors</PARENT>${more}</LEDGER>`;
}
