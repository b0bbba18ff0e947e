import { day } from "@cfa/values/local-date";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { guidOf } from "../sample-company/tally-books.ts";
import { startFakeTally, type FakeTally } from "./fake-tally.ts";
import { ask, collection, namesOf, period, texts } from "./test-ask.ts";
import { COMPANY_GUID, smallBooks } from "./test-books.ts";

let tally: FakeTally;

beforeEach(async () => {
  tally = await startFakeTally({ companies: [smallBooks()] });
});

afterEach(() => tally.close());

const ALL_YEARS = period("20240401", "20260331");

async function ids(parts: Parameters<typeof collection>[0]): Promise<string[]> {
  return texts((await ask(tally, collection({ fetch: "MasterId", ...parts }))).text, "MASTERID");
}

describe("a collection", () => {
  it("has the head, the counts and the objects where Tally has them", async () => {
    const { text } = await ask(tally, collection({ type: "Group", fetch: "Name,Parent,ReservedName" }));
    expect(text).toMatch(/^<ENVELOPE>\r\n <HEADER>\r\n {2}<VERSION>1<\/VERSION>\r\n {2}<STATUS>1<\/STATUS>/);
    expect(text).toContain("    <COMPANY>1</COMPANY>\r\n    <GROUP>0</GROUP>");
    expect(text).toContain('<GROUP NAME="Capital Account" RESERVEDNAME="Capital Account">');
    expect(text).toContain('<PARENT TYPE="String">&#4; Primary</PARENT>');
  });

  it("that finds nothing holds blanks", async () => {
    const { text } = await ask(tally, collection({ fetch: "Guid", filter: "$AlterId > 99" }));
    expect(text).toContain("<COLLECTION>   </COLLECTION>");
    expect(text).toContain("<STATUS>1</STATUS>");
  });

  it("gives dotted paths alone, typed and padded", async () => {
    const { text } = await ask(
      tally,
      collection({
        fetch: "Date,AlterId,AllLedgerEntries.LedgerName,AllLedgerEntries.BillAllocations.Name",
        filter: "$AlterId = 4",
      }),
    );
    expect(text).toContain('<DATE TYPE="Date">20250402</DATE>');
    expect(text).toContain('<ALTERID TYPE="Number"> 4</ALTERID>');
    expect(texts(text, "LEDGERNAME")).toEqual(["Asha Stores", "Sales", "GST"]);
    expect(texts(text, "NAME")).toEqual(["S-2"]);
    expect(text).toContain("<BILLALLOCATIONS.LIST>      </BILLALLOCATIONS.LIST>");
    expect(text).not.toContain("AMOUNT");
  });

  it("gives a list that is named whole with all its tags", async () => {
    const { text } = await ask(tally, collection({ fetch: "Guid,AllLedgerEntries", filter: "$AlterId = 4" }));
    const [entry = ""] = /<ALLLEDGERENTRIES\.LIST>[^]*?<\/ALLLEDGERENTRIES\.LIST>/.exec(text) ?? [];
    expect(entry.split("\n").length).toBeGreaterThan(150);
    expect(entry).toContain("<CLASSRATE/>");
    expect(entry).toContain("<VATITCDETAILS.LIST>      </VATITCDETAILS.LIST>");
  });

  it("leaves out fields that no object has, as long as one is known", async () => {
    const { text } = await ask(tally, collection({ type: "Ledger", fetch: "Name,NoSuchField" }));
    expect(namesOf(text, "LEDGER")).toContain("Asha Stores");
    expect(text).not.toContain("NOSUCHFIELD");
  });

  it("knows ledger GUIDs in entries, aliases, and the reserved group above", async () => {
    const ledger = smallBooks().ledgers.find(({ name }) => name === "Asha Stores")!;
    const entries = await ask(
      tally,
      collection({ fetch: "AllLedgerEntries.LedgerGuid", filter: "$AlterId = 4" }),
    );
    expect(texts(entries.text, "LEDGERGUID")[0]).toBe(guidOf({ guid: COMPANY_GUID }, ledger.masterId));
    const { text } = await ask(
      tally,
      collection({ type: "Ledger", fetch: "_PrimaryGroup", filter: '$Name = "asha stores"' }),
    );
    expect(texts(text, "_PRIMARYGROUP")).toEqual(["Sundry Debtors"]);
    expect(texts(text, "NAME")).toEqual(["Asha Stores", "Asha"]);
  });

  it("of companies comes with ISINITIALIZE and native methods, and with FETCH", async () => {
    const initialized = collection({
      type: "Company",
      native: ["Name", "AltMstId", "AltVchId", "Books From"],
      attributes: 'ISINITIALIZE="Yes"',
      company: "",
    });
    const { text } = await ask(tally, initialized);
    expect(namesOf(text, "COMPANY")).toEqual(["Asha &amp; Sons"]);
    expect(texts(text, "ALTVCHID")).toEqual(["7"]);
    expect(texts(text, "BOOKSFROM")).toEqual(["20240401"]);
    const fetched = await ask(tally, collection({ type: "Company", fetch: "Name,Guid", company: "" }));
    expect(texts(fetched.text, "GUID")).toEqual([COMPANY_GUID]);
  });

  it("of pending bills can be filtered by the party's reserved group", async () => {
    const receivable = await ask(
      tally,
      collection({
        type: "Bill",
        fetch: "Name,Parent,ClosingBalance,BillDate",
        filter: '$$IsEqual:($_PrimaryGroup:Group:($Parent:Ledger:$Parent)):"Sundry Debtors"',
      }),
    );
    expect(namesOf(receivable.text, "BILL")).toEqual(["S-2", "S-3"]);
    expect(texts(receivable.text, "CLOSINGBALANCE")).toEqual(["-5900.00", "-2360.00"]);
  });
});

