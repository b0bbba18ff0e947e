import { day } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { checkDay, latestDay } from "./check-day.ts";
import { checkDraft, type DraftFacts } from "./check-draft.ts";
import { creditNote, facts, receipt } from "./test-drafts.ts";

const codes = (voucher = creditNote(), changes: Partial<DraftFacts> = {}) =>
  checkDraft(voucher, facts(changes)).problems.map((problem) => problem.code);
const offered = (voucher = creditNote(), changes: Partial<DraftFacts> = {}) =>
  checkDraft(voucher, facts(changes)).ways.map(({ mode, isOffered, reason }) => [mode, isOffered || reason]);

const to = (ledger: string, amount = "-35400") => ({ ledger, amount, isParty: false });
const lines = (discount: string, party: string) => [
  to("Discount Allowed", discount),
  { ledger: "Asha Stores", amount: party, isParty: true },
];
/** The facts with a party that is otherwise. */
const other = (change: object) => ({
  ledgers: facts().ledgers.map((ledger, at) => (at === 0 ? { ...ledger, ...change } : ledger)),
});
const RECEIPT_TYPE = { voucherType: { name: "Receipt", kind: "receipt" } };

describe("a draft that Tally will take", () => {
  test("is offered as a file, as optional and as posted", () => {
    expect(codes()).toEqual([]);
    expect(codes(receipt(), RECEIPT_TYPE)).toEqual([]);
    expect(offered()).toEqual([
      ["file", true],
      ["optional", true],
      ["posted", true],
    ]);
  });

  test("names are compared as Tally does: trimmed, without case", () => {
    expect(codes(creditNote({ party: " asha STORES ", bill: "inv-118 " }))).toEqual([]);
  });

  test("without an agent there is only the file", () => {
    expect(offered(creditNote(), { hasAgent: false })).toEqual([
      ["file", true],
      ["optional", "no-agent"],
      ["posted", "no-agent"],
    ]);
  });
});

describe("is refused before it is sent", () => {
  test("a party that Tally does not have, that is not kept bill by bill, or in another currency", () => {
    expect(codes(creditNote(), { ledgers: facts().ledgers.slice(1) })).toEqual(["party-missing"]);
    expect(codes(creditNote(), other({ isBillWise: false }))).toEqual(["party-not-bill-wise"]);
    expect(codes(creditNote(), other({ isForeign: true }))).toEqual(["party-foreign"]);
  });

  test("a ledger that is missing, is itself kept bill by bill, stands twice, or is no bank for a receipt", () => {
    const party = lines("-1", "35400")[1]!;
    expect(codes(creditNote({ lines: [to("Discunt"), party] }))).toEqual(["ledger-missing"]);
    const billWise = [...facts().ledgers, { ...facts().ledgers[0]!, name: "Gupta Traders" }];
    expect(codes(creditNote({ lines: [to("Gupta Traders"), party] }), { ledgers: billWise })).toEqual([
      "ledger-bill-wise",
    ]);
    const twice = [to("Discount Allowed", "-20000"), to("discount allowed", "-15400"), party];
    expect(codes(creditNote({ lines: twice }))).toEqual(["ledger-twice"]);
    expect(codes(receipt({ lines: lines("-35400", "35400") }), RECEIPT_TYPE)).toEqual(["ledger-not-money"]);
  });

  test("a voucher type that is missing or of another kind", () => {
    expect(codes(creditNote({ type: "CN" }))).toEqual(["voucher-type-missing"]);
    const child = { voucherType: { name: "Credit Note", kind: "debit-note" } };
    expect(codes(creditNote(), child)).toEqual(["voucher-type-other"]);
  });

  test("lines that do not come to zero, to the paisa, or that stand on the wrong side", () => {
    expect(codes(creditNote({ lines: lines("-35399", "35400") }))).toEqual(["unbalanced"]);
    expect(codes(creditNote({ lines: lines("35400", "-35400") }))).toEqual([
      "amount-not-positive",
      "amount-not-positive",
    ]);
  });

  test("more than is open of the bill, a bill that was worked out, one without a name, one that is gone", () => {
    const bill = facts().bill!;
    expect(codes(creditNote(), { bill: { ...bill, open: 35_400n } })).toEqual([]);
    expect(codes(creditNote(), { bill: { ...bill, open: 35_399n } })).toEqual(["bill-exceeded"]);
    expect(codes(creditNote(), { bill: { ...bill, isInferred: true } })).toEqual(["bill-inferred"]);
    expect(codes(creditNote({ bill: "" }))).toEqual(["bill-unnamed"]);
    const { bill: _, ...gone } = facts();
    expect(checkDraft(creditNote(), gone).problems.map((problem) => problem.code)).toEqual(["bill-missing"]);
    expect(codes(creditNote(), { bill: { ...bill, date: day("2025-04-03") } })).toEqual(["date-before-bill"]);
  });

  test("and then no way to Tally is open to it", () => {
    expect(offered(creditNote({ bill: "" }))).toEqual([
      ["file", "problems"],
      ["optional", "problems"],
      ["posted", "problems"],
    ]);
  });
});

