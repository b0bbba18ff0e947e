import { describe, expect, it, test } from "vitest";

import { alterIdRange, functionsIn, guidsOf } from "./bounds.ts";
import { compile, UnknownInFormula, type Scope, type Surroundings } from "./compile.ts";
import { readExpression, type Expression } from "./expression.ts";
import { isTrue, type Value } from "./value.ts";

const AROUND: Surroundings = {
  variable: (name) => (name === "svtodate" ? "2025-06-30" : null),
  formula: (name) => (name === "recent" ? read("$AlterId > 10") : undefined),
  object: (type, name) => (type === "ledger" && name === "asha stores" ? scope({ parent: "North" }) : null),
  call: (name, [value]) => (name === "issales" ? String(value).includes("Sales") : undefined),
};

const VOUCHER: Record<string, Value> = {
  alterid: 12,
  date: "2025-04-20",
  vouchertypename: "GST Sales",
  guid: "abc-00000001",
  iscancelled: false,
  amount: -11_800_00n,
  ledgername: "Asha Stores",
};

function scope(values: Record<string, Value>): Scope {
  return { get: (name) => values[name] };
}

function read(text: string): Expression {
  const expression = readExpression(text);
  if (!expression.ok) throw new Error(expression.error);
  return expression.value;
}

function holds(text: string, values: Record<string, Value> = VOUCHER): boolean {
  return isTrue(compile(read(text), AROUND)(scope(values)));
}

describe("a condition", () => {
  it.each([
    "$AlterId > 11",
    "$AlterId <= 12 And $AlterId > 4",
    '$VoucherTypeName = "gst sales "',
    "Not $IsCancelled",
    "NOT $IsCancelled AND NOT $IsOptional",
    '$Guid = "x" Or $Guid = "ABC-00000001"',
    '$Date >= $$Date:"20250401"',
    '$Date >= $$Date:"1-Apr-2025" And $Date <= ##SVToDate',
    "$$MonthOfDate:$Date = 4",
    "$$IsSales:$VoucherTypeName",
    '$$IsEqual:($Parent:Ledger:$LedgerName):"North"',
    "@@Recent",
    "$Amount = -11800",
    "$$Abs:$Amount > 11799.99",
    '$LedgerName Contains "sto"',
    '$LedgerName Starting With "Asha"',
    '($AlterId = 1 Or $AlterId = 12) And $Date < $$Date:"01-05-2025"',
  ])("holds: %s", (text) => expect(holds(text)).toBe(true));

  it.each([
    "$AlterId > 12",
    "$IsCancelled",
    "Not ($AlterId = 12 Or $AlterId = 13)",
    '$Date > $$Date:"20250420"',
    '$VoucherTypeName = "Sales"',
    "$NoSuchMethod",
    "$AlterId = 1 And $AlterId = 12 Or $AlterId = 2",
  ])("does not hold: %s", (text) => expect(holds(text)).toBe(false));

  it("binds Not before And before Or", () => {
    expect(holds("$AlterId = 12 Or $AlterId = 1 And $AlterId = 2")).toBe(true);
    expect(holds("Not $AlterId = 1 And $AlterId = 12")).toBe(true);
  });

  it("takes a doubled quote for one", () => {
    expect(holds('$LedgerName = "Iyer ""Metro"" Agencies"', { ledgername: 'Iyer "Metro" Agencies' })).toBe(
      true,
    );
  });

  it("sees the object around it", () => {
    const entry: Scope = { ...scope({ amount: 1n }), above: scope({ date: "2025-04-20" }) };
    expect(compile(read("$..Date"), AROUND)(entry)).toBe("2025-04-20");
  });

  it.each(["$AlterId >", "($AlterId > 1", "$AlterId > 1 )", "$AlterId ~ 4", "And", ""])(
    "is refused when it is none: %s",
    (text) => expect(readExpression(text).ok).toBe(false),
  );

  it.each(["$$NoSuchFunction:$Date", "@@NoSuchFormula"])("is refused when it names nothing: %s", (text) => {
    expect(() => compile(read(text), AROUND)).toThrow(UnknownInFormula);
  });
});

test("what a condition says of AlterIds is known before any object is looked at", () => {
  expect(alterIdRange(read("$AlterId > 4210"))).toEqual({ after: 4210 });
  expect(alterIdRange(read("$AlterId >= 5 And $AlterId < 9 And Not $IsCancelled"))).toEqual({
    after: 4,
    through: 8,
  });
  expect(alterIdRange(read("$AlterId = 7 Or $AlterId = 12"))).toEqual({ after: 6, through: 12 });
  expect(alterIdRange(read("$AlterId > 4 Or $IsCancelled"))).toEqual({});
  expect(alterIdRange(read("Not $AlterId > 4"))).toEqual({});
});

test("a list of GUIDs is known too, unless something else may pass", () => {
  expect(guidsOf(read('($Guid = "a" Or $Guid = "b") And $AlterId > 1'))).toEqual(["a", "b"]);
  expect(guidsOf(read('$Guid = "a" Or $AlterId > 1'))).toBeNull();
  expect(guidsOf(read('Not $Guid = "a"'))).toBeNull();
});

test("functions are found wherever they stand", () => {
  expect(functionsIn(read("Not ($AlterId > 1 And $$InDateRange:$Date:##A:##B)"))).toEqual(["indaterange"]);
});
