import { day } from "@cfa/values/local-date";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

import { startFakeTally, type FakeTally } from "./fake-tally.ts";
import { ask, collection, period, report, texts } from "./test-ask.ts";
import { rs, smallBooks } from "./test-books.ts";

/* The current period of the small company is its last financial year, 2025-26. */

let tally: FakeTally;

beforeEach(async () => {
  tally = await startFakeTally({ companies: [smallBooks()] });
});

afterEach(() => tally.close());

async function vouchers(variables: string): Promise<string[]> {
  return texts((await ask(tally, collection({ fetch: "MasterId", variables }))).text, "MASTERID");
}

async function balances(field: string, variables = ""): Promise<Record<string, string>> {
  const { text } = await ask(tally, collection({ type: "Ledger", fetch: `Name,${field}`, variables }));
  const sums = texts(text, field.toUpperCase());
  const names = [...text.matchAll(/<LEDGER NAME="([^"]*)"/g)].map((match) =>
    (match[1] ?? "").replace("&amp;", "&"),
  );
  return Object.fromEntries(names.map((name, at) => [name, sums[at] ?? ""]));
}

describe("dates of a request", () => {
  it("are ignored without their type: the current period answers", async () => {
    const untyped = "<SVFROMDATE>20240401</SVFROMDATE><SVTODATE>20250331</SVTODATE>";
    expect(await vouchers(untyped)).toEqual(["4", "5", "6", "7"]);
    expect(await vouchers("")).toEqual(["4", "5", "6", "7"]);
  });

  it.each([
    ["01-04-2024", "31-03-2025"],
    ["20240401", "20250331"],
    ["1-Apr-2024", "31-Mar-2025"],
  ])("are honoured with it: %s", async (from, to) => {
    expect(await vouchers(period(from, to))).toEqual(["1", "2", "3"]);
  });

  it("that are none are ignored", async () => {
    expect(await vouchers(period("2024-13-01", "32-01-2025"))).toEqual(["4", "5", "6", "7"]);
  });

  it("in Educational mode count only for the 1st, 2nd and 31st", async () => {
    tally.set({ educational: true });
    expect(await vouchers(period("20250402", "20250531"))).toEqual(["4", "5"]);
    expect(await vouchers(period("20250401", "20250430"))).toEqual(["4", "5", "6", "7"]);
  });

  it("in Educational mode count so for what is typed too", () => {
    tally.set({ educational: true });
    const entries = [
      { ledger: "Rent", amount: -1n },
      { ledger: "Cash", amount: 1n },
    ];
    const payment = { type: "Payment", entries };
    expect(() => tally.company().createVoucher({ ...payment, date: day("2025-06-15") })).toThrow(
      "1, 2 and 31",
    );
    expect(tally.company().createVoucher({ ...payment, date: day("2025-07-31") }).voucher.number).toBe("1");
  });

  it("on a list of masters freeze Tally until somebody dismisses the dialog", async () => {
    const frozen = ask(
      tally,
      collection({ type: "Ledger", fetch: "Name", variables: period("20250401", "20250630") }),
    );
    const behind = ask(tally, collection({ type: "Group", fetch: "Name" }));
    await waitFor(() => tally.modal() !== null);
    expect(tally.requests()).toHaveLength(0);
    tally.dismiss();
    expect((await frozen).text).toContain("<COLLECTION>   </COLLECTION>");
    expect((await behind).text).toContain("<GROUP NAME=");
  });
});

