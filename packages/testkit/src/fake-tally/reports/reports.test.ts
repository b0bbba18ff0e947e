import { createTallyClient } from "@cfa/tally/client";
import { readWhole } from "@cfa/tally/collect";
import { day } from "@cfa/values/local-date";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { makeSampleCompany } from "../../sample-company/make-sample-company.ts";
import { startFakeTally, type FakeTally } from "../fake-tally.ts";
import { ask, period, report, texts } from "../test-ask.ts";
import { rs, smallBooks } from "../test-books.ts";

let tally: FakeTally;

beforeEach(async () => {
  tally = await startFakeTally({ companies: [smallBooks()] });
});

afterEach(() => tally.close());

const LAST_YEAR = period("20250401", "20260331");

async function balances(variables: string): Promise<Record<string, string>> {
  const { text } = await ask(tally, report("Trial Balance", variables));
  const debits = texts(text, "DSPCLDRAMTA");
  const credits = texts(text, "DSPCLCRAMTA");
  const names = texts(text, "DSPDISPNAME").map((name) => name.replace("&amp;", "&"));
  return Object.fromEntries(names.map((name, at) => [name, `${debits[at]}${credits[at]}`]));
}

describe("the trial balance", () => {
  it("by ledger shows a year's results alone, what was earned before in Profit & Loss A/c, and the opening stock", async () => {
    const rows = await balances(`<ISLEDGERWISE>Yes</ISLEDGERWISE>${LAST_YEAR}`);
    expect(rows).toEqual({
      "Profit & Loss A/c": "8000.00",
      "HDFC Bank": "-60800.00",
      Capital: "60000.00",
      "Asha Stores": "-7260.00",
      "Bharat Supplies": "4000.00",
      Sales: "7000.00",
      Purchases: "-4000.00",
      GST: "3060.00",
      "Opening Stock": "-10000.00",
    });
    expect(Object.values(rows).reduce((sum, amount) => sum + rs(amount), 0n)).toBe(0n);
  });

  it("by group shows the primary ones, and one level below with EXPLODEFLAG", async () => {
    const groups = await balances(LAST_YEAR);
    expect(groups).toMatchObject({ "Current Assets": "-68060.00", "Sales Accounts": "7000.00" });
    expect(groups).not.toHaveProperty("Sundry Debtors");
    const exploded = await balances(`<EXPLODEFLAG>Yes</EXPLODEFLAG>${LAST_YEAR}`);
    expect(exploded).toMatchObject({
      "Current Assets": "-68060.00",
      "Sundry Debtors": "-7260.00",
      Sales: "7000.00",
    });
    expect(exploded).not.toHaveProperty("Vidarbha Debtors");
    expect(exploded).not.toHaveProperty("Asha Stores");
  });
});

describe("bills", () => {
  it("are siblings in the order of a bill's columns, debits negative", async () => {
    const { text } = await ask(tally, report("Bills Receivable", LAST_YEAR));
    expect(text).toBe(
      "<ENVELOPE>\r\n <BILLFIXED>\r\n  <BILLDATE>2-Apr-25</BILLDATE>\r\n  <BILLREF>S-2</BILLREF>\r\n  <BILLPARTY>Asha Stores</BILLPARTY>\r\n</BILLFIXED>\r\n" +
        " <BILLCL>-5900.00</BILLCL>\r\n <BILLDUE>2-May-25</BILLDUE>\r\n <BILLOVERDUE>333</BILLOVERDUE>\r\n" +
        " <BILLFIXED>\r\n  <BILLDATE>1-Jun-25</BILLDATE>\r\n  <BILLREF>S-3</BILLREF>\r\n  <BILLPARTY>Asha Stores</BILLPARTY>\r\n</BILLFIXED>\r\n" +
        " <BILLCL>-2360.00</BILLCL>\r\n <BILLDUE>1-Jul-25</BILLDUE>\r\n <BILLOVERDUE>273</BILLOVERDUE>\r\n</ENVELOPE>\r\n",
    );
    expect(texts((await ask(tally, report("Bills Payable", LAST_YEAR))).text, "BILLREF")).toEqual(["B-9"]);
  });

  it("have columns for what they opened with and for post-dated vouchers, if wanted", async () => {
    tally.set({ billColumns: { opening: true, postDated: true } });
    tally.company().createVoucher({
      date: day("2026-03-20"),
      type: "Receipt",
      isPostDated: true,
      entries: [
        { ledger: "HDFC Bank", amount: rs("-900") },
        {
          ledger: "Asha Stores",
          amount: rs("900"),
          isParty: true,
          bills: [{ type: "Agst Ref", name: "S-2", amount: rs("900") }],
        },
      ],
    });
    const { text } = await ask(tally, report("Bills Receivable", period("20250401", "20251231")));
    expect(texts(text, "BILLOP")).toEqual(["-5900.00", "-2360.00"]);
    expect(texts(text, "BILLPDC")).toEqual(["900.00", ""]);
    expect(texts(text, "BILLFINAL")).toEqual(["-5000.00", "-2360.00"]);
    const order = [...text.matchAll(/^ <(\w+)>/gm)].map((match) => match[1]).slice(0, 7);
    expect(order).toEqual([
      "BILLFIXED",
      "BILLOP",
      "BILLCL",
      "BILLPDC",
      "BILLFINAL",
      "BILLDUE",
      "BILLOVERDUE",
    ]);
  });

  it("of one ledger name no party, and end with what is on account", async () => {
    const { text } = await ask(
      tally,
      report("Ledger Outstandings", `<SVLEDGERNAME>Asha Stores</SVLEDGERNAME>${LAST_YEAR}`),
    );
    expect(texts(text, "BILLREF")).toEqual(["S-2", "S-3", "On Account"]);
    expect(texts(text, "BILLCL")).toEqual(["-5900.00", "-2360.00", "1000.00"]);
    expect(text).not.toContain("BILLPARTY");
    const unknown = await ask(tally, report("Ledger Outstandings", "<SVLEDGERNAME>Nobody</SVLEDGERNAME>"));
    expect(unknown.text).toContain("LINEERROR");
  });
});

