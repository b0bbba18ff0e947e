import type { CashClass } from "@cfa/books/cash/cash-class";
import { deriveBooks } from "@cfa/books/test-sample-books";
import { closingBalances } from "@cfa/testkit/sample-company/balances";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { day, type LocalDate } from "@cfa/values/local-date";
import { describe, expect, test } from "vitest";

import { dayNumber } from "../payment-history.ts";
import { flowBook, flowLedgers, type FlowLedger, type MoneyVoucher } from "./flows-of-vouchers.ts";
import { sampleFlows } from "./test-sample-flows.ts";

const asOf = day("2026-06-30");
const of = (name: CashClass | null, partyKind: FlowLedger["partyKind"] = null): FlowLedger => ({
  class: name,
  partyKind,
});
const ledgers = new Map([
  ["bank", of(null)],
  ["till", of(null)],
  ["sharma", of("customer", "customer")],
  ["balaji", of("customer", "both")],
  ["rent", of("rent")],
  ["gst", of("gst")],
]);
const voucher = (
  date: string,
  lines: Record<string, bigint>,
  state: MoneyVoucher["state"] = "posted",
): MoneyVoucher => ({
  date: day(date),
  state,
  lines: Object.entries(lines).map(([ledgerId, amount]) => ({ ledgerId, amount })),
});
const flowsOf = (...vouchers: MoneyVoucher[]) => {
  const book = flowBook({ asOf, ledgers });
  for (const one of vouchers) book.add(one);
  return book.flows();
};
const on = (date: string) => dayNumber(day(date));

describe("flows of vouchers", () => {
  test("a day's money of one ledger is one flow each way, whatever order its vouchers come in", () => {
    const { streams } = flowsOf(
      voucher("2026-06-09", { rent: 700n, bank: -700n }),
      voucher("2026-06-08", { rent: 100n, bank: -100n }),
      voucher("2026-06-09", { rent: -50n, bank: 50n }),
      voucher("2026-06-08", { rent: 200n, till: -200n }),
    );
    expect(streams).toEqual([
      {
        class: "rent",
        ledger: "rent",
        party: null,
        flows: [
          { day: on("2026-06-08"), amount: -300 },
          { day: on("2026-06-09"), amount: 50 },
          { day: on("2026-06-09"), amount: -700 },
        ],
      },
    ]);
  });

  test("between own accounts nothing moved", () => {
    expect(flowsOf(voucher("2026-06-08", { bank: -500n, till: 500n })).streams).toEqual([]);
  });

  test("money laid by on an account that is left out has gone", () => {
    const known = flowLedgers(
      {
        money: [
          { ledgerId: "bank", partyKind: null, kind: "bank" },
          { ledgerId: "savings", partyKind: null, kind: "bank" },
        ],
        others: [],
      },
      (ledgerId) => ledgerId === "savings",
    );
    const book = flowBook({ asOf, ledgers: known });
    book.add(voucher("2026-06-08", { bank: -500n, savings: 500n }));
    expect(book.flows().streams).toEqual([
      { class: "assets", ledger: "savings", party: null, flows: [{ day: on("2026-06-08"), amount: -500 }] },
    ]);
  });

  test("who is customer and supplier is told by the way of the money, a customer's refund is not", () => {
    const { streams } = flowsOf(
      voucher("2026-06-08", { bank: 500n, balaji: -500n }),
      voucher("2026-06-09", { bank: -200n, balaji: 200n }),
      voucher("2026-06-10", { bank: -30n, sharma: 30n }),
    );
    expect(streams.map((stream) => [stream.class, stream.ledger, stream.party])).toEqual([
      ["customer", "customer", "balaji"],
      ["supplier", "supplier", "balaji"],
      ["customer", "customer", "sharma"],
    ]);
  });

  test("what moves no balance is left out", () => {
    const lines = { bank: 500n, sharma: -500n };
    const left = (["cancelled", "optional", "non-accounting"] as const).map((state) =>
      voucher("2026-06-08", lines, state),
    );
    expect(flowsOf(...left)).toEqual({ streams: [], postDated: [] });
  });

  test("vouchers of days ahead stand apart, one by one; post-dated ones of days past have moved", () => {
    const { streams, postDated } = flowsOf(
      voucher("2026-07-09", { bank: 500n, sharma: -500n }, "post-dated"),
      voucher("2026-07-02", { bank: 300n, sharma: -300n }, "post-dated"),
      voucher("2026-06-30", { bank: 200n, sharma: -200n }, "post-dated"),
    );
    const about = { class: "customer", ledger: "customer", party: "sharma" };
    expect(streams).toEqual([{ ...about, flows: [{ day: on("2026-06-30"), amount: 200 }] }]);
    expect(postDated).toEqual([
      { ...about, day: on("2026-07-02"), amount: 300 },
      { ...about, day: on("2026-07-09"), amount: 500 },
    ]);
  });

  test("a ledger nobody knows is named and of no class of its own", () => {
    const { streams } = flowsOf(voucher("2026-06-08", { bank: -9n, "?": 9n }));
    expect(streams.map((stream) => [stream.class, stream.ledger])).toEqual([["other", "?"]]);
  });
});

describe.each([1, 2, 3])("the sample company S %i", (seed) => {
  const company = makeSampleCompany({ size: "S", seed });
  const derived = deriveBooks(company);
  const moneyLedgers = company.ledgers.filter(
    ({ parent }) => parent === "Cash-in-Hand" || parent === "Bank Accounts" || parent === "Bank OD A/c",
  );
  const moneyOn = (date: LocalDate) => {
    const balances = closingBalances(company, date);
    return -moneyLedgers.reduce((total, { masterId }) => total + Number(balances.get(masterId) ?? 0n), 0);
  };
  const opening = -moneyLedgers.reduce((total, ledger) => total + Number(ledger.opening), 0);

  test.each([asOf, company.through])(
    "all streams together are what the money accounts moved up to %s",
    (date) => {
      const { streams } = sampleFlows(derived, date);
      const moved = streams.flatMap(({ flows }) => flows).reduce((total, { amount }) => total + amount, 0);
      expect(moneyLedgers).toHaveLength(3);
      expect(moved).toBe(moneyOn(date) - opening);
    },
  );

  test("with what is known of days ahead they are what the accounts will have moved", () => {
    const { streams, postDated } = sampleFlows(derived, company.through);
    const moved = [...streams.flatMap(({ flows }) => flows), ...postDated];
    expect(postDated).toHaveLength(3);
    expect(postDated.every(({ class: name, amount }) => name === "customer" && amount > 0)).toBe(true);
    expect(moved.reduce((total, { amount }) => total + amount, 0)).toBe(moneyOn(day("2027-12-31")) - opening);
  });
});
