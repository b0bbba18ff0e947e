import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { difficultyOf } from "@cfa/testkit/sample-company/statistics";
import { expect, test } from "vitest";

import {
  alarmsOfLastYear,
  customersWho,
  falseAlarms,
  generatedParties,
  stepsAtMost,
  stepsFound,
  type Party,
  type Share,
} from "./test-drift.ts";

/* How often a lasting change is seen, and how often one is seen where there is none (docs/benchmarks.md, bench:payments). */

const isLong = process.env["CFA_TEST_LONG"] === "1";

/** Steps in standard deviations. */
const STEPS = { two: [2, 2], twoToThree: [2, 3], twoToFour: [2, 4], threeToFour: [3, 4] } as const;
type Step = keyof typeof STEPS;

type Measured = { alarms: Share; found: Record<Step, Share>; atMost: Record<Step, Share> };

function measured(parties: readonly Party[], seed: number): Measured {
  const all = (of: typeof stepsFound) => {
    const share = (step: Step) => of(parties, { seed, least: STEPS[step][0], most: STEPS[step][1] });
    return {
      two: share("two"),
      twoToThree: share("twoToThree"),
      twoToFour: share("twoToFour"),
      threeToFour: share("threeToFour"),
    };
  };
  return { alarms: falseAlarms(parties), found: all(stepsFound), atMost: all(stepsAtMost) };
}

/** Shares of all cases of several companies. */
function shareOf(all: readonly Measured[], of: (each: Measured) => Share): number {
  const cases = sumOf(all.map(of), "cases");
  expect(cases).toBeGreaterThan(100);
  return sumOf(all.map(of), "found") / cases;
}

function sumOf(shares: readonly Share[], what: keyof Share): number {
  return shares.reduce((sum, each) => sum + each[what], 0);
}

function report(name: string, all: readonly Measured[]): void {
  const rows = (Object.keys(STEPS) as Step[]).map((step) => {
    const [found, atMost] = [shareOf(all, (one) => one.found[step]), shareOf(all, (one) => one.atMost[step])];
    return `${step} ${found.toFixed(3)} of at most ${atMost.toFixed(3)}`;
  });
  console.log(`${name}: false alarms ${shareOf(all, ({ alarms }) => alarms).toFixed(3)}; ${rows.join("; ")}`);
}

const seeds = Array.from({ length: isLong ? 20 : 3 }, (_, at) => at + 1);

test("of generated parties, most steps are seen within three bills, and few steady years have one", () => {
  const all = seeds.map((seed) => measured(generatedParties(seed, isLong ? 120 : 60), seed));
  report("generated parties", all);
  expect(shareOf(all, ({ alarms }) => alarms)).toBeLessThanOrEqual(0.05);
  expect(shareOf(all, ({ found }) => found.twoToFour)).toBeGreaterThanOrEqual(0.8);
  expect(shareOf(all, ({ found }) => found.threeToFour)).toBeGreaterThanOrEqual(0.9);
}, 900_000);

test.runIf(isLong)(
  "the same of sample companies, size M",
  () => {
    const seasonal: Share[] = [];
    const all = seeds.map((seed) => {
      const company = makeSampleCompany({ size: "M", seed });
      console.log(`seed ${seed}: delays vary by ${difficultyOf(company.truth).delaySd.toFixed(1)} days`);
      seasonal.push(alarmsOfLastYear(customersWho("seasonal", company)));
      return measured(customersWho("steady", company), seed);
    });
    const [years, alarms] = [sumOf(seasonal, "cases"), sumOf(seasonal, "found")];
    console.log(`seasonal payers: a change was seen in ${alarms} of ${years} third years`);
    report("sample companies, size M", all);
    expect(shareOf(all, ({ alarms }) => alarms)).toBeLessThanOrEqual(0.05);
    expect(shareOf(all, ({ found }) => found.twoToFour)).toBeGreaterThanOrEqual(0.8);
    expect(shareOf(all, ({ found }) => found.threeToFour)).toBeGreaterThanOrEqual(0.9);
  },
  3_600_000,
);