describe("filters", () => {
  it("take AlterIds, GUIDs, types, days and flags", async () => {
    const guid = guidOf({ guid: COMPANY_GUID }, 2);
    const everything = { variables: ALL_YEARS };
    expect(await ids({ ...everything, filter: "$AlterId > 2 And $AlterId <= 4" })).toEqual(["3", "4"]);
    expect(await ids({ ...everything, filter: `$Guid = "${guid}" Or $Guid = "nobody"` })).toEqual(["2"]);
    expect(await ids({ ...everything, filter: '$VoucherTypeName = "Sales"' })).toEqual(["1", "4", "6"]);
    expect(await ids({ ...everything, filter: '$Date < $$Date:"1-Apr-2025" And Not $IsCancelled' })).toEqual([
      "1",
      "2",
      "3",
    ]);
  });

  it("see a voucher that was altered and not one that was deleted", async () => {
    const company = tally.company();
    company.alterVoucher(guidOf({ guid: COMPANY_GUID }, 2), { narration: "again" });
    company.deleteVoucher(guidOf({ guid: COMPANY_GUID }, 6));
    expect(await ids({ variables: ALL_YEARS, filter: "$AlterId > 7" })).toEqual(["2"]);
  });

  it("that say what is not understood are refused", async () => {
    const { text } = await ask(tally, collection({ fetch: "Guid", filter: "$$NoSuchFunction:$Date" }));
    expect(text).toContain("<STATUS>0</STATUS>");
    expect(text).toContain("<LINEERROR>");
  });
});