test("profit and loss and the stock summary state the closing stock", async () => {
  tally.company().setClosingStock(rs("-12500"));
  const { text } = await ask(tally, report("Profit and Loss", LAST_YEAR));
  const amounts = texts(text, "PLSUBAMT").map((sub, at) => sub || texts(text, "BSMAINAMT")[at]);
  expect(Object.fromEntries(texts(text, "DSPDISPNAME").map((name, at) => [name, amounts[at]]))).toEqual({
    "Sales Accounts": "7000.00",
    "Cost of Sales :": "-1500.00",
    "Opening Stock": "-10000.00",
    "Add: Purchase Accounts": "-4000.00",
    "Less: Closing Stock": "-12500.00",
  });
  expect(texts((await ask(tally, report("Stock Summary"))).text, "DSPCLAMTA")).toEqual(["-12500.00"]);
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const closing = await client.closingStock("Asha & Sons", {
    from: day("2025-04-01"),
    to: day("2026-03-31"),
  });
  expect(closing).toEqual({ ok: true, value: rs("-12500").toString() });
});

describe("exports of vouchers", () => {
  it("as a Day Book are wrapped as a file to import, whole, with the company's own block at the end", async () => {
    const { text } = await ask(tally, report("Day Book", LAST_YEAR));
    expect(text).toContain("<TALLYREQUEST>Import Data</TALLYREQUEST>");
    expect(text).toContain("<REMOTECMPNAME>Asha &amp; Sons</REMOTECMPNAME>");
    expect(text).toContain("<GSTCLASS>&#4; Not Applicable</GSTCLASS>");
    expect(text).not.toContain(' TYPE="');
    const { read, records } = readWhole(Buffer.from(text));
    expect(read).toMatchObject({
      ok: true,
      value: { kind: "day-book", counts: { vouchers: 4, balanced: 4, quarantined: 0 } },
    });
    expect(records.vouchers.map(({ alterId }) => alterId)).toEqual([4, 5, 6, 7]);
  });

  it("without typed dates are those of Tally's own day", async () => {
    const { text } = await ask(
      tally,
      report("Day Book", "<SVFROMDATE>20250401</SVFROMDATE><SVTODATE>20260331</SVTODATE>"),
    );
    expect(texts(text, "MASTERID")).toEqual(["7"]);
    tally.set({ today: day("2025-06-01") });
    expect(texts((await ask(tally, report("Day Book"))).text, "MASTERID")).toEqual(["6"]);
  });

  it("as a Voucher Register are those of one type, with 0x05 in their keys", async () => {
    tally.set({ companyBlock: false, dirt: { rawControls: true, lineEnds: "doubled" } });
    const { text } = await ask(
      tally,
      report("Voucher Register", `<VOUCHERTYPENAME>Receipt</VOUCHERTYPENAME>${LAST_YEAR}`),
    );
    expect(text).toContain("<STATKEY>2026\u0005Receipt\u00051</STATKEY>");
    expect(text).not.toContain("REMOTECMPINFO");
    expect(readWhole(Buffer.from(text)).read).toMatchObject({
      ok: true,
      value: { kind: "voucher-register", companyName: "Asha & Sons", counts: { vouchers: 1, balanced: 1 } },
    });
  });

  it("of a whole sample company balance, item invoices and cancelled vouchers among them", async () => {
    const sample = makeSampleCompany({ size: "S" });
    tally.open([sample]);
    const { text } = await ask(tally, report("Day Book", period("20200401", "20300331"), sample.name));
    const { read, records } = readWhole(Buffer.from(text));
    expect(read).toMatchObject({
      ok: true,
      value: { counts: { vouchers: sample.vouchers.length, quarantined: 0 } },
    });
    const cancelled = records.vouchers.filter(({ isCancelled }) => isCancelled === true);
    expect(cancelled.length).toBe(sample.vouchers.filter(({ isCancelled }) => isCancelled).length);
    expect(cancelled.every(({ party, entries }) => party === undefined && entries.length === 0)).toBe(true);
    expect(text).toContain("<ACCOUNTINGALLOCATIONS.LIST>");
    expect(text.length / sample.vouchers.length).toBeGreaterThan(20_000);
  });
});

