import type { Learning } from "@cfa/db/queries/insights/keep-learning";
import type { BillForecast, PartyInsight } from "@cfa/insights/payment-insight";
import { addDays, type LocalDate } from "@cfa/values/local-date";

/* What is learned, made by hand: for tests of how it is kept and read. */

/** A forecast of ₹100: expected ten days after the day it is made for, half in the second week. */
export function madeForecast(
  asOf: LocalDate,
  bill: Pick<BillForecast, "billId" | "partyId"> & Partial<BillForecast>,
): BillForecast {
  return {
    median: addDays(asOf, 10),
    low: addDays(asOf, 3),
    high: addDays(asOf, 30),
    late: 0.75,
    weeks: [0.25, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    never: 0.125,
    amount: 10_000n,
    basis: "hazard",
    reasons: [{ kind: "party-delay", settled: 5, days: 10 }],
    ...bill,
  };
}

/** A party that pays late. */
export function madeParty(party: Pick<PartyInsight, "partyId"> & Partial<PartyInsight>): PartyInsight {
  const learnedClass = party.learnedClass ?? "late";
  return {
    class: learnedClass,
    learnedClass,
    confidence: 0.75,
    expectedDelay: 12.5,
    uncertainty: 2.5,
    reason: { settled: 5, last: 5, late: 4, from: 3, to: 20, turn: null, overdue: 1 },
    drift: null,
    risk: 40,
    drivers: [{ kind: "delay", points: 40 }],
    expectedLoss: 1_250n,
    suggestedLimit: 50_000n,
    ...party,
  };
}

/** A learning of one side as of a day. */
export function madeLearning(
  asOf: LocalDate,
  of: Partial<Omit<Learning, "insight" | "bills">> & {
    bills?: readonly BillForecast[];
    parties?: readonly PartyInsight[];
  } = {},
): Learning {
  const { bills = [], parties = [], ...rest } = of;
  return {
    side: "receivable",
    learnedAt: new Date(`${asOf}T06:00:00Z`),
    generation: 1n,
    classEdges: [-5, 5, 30],
    billsFrom: "2022-04-15",
    bills: 12,
    olderBills: 3,
    isWithoutTrees: false,
    ...rest,
    insight: {
      model: "made",
      asOf,
      seed: 1,
      company: {
        settled: 10,
        parties: parties.length,
        basis: "hazard",
        treeShare: 0,
        isFewData: true,
        backTest: { cases: 8, error: 6, plainError: 9, coverage: 0.75 },
      },
      bills,
      parties,
    },
  };
}