describe("what this Tally does not understand is refused, not passed over", () => {
  it.each([
    collection({ fetch: "Guid", inside: "<CHILDOF>Sales</CHILDOF>" }),
    collection({ type: "Vouchers : Ledger", fetch: "Guid" }),
    collection({ fetch: "Guid", filter: "$Date LIKE 4" }),
  ])("%#", async (request) => {
    const { text } = await ask(tally, request);
    expect(text).toContain("<STATUS>0</STATUS>");
    expect(text).toContain("<LINEERROR>");
  });

  it("and what is no request at all gets a word of its own", async () => {
    expect((await ask(tally, "hello")).text).toBe(
      "<RESPONSE>Unknown Request, cannot be processed</RESPONSE>",
    );
    expect((await ask(tally, "<ENVELOPE><BODY/></ENVELOPE>")).text).toContain("Unknown Request");
    expect(tally.requests().map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
  });
});

describe("what kills Tally", () => {
  it.each([
    ["only unknown fields", collection({ fetch: "NoSuchField,AnotherOne" })],
    ["a * among native methods", collection({ native: ["*"] })],
    [
      "$$InDateRange in a filter",
      collection({ fetch: "Guid", filter: "$$InDateRange:$Date:##SVFromDate:##SVToDate" }),
    ],
  ])("%s: the connection breaks and nobody listens until it is restarted", async (_, request) => {
    await expect(ask(tally, request)).rejects.toThrow();
    expect(tally.requests().at(-1)?.end).toBe("crashed");
    await expect(ask(tally, collection({ fetch: "Guid" }))).rejects.toThrow("ECONNREFUSED");
    await tally.restart();
    expect((await ask(tally, collection({ fetch: "Guid" }))).text).toContain("<GUID>");
  });

  it("is not a * in FETCH: that is everything", async () => {
    const { text } = await ask(tally, collection({ type: "Ledger", fetch: "*" }));
    expect(text).toContain("<SORTPOSITION> 1000</SORTPOSITION>");
  });
});

test("a definition is kept by its name: the first one answers", async () => {
  const first = await ask(tally, collection({ name: "Mine", type: "Ledger", fetch: "Name" }));
  const second = await ask(tally, collection({ name: "Mine", type: "Group", fetch: "Guid" }));
  expect(second.text).toBe(first.text);
  await tally.restart();
  const third = await ask(tally, collection({ name: "Mine", type: "Group", fetch: "Guid" }));
  expect(third.text).toContain("<GROUP NAME=");
});

test("ISMODIFY adds to a definition that is there", async () => {
  await ask(tally, collection({ name: "Mine", type: "Ledger", fetch: "Name" }));
  const more = await ask(
    tally,
    collection({ name: "Mine", type: "Ledger", fetch: "Guid", attributes: 'ISMODIFY="Yes"' }),
  );
  expect(texts(more.text, "GUID")).toHaveLength(10);
});

describe("quirks of some Tallys", () => {
  it("a list only named gives nothing, a native method does", async () => {
    tally.set({ quirks: { listsByPathOnly: true } });
    const filter = "$AlterId = 4";
    const named = await ask(tally, collection({ fetch: "Guid,AllLedgerEntries", filter }));
    expect(named.text).not.toContain("ALLLEDGERENTRIES");
    const native = await ask(tally, collection({ fetch: "Guid", native: ["AllLedgerEntries"], filter }));
    expect(texts(native.text, "LEDGERNAME")).toHaveLength(3);
  });

  it("a name that once answered empty stays empty", async () => {
    tally.set({ quirks: { emptyStaysEmpty: true } });
    const request = collection({ name: "Late", fetch: "MasterId", filter: "$AlterId > 7" });
    expect(texts((await ask(tally, request)).text, "MASTERID")).toEqual([]);
    tally.company().alterVoucher(guidOf({ guid: COMPANY_GUID }, 7), { narration: "x" });
    expect(texts((await ask(tally, request)).text, "MASTERID")).toEqual([]);
    tally.set({ quirks: { emptyStaysEmpty: false } });
    expect(texts((await ask(tally, request)).text, "MASTERID")).toEqual(["7"]);
  });
});

function aggregated(inside: string, more = "") {
  return ask(tally, collection({ variables: ALL_YEARS, inside: `${inside}${more}` }));
}

describe("aggregation", () => {
  it("counts by date", async () => {
    tally.company().createVoucher({
      date: day("2025-06-01"),
      type: "Payment",
      entries: [
        { ledger: "Rent", amount: -100n },
        { ledger: "Cash", amount: 100n },
      ],
    });
    const { text } = await aggregated(
      "<BY>Date : $Date</BY><AGGRCOMPUTE>Count : SUM : $$Number:1</AGGRCOMPUTE>",
    );
    expect(texts(text, "DATE").at(5)).toBe("20250601");
    expect(texts(text, "COUNT")).toEqual(["1", "1", "1", "1", "1", "2", "1"]);
  });

  it("sums by type, and by type and month", async () => {
    const by = "<BY>Type : $VoucherTypeName</BY>";
    const sums = "<AGGRCOMPUTE>Count : Count</AGGRCOMPUTE><AGGRCOMPUTE>Total : Sum : $Amount</AGGRCOMPUTE>";
    const { text } = await aggregated(by, sums);
    expect(texts(text, "TYPE")).toEqual(["Sales", "Receipt", "Payment", "Purchase"]);
    expect(texts(text, "COUNT")).toEqual(["3", "2", "1", "1"]);
    expect(texts(text, "TOTAL").slice(0, 2)).toEqual(["-20060.00", "12800.00"]);
    const monthly = await aggregated(`${by}<BY>Month : $$MonthStart:$Date</BY>`, sums);
    expect(texts(monthly.text, "MONTH").slice(0, 2)).toEqual(["20240401", "20240601"]);
  });

  it("walks the entries of a source collection", async () => {
    const request =
      `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Collection</TYPE><ID>Sum</ID></HEADER>` +
      `<BODY><DESC><STATICVARIABLES>${ALL_YEARS}</STATICVARIABLES><TDL><TDLMESSAGE>` +
      `<COLLECTION NAME="All"><TYPE>Voucher</TYPE></COLLECTION>` +
      `<COLLECTION NAME="Sum"><SOURCECOLLECTION>All</SOURCECOLLECTION><WALK>Ledger Entries</WALK>` +
      `<BY>Ledger : $LedgerName</BY><AGGRCOMPUTE>Total : Sum : $Amount</AGGRCOMPUTE></COLLECTION>` +
      `</TDLMESSAGE></TDL></DESC></BODY></ENVELOPE>`;
    const { text } = await ask(tally, request);
    expect(text).toContain("<LEDGERENTRY>");
    const totals = Object.fromEntries(
      texts(text, "LEDGER")
        .filter((name) => !/^\d+$/.test(name))
        .map((name, at) => [name, texts(text, "TOTAL")[at]]),
    );
    expect(totals).toMatchObject({ "Asha Stores": "-7260.00", Sales: "17000.00", Rent: "-2000.00" });
  });

  it("computes further lines", async () => {
    const { text } = await ask(
      tally,
      collection({
        type: "Ledger",
        fetch: "Name",
        inside: "<COMPUTE>Above : $_PrimaryGroup</COMPUTE>",
        filter: '$Name = "Rent"',
      }),
    );
    expect(texts(text, "ABOVE")).toEqual(["Indirect Expenses"]);
  });
});
