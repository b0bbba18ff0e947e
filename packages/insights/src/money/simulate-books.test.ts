import { describe, expect, test } from "vitest";

import { dayIn } from "../forecast/months.ts";
import { monthly, ORIGIN, RUPEES } from "../forecast/test-ledger.ts";
import type { CashBooks } from "./cash-books.ts";
import { forecastWithPaths } from "./forecast-money.ts";
import {
  billOf,
  booksOf,
  depositsOf,
  GST,
  mean,
  monthlyBills,
  MONTHS,
  saidOf,
  sideOf,
  simulated,
  streamIn,
} from "./test-money-books.ts";

const rent = monthly(
  (month) => dayIn(month, 5),
  () => 4_000,
);

const key = { class: "rent", ledger: "rent", party: null, direction: "out", every: "months/1" } as const;
const rentBooks = (said: CashBooks["said"]) => booksOf({ streams: [streamIn("rent", rent)], said });
const open = (partyId: string, back: number) => billOf(partyId, ORIGIN - back, null, 5_000);
const withOpen = (given: Parameters<typeof sideOf>[1], forecasts: Parameters<typeof sideOf>[2] = []) => {
  const { part, streams } = sideOf("customer", given, forecasts);
  return booksOf({ streams, sides: { customer: part, supplier: { bills: [], forecasts: [] } } });
};

