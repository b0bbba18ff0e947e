import { cloneDatabase } from "@cfa/testkit/test-database";
import { expect, test } from "vitest";

import { simulate, type Sabotage } from "./test-run.ts";

/*
 * Customers, half a year, everything that happens and at any moment; what goes out is held against a world that knows nothing of the product. A failure names its seed.
 * CFA_TEST_LONG: more of them, and each rule of the gate dropped once. The full size is a command of its own: npm run simulate:nudges.
 */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SIZE = isLong ? { parties: 100, days: 90 } : { parties: 40, days: 45 };
const SEEDS = isLong ? [1, 2] : [1];
/** What must have held something back. */
const SEEN = isLong ? ["paid", "disputed", "promised", "excluded"] : ["promised"];
/** Workers run beside each other, so that the few customers of one company need not meet with each of them. */
const MOST_COMPANIES = 8;

test.each(SEEDS)(
  "seed %i: not one message that may not be, none twice, every due stage sent or explained",
  { timeout: 3_600_000 },
  async (first) => {
    const unseen = new Set(SEEN);
    for (let seed = first; seed === first || (unseen.size > 0 && seed < first + MOST_COMPANIES); seed++) {
      const { breaches, taken, ended } = await simulate(await cloneDatabase(), { seed, ...SIZE });
      expect({ seed, breaches: breaches.slice(0, 20) }).toEqual({ seed, breaches: [] });
      // Silence would be right as well.
      expect(taken).toBeGreaterThan(SIZE.parties);
      for (const code of ended.keys()) unseen.delete(code);
    }
    expect([...unseen]).toEqual([]);
  },
);

const party = (changes: Partial<Parameters<NonNullable<Sabotage["facts"]>>[0]["party"]>): Sabotage => ({
  facts: (facts) => ({ ...facts, party: { ...facts.party, ...changes } }),
});

const SABOTAGES: readonly (readonly [string, Sabotage])[] = [
  [
    "a dispute is not heard",
    {
      facts: (facts) => ({
        ...facts,
        party: { ...facts.party, bills: facts.party.bills.map((bill) => ({ ...bill, disputed: 0n })) },
      }),
    },
  ],
  [
    "a payment is not seen",
    {
      facts: (facts) => {
        const there = new Set(facts.party.bills.map(({ key }) => key.billKey));
        const paid = facts.nudge.bills
          .filter(({ bill }) => !there.has(bill.billKey))
          .map(({ bill, name, dueDate, amount }) => ({
            key: bill,
            billId: name,
            name,
            date: bill.billDate,
            dueDate,
            open: amount,
            disputed: 0n,
            tdsAwaited: 0n,
            covered: 0n,
            postDated: 0n,
          }));
        return { ...facts, party: { ...facts.party, bills: [...facts.party.bills, ...paid] } };
      },
    },
  ],
  ["money on account is not seen", party({ unapplied: 0n })],
  ["a promise is not heard", party({ promises: [] })],
  ["an exclusion is not heard", party({ isExcluded: false })],
  [
    "a stop is not heard",
    {
      facts: (facts) => ({
        ...facts,
        party: { ...facts.party, consent: facts.party.consent.filter(({ said }) => said === "given") },
      }),
    },
  ],
  ["what a customer says is not heard", party({ claims: [] })],
  ["a party that is to be left in peace is not", party({ quietUntil: null })],
  ["bills that differ from Tally's are not noticed", party({ isPartyTied: true })],
  ["what the party has had is not counted", party({ sent: [] })],
  [
    "books are never old",
    { facts: (facts) => ({ ...facts, books: { ...facts.books, freshness: "fresh" } }) },
  ],
  [
    "a total that differs is not noticed",
    { facts: (facts) => ({ ...facts, books: { ...facts.books, debtorsOff: 0n } }) },
  ],
  [
    "hours are not kept",
    {
      facts: (facts) => ({ ...facts, nudge: { ...facts.nudge, sendAt: new Date(0) } }),
      rules: (rules) => ({ ...rules, quiet: { weekdays: [], days: new Set(), holidays: new Set() } }),
    },
  ],
  [
    "what may have gone out is sent again",
    { sendsAgain: true, facts: (facts) => ({ ...facts, attempts: [] }) },
  ],
];

test.runIf(isLong).each(SABOTAGES)("%s: it is noticed", { timeout: 600_000 }, async (_, sabotage) => {
  // It is noticed once something happens that the rule is for.
  const breaches: string[] = [];
  for (let seed = 1; seed <= 8 && breaches.length === 0; seed++) {
    const simulated = await simulate(await cloneDatabase(), { seed, parties: 90, days: 75, sabotage });
    breaches.push(...simulated.breaches);
  }
  expect(breaches).not.toEqual([]);
});
