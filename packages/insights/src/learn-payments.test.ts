import { addDays, day, type LocalDate } from "@cfa/values/local-date";
import { makeSampleCompany, type SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { expect, test } from "vitest";

import { learnPayments } from "./learn-payments.ts";
import { CLASS_EDGES } from "./payment-behaviour.ts";
import type { PaymentBill, PaymentBooks } from "./payment-insight.ts";
import { keyOf, samplePayments } from "./test-sample-payments.ts";

const isLong = process.env["CFA_TEST_LONG"] === "1";
const TODAY = day("2026-09-30");

/** A bill of ₹1,000 due after thirty days; `paid`: so many days after the due date. */
function bill(
  id: string,
  date: LocalDate,
  { party = "p", paid, ...rest }: Partial<PaymentBill> & { party?: string; paid?: number } = {},
): PaymentBill {
  const amount = rest.amount ?? 100_000n;
  const dueDate = rest.dueDate ?? addDays(date, 30);
  const settlements =
    paid === undefined
      ? []
      : [{ date: addDays(dueDate, paid), amount, isInferred: false, isLikely: false, isMoney: true }];
  return {
    billId: id,
    partyId: party,
    date,
    dueDate,
    known: date,
    amount,
    open: paid === undefined ? amount : 0n,
    settlements,
    disputed: 0n,
    tdsAwaited: 0n,
    isExcluded: false,
    promisedFor: null,
    ...rest,
  };
}

function books(bills: readonly PaymentBill[], asOf = TODAY): PaymentBooks {
  return { asOf, bills, taken: [], parties: new Map(), edges: CLASS_EDGES, seed: 1 };
}

/** Forty-eight bills a week apart, each paid so many days late, and an open one. */
function steady(late: number, open: Partial<PaymentBill> = {}): PaymentBooks {
  const paid = Array.from({ length: 48 }, (_, at) =>
    bill(`paid ${at}`, addDays(day("2025-09-01"), 7 * at), { paid: late }),
  );
  return books([...paid, bill("open", day("2026-09-10"), open)]);
}

test("a party that always pays twelve days late is expected to do so again", () => {
  const { insight } = learnPayments(steady(12));
  const [open] = insight.bills;
  const due = day("2026-10-10");
  expect(
    open && open.median !== null && open.median >= addDays(due, 8) && open.median <= addDays(due, 16),
  ).toBe(true);
  expect(open?.late).toBeGreaterThan(0.9);
  expect(open?.reasons[0]).toMatchObject({ kind: "party-delay", settled: 48, days: 12 });
  expect(insight.parties[0]).toMatchObject({ class: "late", learnedClass: "late", drift: null });
});

test("the same books, day and seed give the same figures", () => {
  const company = makeSampleCompany({ size: "S", seed: 3 });
  expect(learnPayments(samplePayments(company))).toEqual(learnPayments(samplePayments(company)));
});

test("a training that is kept gives what it gave when it was made", () => {
  const first = learnPayments(steady(3));
  expect(learnPayments(steady(3), first.training)).toEqual(first);
});

test("without trees the hazard alone speaks, nothing is held against the past, and nothing is left for the next time", () => {
  const trained = learnPayments(steady(12));
  const { insight, training } = learnPayments(steady(12), trained.training, { withTrees: false });
  expect(training).toBeNull();
  expect(insight.company).toMatchObject({ basis: "hazard", treeShare: 0, backTest: null, settled: 48 });
  expect(insight.bills).toMatchObject([{ billId: "open", basis: "hazard" }]);
  expect(insight.parties).toMatchObject([
    { class: "late", expectedDelay: trained.insight.parties[0]?.expectedDelay },
  ]);
});

test("what a company is told about its own past stands beside the plain rule", () => {
  const { company } = learnPayments(steady(12)).insight;
  expect(company.backTest?.cases).toBeGreaterThan(5);
  expect(company.backTest?.error).toBeLessThan(6);
});

test("a promise draws the day towards it, and a dispute or TDS is not awaited", () => {
  const usual = learnPayments(steady(0)).insight.bills[0];
  const promised = learnPayments(steady(0, { promisedFor: day("2026-10-02") })).insight.bills[0];
  expect(promised?.low).toBe("2026-10-02");
  expect(usual?.low !== undefined && usual.low !== null && usual.low > "2026-10-02").toBe(true);
  expect(promised?.reasons[0]).toEqual({ kind: "promised", day: "2026-10-02" });
  const partly = learnPayments(steady(0, { disputed: 30_000n, tdsAwaited: 2_000n })).insight.bills[0];
  expect(partly?.amount).toBe(68_000n);
});

test("a bill that is excluded is learned from and not forecast; one paid by what is likely is awaited no more", () => {
  expect(learnPayments(steady(0, { isExcluded: true })).insight.bills).toEqual([]);
  const likely = { date: TODAY, amount: 100_000n, isInferred: true, isLikely: true, isMoney: true };
  expect(learnPayments(steady(0, { settlements: [likely] })).insight.bills).toEqual([]);
});

test("a party that turns slow is seen to, and its class follows", () => {
  const dates = Array.from({ length: 30 }, (_, at) => addDays(day("2025-06-01"), 14 * at));
  const before = dates.map((date, at) => bill(`b${at}`, date, { paid: at >= 26 ? 48 : at % 5 }));
  const { insight } = learnPayments(books(before, day("2026-10-30")));
  expect(insight.parties[0]?.drift).toMatchObject({ before: 2, after: 48 });
  expect(insight.parties[0]?.reason).toMatchObject({ settled: 30, last: 12, late: 4 });
});

test("an owner's pin holds, and what was learned is told beside it", () => {
  const pinned = {
    ...steady(12),
    parties: new Map([["p", { before: null, pinned: "risky" as const }]]),
  };
  expect(learnPayments(pinned).insight.parties[0]).toMatchObject({ class: "risky", learnedClass: "late" });
});

const HOSTILE: Record<string, readonly PaymentBill[]> = {
  "no bills": [],
  "one open bill": [bill("one", TODAY)],
  "all on the same day": Array.from({ length: 60 }, (_, at) =>
    bill(`s${at}`, day("2026-01-01"), at < 50 ? { paid: 0 } : {}),
  ),
  "negative and nothing": [
    bill("minus", TODAY, { amount: -5n, open: -5n }),
    bill("nothing", TODAY, { amount: 0n, open: 0n }),
  ],
  "dates in 1900 and 2099": [
    bill("old", day("1900-01-01"), { paid: 10 }),
    bill("old and open", day("1900-01-01")),
    bill("far", day("2026-09-01"), { dueDate: day("2099-12-31") }),
    bill("from the future", day("2099-01-01")),
  ],
  "ten to the fifteen paise": [bill("rich", day("2026-09-01"), { amount: 10n ** 15n, open: 10n ** 15n })],
  "paid before it was billed": Array.from({ length: 40 }, (_, at) =>
    bill(`a${at}`, addDays(day("2026-01-01"), at), at < 38 ? { paid: -60 } : {}),
  ),
  "settled beyond its amount": [
    bill("over", day("2026-08-01"), {
      settlements: [
        { date: day("2026-08-02"), amount: 900_000n, isInferred: false, isLikely: false, isMoney: true },
      ],
      open: 0n,
    }),
    bill("still", day("2026-09-01")),
  ],
};

/** Of these there are thirty paid bills or more. */
const ENOUGH = ["all on the same day", "paid before it was billed"];

for (const [name, bills] of Object.entries(HOSTILE)) {
  test(`${name}: a sane answer, no day in the past`, () => {
    const { insight } = learnPayments(books(bills));
    for (const each of insight.bills) {
      for (const when of [each.low, each.median, each.high]) expect(when === null || when > TODAY).toBe(true);
      for (const chance of [each.late, each.never, ...each.weeks])
        expect(chance >= 0 && chance <= 1).toBe(true);
      expect(each.amount > 0n).toBe(true);
    }
    for (const party of insight.parties) {
      expect(party.risk >= 0 && party.risk <= 100).toBe(true);
      expect(party.expectedLoss >= 0n).toBe(true);
      if (party.expectedDelay !== null) expect(Number.isFinite(party.expectedDelay)).toBe(true);
    }
    expect(insight.company.isFewData).toBe(!ENOUGH.includes(name));
  });
}

/** Shares of customers, of six paid bills or more, in their true class: of those over three days from an edge, and of all. */
function rightOf(company: SampleCompany): { clear: number; all: number } {
  const { parties } = learnPayments(samplePayments(company), null, { withTrees: false }).insight; // no class rests on trees
  const known = new Map(parties.map((party) => [party.partyId, party]));
  const judged = company.truth.parties.filter(
    (party) => party.side !== "supplier" && (known.get(keyOf(party))?.reason.settled ?? 0) >= 6,
  );
  const clear = judged.filter(({ meanDelayNow }) =>
    CLASS_EDGES.every((edge) => Math.abs(meanDelayNow - edge) > 3),
  );
  expect(clear.length).toBeGreaterThan(10);
  const share = (list: typeof judged) =>
    list.filter((party) => known.get(keyOf(party))?.learnedClass === party.payerClass).length / list.length;
  return { clear: share(clear), all: share(judged) };
}

test.runIf(isLong).each(Array.from({ length: 10 }, (_, at) => at + 1))(
  "classes of sample company %i, size M, are those of the truth",
  (seed) => {
    const right = rightOf(makeSampleCompany({ size: "M", seed }));
    expect(right.clear).toBeGreaterThanOrEqual(0.9);
    expect(right.all).toBeGreaterThanOrEqual(0.7);
  },
  300_000,
);

test("classes of a small sample company with few bills a party are mostly those of the truth", () => {
  expect(rightOf(makeSampleCompany({ size: "E", seed: 1 })).clear).toBeGreaterThanOrEqual(0.7);
});