describe("open bills", () => {
  test("a bill comes in the week that was learned, a promise among what was", () => {
    const bill = open("agarwal", 20);
    const past = monthlyBills("agarwal", { after: 15 });
    const { paths } = simulated(withOpen([...past, bill], [saidOf(bill, 3)]));
    expect(mean(paths, "customer-open", 21, 28)).toBe(5_000);
    expect(mean(paths, "customer-open")).toBe(5_000);
  });

  test("a bill that is never paid brings nothing", () => {
    const bill = open("agarwal", 20);
    const { paths } = simulated(
      withOpen([...monthlyBills("agarwal", { after: 15 }), bill], [saidOf(bill, null)]),
    );
    expect(mean(paths, "customer-open")).toBe(0);
  });

  test("where nothing was learned, a bill of a late payer comes late, of a prompt one soon", () => {
    const late = simulated(withOpen([...monthlyBills("slow", { after: 80 }), open("slow", 30)]));
    const soon = simulated(withOpen([...monthlyBills("quick", { after: 33 }), open("quick", 30)]));
    const first = (of: typeof late) =>
      of.bills.findIndex(({ billId }) => billId.endsWith(` ${ORIGIN - 30}`)) >= 0
        ? mean(of.paths, "customer-open", 0, 7)
        : NaN;
    expect(first(soon)).toBeGreaterThanOrEqual(5_000);
    expect(mean(late.paths, "customer-open", 42, 63)).toBeGreaterThan(0.6 * 5_000);
    expect(late.bills.find(({ billId }) => billId.endsWith(` ${ORIGIN - 30}`))?.weeks.slice(0, 4)).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test("a cheque for a day ahead takes its bill: the money comes once, on that day", () => {
    const bill = open("agarwal", 20);
    const books = withOpen([...monthlyBills("agarwal", { after: 15 }), bill], [saidOf(bill, 3)]);
    const cheque = {
      day: ORIGIN + 9,
      amount: 5_000 * RUPEES,
      class: "customer",
      ledger: "customer",
      party: "agarwal",
    };
    const given = { ...books, postDated: [cheque] };
    const { paths } = simulated(given);
    expect(mean(paths, "post-dated", 9, 10)).toBe(5_000);
    expect(mean(paths, "customer-open")).toBe(0);
    const after = forecastWithPaths(given, { paths: 100 }).paths;
    expect(mean(after, "post-dated", 9, 10)).toBe(5_000);
  });

  test("of what is settled only the part that was money is expected", () => {
    const bills = monthlyBills("agarwal", { after: 40 });
    const { part, streams } = sideOf("customer", bills);
    const less = streams.map((stream) => ({
      ...stream,
      flows: stream.flows.map(({ day: on, amount }) => ({ day: on, amount: 0.9 * amount })),
    }));
    const books = booksOf({
      streams: less,
      sides: { customer: part, supplier: { bills: [], forecasts: [] } },
    });
    const { bills: expected } = simulated(books);
    for (const { amount } of expected) expect(Math.abs(amount - 900 * RUPEES)).toBeLessThan(20 * RUPEES);
  });
});

test("bills not yet raised come as those of past months did, on their dates and as long after", () => {
  const { part, streams } = sideOf("customer", monthlyBills("bose", { date: 6, after: 10 }));
  const { paths } = simulated(
    booksOf({ streams, sides: { customer: part, supplier: { bills: [], forecasts: [] } } }),
  );
  const from = dayIn(684, 16) - ORIGIN;
  expect(Math.abs(mean(paths, "customer-new", from, from + 2) - 1_000)).toBeLessThan(150);
  expect(mean(paths, "customer-new", 0, from)).toBe(0);
});

test("money that no bill explains comes again with its month", () => {
  const { part, streams } = sideOf("customer", monthlyBills("bose", { date: 6, after: 10 }));
  const advances = MONTHS.map((month) => ({ day: dayIn(month, 25), amount: 300 * RUPEES }));
  const own = streams.map((stream) => ({
    ...stream,
    flows: [...stream.flows, ...advances].toSorted((a, b) => a.day - b.day),
  }));
  const { paths } = simulated(
    booksOf({ streams: own, sides: { customer: part, supplier: { bills: [], forecasts: [] } } }),
  );
  const from = dayIn(684, 25) - ORIGIN;
  expect(Math.abs(mean(paths, "customer-new", from, from + 2) - 300)).toBeLessThan(60);
});

describe("deposits", () => {
  test("what is owed goes on the next due day, moved by the habit", () => {
    const early = MONTHS.map((month) => ({ day: dayIn(month, 18), amount: -700 * RUPEES }));
    const { deposits, paths } = simulated(
      booksOf({ streams: [streamIn("gst", early)], deposits: depositsOf([GST], 2_000) }),
    );
    expect(deposits[0]).toMatchObject({
      day: dayIn(684, 18),
      owed: expect.closeTo(2_000 * RUPEES - 70 * RUPEES, -5),
    });
    const at = dayIn(684, 18) - ORIGIN;
    expect(mean(paths, "gst", at, at + 2)).toBeGreaterThan(1_700);
    expect(mean(paths, "gst", 0, at)).toBe(0);
  });

  test("who deposits by the quarter goes by the quarter", () => {
    const quarterly = MONTHS.filter((month) => month % 3 === 0).map((month) => ({
      day: dayIn(month, 19),
      amount: -2_000 * RUPEES,
    }));
    const { deposits } = simulated(
      booksOf({ streams: [streamIn("gst", quarterly)], deposits: depositsOf([GST], 100) }),
    );
    expect(deposits.map(({ day: on }) => on)).toEqual([dayIn(684, 19)]);
  });

  test("a company that never deposited and owes nothing is not told to", () => {
    expect(simulated(booksOf({ deposits: depositsOf([GST], 0) })).deposits).toEqual([]);
  });
});

describe("what people say of items", () => {
  test("an item that has ended is not drawn", () => {
    expect(mean(simulated(rentBooks([])).paths, "rent")).toBeGreaterThan(2.5 * 4_000);
    expect(mean(simulated(rentBooks([{ key, said: "ended" }])).paths, "rent")).toBe(0);
  });

  test("one that is confirmed goes on although it failed to come", () => {
    const stopped = streamIn("rent", rent.slice(0, 20));
    const gone = booksOf({ streams: [stopped] });
    expect(mean(simulated(gone).paths, "rent")).toBe(0);
    const confirmed = simulated({ ...gone, said: [{ key, said: "confirmed" }] });
    expect(mean(confirmed.paths, "rent")).toBeGreaterThan(2.5 * 4_000);
  });

  test("one that is edited goes on as said", () => {
    const rhythm = { kind: "months", months: 1, phase: 0, date: 12, shift: "after" } as const;
    const { paths } = simulated(rentBooks([{ key, said: { rhythm, size: 4_500 * RUPEES } }]));
    const at = dayIn(684, 12) - ORIGIN;
    expect(Math.abs(mean(paths, "rent", at, at + 1) - 4_500)).toBeLessThan(300);
    expect(mean(paths, "rent", 0, at)).toBe(0);
  });

  test("one that is known by a voucher of a day ahead comes once", () => {
    const voucher = {
      day: dayIn(684, 6),
      amount: -4_000 * RUPEES,
      class: "rent",
      ledger: "rent",
      party: null,
    };
    const { paths } = simulated({ ...rentBooks([]), postDated: [voucher] });
    expect(mean(paths, "rent", 0, 14)).toBe(0);
    expect(mean(paths, "post-dated", 0, 14)).toBe(4_000);
  });
});
