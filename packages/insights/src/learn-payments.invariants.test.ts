import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { min } from "@cfa/values/money";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { learnPayments } from "./learn-payments.ts";
import { CLASS_EDGES } from "./payment-behaviour.ts";
import type { BillSettlement, PaymentBill, PaymentBooks, PaymentInsight } from "./payment-insight.ts";

/*
 * Whatever the books say, what is learned from them is sane: no chance outside 0…1, no figure that is none, no day in the past. Days and
 * sums are drawn from few, the worst among them, so that they collide often; called as the worker calls it, with trees and without.
 */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const CASES = { seed: 20260930, numRuns: isLong ? 2_000 : 80 };
const PATIENCE = isLong ? 900_000 : 120_000; // a machine that tests other things beside
const TODAY = day("2026-09-30");
const CRORES = 10n ** 15n;

const lately = fc.integer({ min: -900, max: 0 }).map((days) => addDays(TODAY, days));
const days = fc.oneof(
  { weight: 6, arbitrary: lately },
  {
    weight: 2,
    arbitrary: fc.constantFrom(TODAY, addDays(TODAY, 1), day("2026-03-31"), day("2024-02-29")),
  },
  { weight: 1, arbitrary: fc.constantFrom(day("1900-01-01"), day("2099-12-31")) },
);
const amounts = fc.oneof(
  fc.bigInt({ min: 1n, max: 5_000_000n }),
  fc.constantFrom(0n, 1n, -100_000n, 100_000n, CRORES),
);

const settlements = fc.array(
  fc.record<BillSettlement>({
    date: days,
    amount: amounts,
    isInferred: fc.boolean(),
    isLikely: fc.boolean(),
    isMoney: fc.boolean(),
  }),
  { maxLength: 3 },
);

/** Most bills are paid or open as bills are; the others are as `nasty` has them. */
const bills = fc
  .array(
    fc.record({
      party: fc.constantFrom("a", "b", "c"),
      date: days,
      terms: fc.constantFrom(0, 0, 30, 30, 45, -40, 4_000),
      entered: fc.constantFrom(0, 0, 0, 20, -20),
      amount: amounts,
      paidAfter: fc.option(fc.integer({ min: -70, max: 130 }), { freq: 4 }),
      nasty: fc.option(settlements, { freq: 3 }),
      disputed: fc.constantFrom(0n, 0n, 0n, 50_000n, CRORES),
      tdsAwaited: fc.constantFrom(0n, 0n, 0n, 1_000n),
      isExcluded: fc.constantFrom(false, false, false, true),
      promisedIn: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 1 }),
    }),
    { maxLength: 70 },
  )
  .map((drawn) => drawn.map(billOf));

type Drawn = {
  party: string;
  date: LocalDate;
  terms: number;
  entered: number;
  amount: bigint;
  paidAfter: number | null;
  nasty: BillSettlement[] | null;
  disputed: bigint;
  tdsAwaited: bigint;
  isExcluded: boolean;
  promisedIn: number | null;
};

function billOf(drawn: Drawn, place: number): PaymentBill {
  const { party, date, terms, entered, amount, paidAfter, nasty, promisedIn, disputed, ...rest } = drawn;
  const dueDate = addDays(date, terms);
  const paid =
    paidAfter === null
      ? []
      : [{ date: addDays(dueDate, paidAfter), amount, isInferred: false, isLikely: false, isMoney: true }];
  const settled = nasty ?? paid;
  const counted = settled.filter(({ isLikely }) => !isLikely);
  const open = counted.reduce((left, each) => left - each.amount, amount);
  return {
    ...rest,
    disputed: min(disputed, open), // as it is read from the books
    billId: String(place),
    partyId: party,
    date,
    dueDate,
    known: addDays(date, entered),
    amount,
    open,
    settlements: settled,
    promisedFor: promisedIn === null ? null : addDays(TODAY, promisedIn),
  };
}

function booksOf(list: readonly PaymentBill[]): PaymentBooks {
  const parties = new Map([["a", { before: "late" as const, pinned: null }]]);
  return { asOf: TODAY, bills: list, taken: [], parties, edges: CLASS_EDGES, seed: 1 };
}

/** Throws where anything of it is not sane. */
function expectSane(insight: PaymentInsight): void {
  for (const each of insight.bills) {
    for (const when of [each.low, each.median, each.high]) expect(when === null || when > TODAY).toBe(true);
    expect(ordered(each.low, each.median) && ordered(each.median, each.high)).toBe(true);
    for (const chance of [each.late, each.never, ...each.weeks])
      expect(chance >= 0 && chance <= 1).toBe(true);
    expect(each.amount >= 0n).toBe(true);
  }
  for (const party of insight.parties) {
    expect(party.risk >= 0 && party.risk <= 100).toBe(true);
    expect(party.confidence >= 0 && party.confidence <= 1).toBe(true);
    expect(party.expectedLoss >= 0n).toBe(true);
    expect(party.suggestedLimit === null || party.suggestedLimit >= 0n).toBe(true);
    expect(party.reason.settled < 3).toBe(party.learnedClass === "new");
    if (party.drift !== null) expect(party.drift.since <= TODAY).toBe(true);
  }
  expectNumbers(insight);
}

/** Null: not within what is looked at, so later than any day. */
function ordered(earlier: LocalDate | null, later: LocalDate | null): boolean {
  return later === null || (earlier !== null && earlier <= later);
}

/** No figure anywhere in it is none, or without end. */
function expectNumbers(value: unknown): void {
  if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectNumbers);
}

test(
  "whatever the books say, what is learned from them is sane",
  () => {
    fc.assert(
      fc.property(bills, fc.boolean(), (list, withTrees) => {
        const books = booksOf(list);
        const first = learnPayments(books, null, { withTrees });
        expectSane(first.insight);
        expectSane(learnPayments(books, first.training, { withTrees }).insight);
        const paid = first.insight.company.settled;
        expect(first.insight.company.isFewData).toBe(paid < 30);
      }),
      CASES,
    );
  },
  PATIENCE,
);

test(
  "what never varies, or only one party ever does, is sane",
  () => {
    const always = fc.record({
      paidAfter: fc.constantFrom(-80, -30, 0, 12, 200),
      apart: fc.constantFrom(0, 1, 7),
      count: fc.integer({ min: 1, max: 120 }),
      open: fc.integer({ min: 0, max: 5 }),
      amount: fc.constantFrom(1n, 100_000n, CRORES),
    });
    fc.assert(
      fc.property(always, ({ paidAfter, apart, count, open, amount }) => {
        const plain = {
          party: "a",
          terms: 30,
          entered: 0,
          amount,
          nasty: null,
          disputed: 0n,
          tdsAwaited: 0n,
        };
        const list = Array.from({ length: count + open }, (_, place) =>
          billOf(
            {
              ...plain,
              isExcluded: false,
              promisedIn: null,
              date: addDays(TODAY, -apart * (count + open - place)),
              paidAfter: place < count ? paidAfter : null,
            },
            place,
          ),
        );
        expectSane(learnPayments(booksOf(list)).insight);
      }),
      { ...CASES, numRuns: isLong ? 400 : 25 },
    );
  },
  PATIENCE,
);