describe("a ledger's balances", () => {
  it("open with the current period, not with the books", async () => {
    expect(await balances("OpeningBalance")).toMatchObject({
      "HDFC Bank": "-59800.00",
      "Asha Stores": "0.00",
      Sales: "0.00",
      Rent: "0.00",
      "Profit & Loss A/c": "8000.00",
    });
  });

  it("open with the books where the current period does", async () => {
    tally.company().setPeriod({ from: day("2024-04-01"), to: day("2026-03-31") });
    expect(await balances("OpeningBalance")).toMatchObject({
      "HDFC Bank": "-50000.00",
      "Profit & Loss A/c": "0.00",
    });
    expect(await balances("ClosingBalance")).toMatchObject({ Sales: "17000.00" });
  });

  it("close at the period's end, post-dated vouchers among them", async () => {
    tally.company().createVoucher({
      date: day("2026-03-30"),
      type: "Receipt",
      isPostDated: true,
      entries: [
        { ledger: "HDFC Bank", amount: rs("-500") },
        { ledger: "Asha Stores", amount: rs("500"), isParty: true },
      ],
    });
    expect(await balances("ClosingBalance")).toMatchObject({ "Asha Stores": "-6760.00", Sales: "7000.00" });
  });

  it("close on a typed day of the current period; an earlier one becomes its first", async () => {
    expect(await balances("ClosingBalance", typed("20250402"))).toMatchObject({ "Asha Stores": "-5900.00" });
    expect(await balances("ClosingBalance", typed("20240430"))).toMatchObject({ "Asha Stores": "0.00" });
    expect(await balances("ClosingBalance", "<SVTODATE>20250402</SVTODATE>")).toMatchObject({
      "Asha Stores": "-7260.00",
    });
  });

  it("in a foreign currency close at today's rate", async () => {
    const company = tally.company();
    company.createLedger({ name: "Bright Inc", parent: "Sundry Debtors", currency: "$", isBillWise: true });
    company.createVoucher({
      date: day("2026-01-10"),
      type: "Sales",
      entries: [
        {
          ledger: "Bright Inc",
          amount: rs("-83000"),
          foreign: "-$ 1000.00 @ 83.00/$ = -Rs 83000.00",
          isParty: true,
        },
        { ledger: "Sales", amount: rs("83000") },
      ],
    });
    expect(await balances("ClosingBalance")).toMatchObject({ "Bright Inc": "-83000.00" });
    company.setRate("$", rs("85.50"));
    expect(await balances("ClosingBalance")).toMatchObject({ "Bright Inc": "-85500.00" });
    const { text } = await ask(tally, report("Trial Balance", "<ISLEDGERWISE>Yes</ISLEDGERWISE>"));
    expect(texts(text, "DSPDISPNAME")).toContain("Unadjusted Forex Gain/Loss");
    expect(total(text)).toBe(0n);
  });
});

test("the licence and the period are asked for by functions, and only they tell the release", async () => {
  const licence = await ask(tally, functionOf("$$LicenseInfo", "IsEducationalMode"));
  expect(texts(licence.text, "RESULT")).toEqual(["No"]);
  expect(texts(licence.text, "PRODMAJORREL")).toEqual(["7"]);
  tally.set({ educational: true });
  expect(texts((await ask(tally, functionOf("$$LicenseInfo", "IsEducationalMode"))).text, "RESULT")).toEqual([
    "Yes",
  ]);
  // 1-Apr-2025 is 45,747 days after 31-Dec-1899.
  expect((await ask(tally, functionOf("$$SystemPeriodFrom"))).text).toContain('JD="45747">1-Apr-2025<');
  expect((await ask(tally, functionOf("$$SystemPeriodTo"))).text).toContain(">31-Mar-2026<");
});

function total(text: string): bigint {
  const amounts = [...texts(text, "DSPCLDRAMTA"), ...texts(text, "DSPCLCRAMTA")];
  return amounts.filter((amount) => amount !== "").reduce((sum, amount) => sum + rs(amount), 0n);
}

async function waitFor(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

function typed(date: string): string {
  return `<SVTODATE TYPE="Date">${date}</SVTODATE>`;
}

function functionOf(id: string, parameter = ""): string {
  return (
    `<ENVELOPE><HEADER><VERSION>1</VERSION><TALLYREQUEST>Export</TALLYREQUEST><TYPE>Function</TYPE><ID>${id}</ID></HEADER>` +
    `<BODY><DESC><FUNCPARAMLIST><PARAM>${parameter}</PARAM></FUNCPARAMLIST></DESC></BODY></ENVELOPE>`
  );
}
