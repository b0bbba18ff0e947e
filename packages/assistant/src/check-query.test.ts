import { TypedQuery } from "@cfa/contract/assistant-query";
import { describe, expect, test } from "vitest";

import { CATALOGUE } from "./catalogue.ts";
import { checkAsked, checkQuery, type QueryFault } from "./check-query.ts";

const PARTY = "pty_01arz3ndektsv4rrffq69g5fav";
const OTHER = "pty_01arz3ndektsv4rrffq69g5faw";
const year = { from: "2026-04-01", to: "2027-03-31" };

function fault(query: Record<string, unknown>): QueryFault | null {
  const checked = checkQuery({ ...TypedQuery.parse({ measure: query["measure"] }), ...query });
  return checked.ok ? null : checked.error;
}

describe("a query is refused for what its measure does not know", () => {
  test.for([
    [{ measure: "receivable", period: year }, "period", "not-known"],
    [{ measure: "sales", asOf: "2026-06-01" }, "asOf", "not-known"],
    [{ measure: "receivable", groupBy: "ledger" }, "groupBy", "not-known"],
    [{ measure: "payable", class: "risky" }, "class", "not-known"],
    [{ measure: "sync", parties: [PARTY] }, "parties", "not-known"],
    [{ measure: "sales", percent: 200 }, "percent", "not-known"],
    [{ measure: "trial-balance", order: "most" }, "order", "not-known"],
    [{ measure: "receivable", comparedTo: year }, "comparedTo", "not-known"],
    [{ measure: "sales", thenBy: "month" }, "groupBy", "needed"],
    [{ measure: "sales", groupBy: "month", thenBy: "month" }, "thenBy", "against"],
    [{ measure: "sales", period: { from: "2026-02-30", to: "2026-03-01" } }, "period", "no-such-day"],
    [{ measure: "sales", period: { from: "2026-04-02", to: "2026-04-01" } }, "period", "reversed"],
    [{ measure: "sales", above: "500", below: "500" }, "below", "against"],
    [{ measure: "sales", parties: [PARTY], withoutParties: [PARTY] }, "withoutParties", "against"],
    [{ measure: "voucher" }, "billId", "needed"],
    [{ measure: "offer-cost" }, "percent", "needed"],
    [{ measure: "ledger-statement", parties: [PARTY, OTHER] }, "parties", "one-only"],
    [{ measure: "draft-reminder", withoutParties: [PARTY] }, "parties", "needed"],
  ] as const)("%j", ([query, field, code]) => expect(fault(query)).toEqual({ field, code }));
});

test.for([
  { measure: "receivable", asOf: "2026-03-31", groupBy: "party", thenBy: "age", order: "most", limit: 5 },
  { measure: "cash-balance", groupBy: "week", period: year },
  { measure: "sales", period: year, comparedTo: { from: "2025-04-01", to: "2026-03-31" } },
  { measure: "ledger-statement", parties: [PARTY] },
  { measure: "net-position", parties: [PARTY] },
])("what it knows is let through: %j", (query) => expect(fault(query)).toBeNull());

const of = (measure: string, more = {}): TypedQuery => TypedQuery.parse({ measure, ...more });
const both = (calculation: "share" | "difference", ...queries: TypedQuery[]): boolean =>
  checkAsked({ queries, calculation }).ok;

test("a difference is of two figures of one unit, a share of some rows or of one sum in another", () => {
  expect(both("difference", of("receivable"), of("payable"))).toBe(true);
  expect(both("difference", of("receivable"), of("days-to-pay"))).toBe(false);
  expect(both("difference", of("receivable"))).toBe(false);
  expect(both("share", of("receivable"))).toBe(false);
  expect(both("share", of("receivable", { groupBy: "party", limit: 5 }))).toBe(true);
  expect(both("share", of("overdue-receivable"), of("receivable"))).toBe(true);
});

test("each measure has questions that ask for it in both languages", () => {
  for (const { examples } of Object.values(CATALOGUE)) {
    expect(examples.en.every((text) => text.length > 5)).toBe(true);
    expect(examples.hi.every((text) => /\p{Script=Devanagari}/u.test(text))).toBe(true);
  }
});