describe("the day of a voucher", () => {
  const days = facts();

  test("is not after Tally's own and lies in the year that is open", () => {
    expect(checkDay(day("2025-04-20"), days)).toBeUndefined();
    expect(checkDay(day("2025-04-21"), days)?.code).toBe("date-in-future");
    expect(checkDay(day("2025-03-31"), days)?.code).toBe("date-outside-year");
    expect(checkDay(day("2026-04-01"), { ...days, today: day("2026-05-01") })?.code).toBe(
      "date-outside-year",
    );
  });

  test("is one of three in Educational mode", () => {
    const educational = { ...days, isEducational: true };
    const kept = ["2025-04-01", "2025-04-02", "2025-04-03", "2025-04-19"].filter(
      (date) => checkDay(day(date), educational) === undefined,
    );
    expect(kept).toEqual(["2025-04-01", "2025-04-02"]);
    expect(latestDay(educational)).toBe("2025-04-02");
    expect(latestDay({ ...educational, today: day("2025-06-01") })).toBe("2025-06-01");
  });

  test("that is the latest to be offered lies in the year; outside it there is none", () => {
    expect(latestDay(days)).toBe("2025-04-20");
    expect(latestDay({ ...days, today: day("2027-01-01") })).toBe("2026-03-31");
    expect(latestDay({ ...days, today: day("2024-01-01") })).toBeUndefined();
  });
});

describe("a credit note that takes back GST", () => {
  const taxed = creditNote({
    lines: [
      { ledger: "Discount Allowed", amount: "-30000", isParty: false },
      { ledger: "Output CGST", amount: "-5400", isParty: false },
      { ledger: "Asha Stores", amount: "35400", isParty: true },
    ],
  });

  test("is never posted from here, whether it is called one or just moves a tax ledger, and the reason is told", () => {
    for (const verdict of [
      checkDraft(taxed, facts()),
      checkDraft(creditNote(), facts({ isTaxNote: true })),
    ]) {
      expect(verdict.ways.map((way) => [way.mode, way.isOffered, way.reason])).toEqual([
        ["file", true, null],
        ["optional", true, null],
        ["posted", false, "gst"],
      ]);
      expect(verdict.warnings[0]?.code).toBe("gst-recomputed");
    }
  });

  test("a financial one says that the tax stays; a receipt says nothing of tax", () => {
    expect(checkDraft(creditNote(), facts()).warnings.map((warning) => warning.code)).toEqual([
      "gst-by-hand",
    ]);
    expect(checkDraft(receipt(), facts(RECEIPT_TYPE)).warnings).toEqual([]);
  });
});

test("what should be known beforehand: numbered by hand, books of yesterday", () => {
  const manual = { name: "Receipt", kind: "receipt", numbering: "Manual" };
  const verdict = checkDraft(receipt(), facts({ voucherType: manual, isStale: true }));
  expect(verdict.warnings.map((warning) => warning.code)).toEqual(["numbered-by-hand", "books-old"]);
});
