import { expect, test } from "vitest";

import { runProgramme, type Programme } from "./test-offer-programme.ts";
import { byOwnMean } from "./test-offer-forecasts.ts";
import { SETTINGS } from "./test-offer-party.ts";
import { offerWorld } from "./test-offer-world.ts";

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS = Array.from({ length: isLong ? 50 : 3 }, (_, at) => at + 1);
const settings = { ...SETTINGS, monthlyBudget: 100_00_00_000_00n };

const runs = SEEDS.map((seed) => {
  const world = offerWorld(seed, { parties: 120, days: 730 });
  const plan = { forecast: byOwnMean, from: 365, to: 700, every: 7, heldOut: () => false };
  const own = runProgramme(world, { ...plan, settings });
  const plain = runProgramme(world, { ...plan, settings: { ...settings, rule: "plain" } });
  return { own, plain };
});
const all = (of: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + of(run), 0);
const givenIn = ({ given }: Programme) => Object.values(given).reduce((sum, each) => sum + each, 0);
const seedsWith = (is: (run: (typeof runs)[number]) => boolean) => runs.filter(is).length / runs.length;

const heldOut = (partyId: string) => Number(partyId.slice(-1)) < 3;

test("at least four fifths of what is given goes to persuadable parties", () => {
  const share = all(({ own }) => own.given.persuadable) / all(({ own }) => givenIn(own));
  console.log(`${SEEDS.length} seeds: ${(100 * share).toFixed(1)} % to persuadable parties`);
  expect(share).toBeGreaterThanOrEqual(isLong ? 0.8 : 0.7);
});

test("the programme brings money in nine of ten companies, and more than the plain rule", () => {
  const [net, plain] = [all(({ own }) => own.net), all((run) => run.plain.net)];
  const won = seedsWith(({ own }) => own.net > 0);
  const above = seedsWith((run) => run.own.net > run.plain.net);
  console.log(
    `net above zero in ${won}, above the plain rule in ${above}; ${Math.round(net / runs.length)} and ${Math.round(plain / runs.length)} rupees a company`,
  );
  expect(won).toBeGreaterThanOrEqual(isLong ? 0.9 : 2 / 3);
  expect(above).toBeGreaterThanOrEqual(0.9);
  expect(net).toBeGreaterThan(plain);
});

test("nobody kept without offers is given anything, and ghosts are made for them", () => {
  const world = offerWorld(1, { parties: 60, days: 700 });
  const plan = { forecast: byOwnMean, from: 365, to: 650, every: 7, heldOut };
  const { made } = runProgramme(world, { ...plan, settings });
  const ghosts = made.filter((one) => one.isHeldOut);
  expect(ghosts.length).toBeGreaterThan(5);
  expect(
    ghosts.every((one) => heldOut(one.proposal.partyId) && one.discount === 0 && one.paid === one.usual),
  ).toBe(true);
  expect(made.filter((one) => !one.isHeldOut).every((one) => !heldOut(one.proposal.partyId))).toBe(true);
});
