import { HOW, type PaymentBillRow } from "@cfa/db/queries/insights/payment-books";
import type { PaymentBill, PaymentInsight } from "@cfa/insights/payment-insight";
import { day, daysBetween } from "@cfa/values/local-date";
import { expect, test } from "vitest";

import { booksOf, pieceOf, withIds, type Lesson, type LessonPromise } from "./lesson.ts";

/* What the database tells of bills, as the model reads it. */

const number = (text: string) => daysBetween(day("1970-01-01"), day(text));

function row(
  of: Partial<PaymentBillRow> & { settlements?: [date: string, amount: number, how?: number][] },
): PaymentBillRow {
  const { settlements = [], ...rest } = of;
  return {
    billId: "b",
    ledgerId: "ram",
    originId: null,
    date: number("2026-01-10"),
    dueDate: number("2026-02-09"),
    known: number("2026-01-10"),
    amount: 1_000n,
    disputed: 0n,
    tdsAwaited: null,
    settledOn: settlements.length === 0 ? null : settlements.map(([date]) => number(date)),
    settled: settlements.length === 0 ? null : settlements.map(([, amount]) => String(amount)),
    how: settlements.length === 0 ? null : settlements.map(([, , how]) => how ?? HOW.money),
    ...rest,
  };
}

function read(rows: readonly PaymentBillRow[], promises: LessonPromise[] = []): readonly PaymentBill[] {
  const parties = ["ram", "sita", "old-ram"];
  const by = { placeOf: (id: string) => parties.indexOf(id), isExcluded: (id: string) => id === "old-ram" };
  const lesson: Lesson = {
    asOf: day("2026-04-15"),
    edges: [-5, 5, 30],
    seed: 1,
    training: null,
    withTrees: true,
    // Two pieces, as of a company with many bills.
    pieces: [pieceOf(rows.slice(0, 1), by), pieceOf(rows.slice(1), by)],
    taken: [],
    parties: [],
    promises,
  };
  return booksOf(lesson).bills;
}

test("settlements stay with their bills, in whatever piece these are", () => {
  const bills = read([
    row({ settlements: [["2026-02-01", 300]] }),
    row({
      ledgerId: "sita",
      settlements: [
        ["2026-02-03", 600],
        ["2026-02-05", -100],
      ],
    }),
    row({}),
    row({ settlements: [["2026-03-01", 1_000]] }),
  ]);
  expect(bills).toMatchObject([
    { billId: "0", partyId: "0", open: 700n, settlements: [{ date: "2026-02-01", amount: 300n }] },
    {
      billId: "1",
      partyId: "1",
      open: 500n,
      settlements: [{ amount: 600n }, { date: "2026-02-05", amount: -100n }],
    },
    { billId: "2", open: 1_000n, date: "2026-01-10", dueDate: "2026-02-09", settlements: [] },
    { billId: "3", open: 0n, isExcluded: false },
  ]);
});

test("what was written off was never paid: a bill of which nothing else is left stays open and is not forecast", () => {
  const [whole, part] = read([
    row({
      settlements: [
        ["2026-03-01", 600],
        ["2026-03-02", 400, HOW.writtenOff],
      ],
    }),
    row({
      settlements: [
        ["2026-03-01", 600],
        ["2026-03-02", 100, HOW.writtenOff],
      ],
    }),
  ]);
  expect(whole).toMatchObject({
    open: 400n,
    isExcluded: true,
    settlements: [{ amount: 600n, isMoney: true }],
  });
  expect(part).toMatchObject({
    open: 300n,
    isExcluded: false,
    settlements: [{ amount: 600n }, { amount: 100n, isMoney: false }],
  });
});

test("a small difference that was written off was not to be paid: its bill is paid", () => {
  const [small, more] = read(
    [100, 101].map((written) =>
      row({
        settlements: [
          ["2026-03-01", 1_000 - written],
          ["2026-03-02", written, HOW.writtenOff],
        ],
      }),
    ),
  );
  expect(small).toMatchObject({
    open: 0n,
    isExcluded: false,
    settlements: [
      { amount: 900n, isMoney: true },
      { amount: 100n, isMoney: false },
    ],
  });
  expect(more).toMatchObject({ open: 101n, isExcluded: true, settlements: [{ amount: 899n }] });
});

test("what is only likely takes nothing", () => {
  const [bill] = read([row({ settlements: [["2026-03-01", 600, HOW.inferred + HOW.likely + HOW.money]] })]);
  expect(bill).toMatchObject({
    open: 1_000n,
    settlements: [{ isLikely: true, isInferred: true, isMoney: true }],
  });
});

test("tax awaited is all that is open or nothing; disputed is no more than is open; the ledger it stands on may be excluded", () => {
  expect(
    read([
      row({ tdsAwaited: 20n, settlements: [["2026-03-01", 980]] }),
      row({ tdsAwaited: 20n }),
      row({ disputed: 900n, settlements: [["2026-03-01", 600]] }),
      row({ originId: "old-ram" }),
    ]),
  ).toMatchObject([
    { open: 20n, tdsAwaited: 20n },
    { open: 1_000n, tdsAwaited: 0n },
    { open: 400n, disputed: 400n },
    { isExcluded: true },
  ]);
});

test("a promise is laid over the party's bills, the earliest due first, as far as it goes", () => {
  const promise = { party: 0, amount: 1_200n, day: day("2026-04-20") };
  const bills = read(
    [
      row({ dueDate: number("2026-03-03") }),
      row({ dueDate: number("2026-03-01") }),
      row({ dueDate: number("2026-03-02"), settlements: [["2026-03-01", 1_000]] }),
      row({ dueDate: number("2026-03-04") }),
      row({ ledgerId: "sita" }),
    ],
    [promise],
  );
  expect(bills.map(({ promisedFor }) => promisedFor)).toEqual(["2026-04-20", "2026-04-20", null, null, null]);
});

test("what was learned gets its ids back, and what was not in the lesson is no id", () => {
  const insight = {
    bills: [{ billId: "1", partyId: "0" }],
    parties: [{ partyId: "0" }],
  } as unknown as PaymentInsight;
  const ids = { bills: ["x", "y"], parties: ["p"] };
  expect(withIds(insight, ids)).toMatchObject({
    bills: [{ billId: "y", partyId: "p" }],
    parties: [{ partyId: "p" }],
  });
  expect(() => withIds(insight, { ...ids, bills: ["x"] })).toThrow("not in the lesson");
});