test("masters come as a file to import too", async () => {
  const { text } = await ask(tally, report("List of Accounts", "<ACCOUNTTYPE>Ledgers</ACCOUNTTYPE>"));
  const { records } = readWhole(Buffer.from(text));
  expect(records.ledgers.map(({ name }) => name)).toContain("Asha Stores");
  expect(records.groups).toEqual([]);
});

test("the older spelling of a request works", async () => {
  const old =
    "<ENVELOPE><HEADER><TALLYREQUEST>Export Data</TALLYREQUEST></HEADER><BODY><EXPORTDATA><REQUESTDESC><REPORTNAME>Bills Payable</REPORTNAME>" +
    `<STATICVARIABLES><SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY>${LAST_YEAR}</STATICVARIABLES></REQUESTDESC></EXPORTDATA></BODY></ENVELOPE>`;
  expect(texts((await ask(tally, old)).text, "BILLREF")).toEqual(["B-9"]);
});

test("a report that does not exist is refused in words of its own; a screen answers its prompts", async () => {
  const unknown = await ask(tally, report("List of Voucher Types"));
  expect(unknown.text).toBe(
    "<RESPONSE>\r\n <LINEERROR>Could not find Report &apos;List of Voucher Types&apos;!</LINEERROR>\r\n</RESPONSE>\r\n",
  );
  const screen = await ask(tally, report("Import"));
  expect(screen.text).toContain("<LONGPROMPT>File Format:</LONGPROMPT>");
  expect(screen.text).not.toContain("STATUS");
});

describe("an object asked for by itself", () => {
  it("comes by name, GUID or id, with the fields of the list or whole", async () => {
    const type = await ask(tally, object("VoucherType", "Sales", "Name", "NumberingMethod"));
    expect(texts(type.text, "NUMBERINGMETHOD")).toEqual(["Automatic"]);
    const guid = `${smallBooks().guid}-00000004`;
    const voucher = await ask(tally, object("Voucher", guid, "GUID"));
    expect(texts(voucher.text, "VOUCHERNUMBER")).toEqual(["1"]);
    expect(voucher.text).toContain("<VATITCDETAILS.LIST>");
    expect(texts((await ask(tally, object("Voucher", "4", "ID", "Guid"))).text, "GUID")).toEqual([guid]);
    expect(texts((await ask(tally, object("Ledger", "asha", "Name", "Parent"))).text, "PARENT")).toEqual([
      "Vidarbha Debtors",
    ]);
  });

  it("that is not there gets a bare error", async () => {
    const { text } = await ask(tally, object("Ledger", "Nobody", "Name", "Parent"));
    expect(text).toBe("<ERRORMSG>Could not find Ledger:Nobody!</ERRORMSG>\r\n");
  });
});

function object(subtype: string, id: string, type = "Name", fields = ""): string {
  return (
    "<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Object</TYPE>" +
    `<SUBTYPE>${subtype}</SUBTYPE><ID TYPE="${type}">${id}</ID></HEADER><BODY><DESC><STATICVARIABLES><SVCURRENTCOMPANY>Asha &amp; Sons</SVCURRENTCOMPANY></STATICVARIABLES>` +
    `${fields === "" ? "" : `<FETCHLIST><FETCH>${fields}</FETCH></FETCHLIST>`}</DESC></BODY></ENVELOPE>`
  );
}
