import { parseArgs } from "node:util";

import { quantile } from "@cfa/insights/numbers";
import { USUAL_OFFER_SETTINGS, type OfferSettings } from "@cfa/insights/offer/offer-settings";
import { byOwnMean, learned } from "@cfa/insights/offer/test-offer-forecasts";
import { runProgramme, type Programme } from "@cfa/insights/offer/test-offer-programme";
import { offerWorld } from "@cfa/insights/offer/test-offer-world";

/*
 * npm run bench:offers -- --from 1 --to 50 [--plain-forecast]: programmes of offers of made-up companies with known answers, forecast every week by the
 * payment model (or by each party's own mean), against the plain rule of the trade. Keys of RESULT: docs/benchmarks.md.
 */

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "1" },
    to: { type: "string", default: "50" },
    "plain-forecast": { type: "boolean", default: false },
  },
});
const [from, to] = [Number(values.from), Number(values.to)];
const settings: OfferSettings = {
  ...USUAL_OFFER_SETTINGS,
  costOfCash: 1_800,
  monthlyBudget: 100_00_00_000_00n,
};
const givenIn = ({ given }: Programme) => Object.values(given).reduce((sum, each) => sum + each, 0);

const runs: { own: Programme; plain: Programme }[] = [];
for (let seed = from; seed <= to; seed++) {
  const world = offerWorld(seed, { parties: 120, days: 730 });
  const forecast = values["plain-forecast"] ? byOwnMean : learned;
  const plan = { forecast, from: 365, to: 700, every: 7, heldOut: () => false };
  const own = runProgramme(world, { ...plan, settings });
  const plain = runProgramme(world, { ...plan, settings: { ...settings, rule: "plain" } });
  runs.push({ own, plain });
  const share = own.given.persuadable / givenIn(own);
  const taken = own.made.filter(({ discount }) => discount > 0).length;
  console.log(
    `${String(seed).padStart(3)}: ${own.made.length} offers, ${taken} taken, ${Math.round(givenIn(own))} rupees given,`,
    `${(100 * share).toFixed(0)} % to persuadable parties; net ${Math.round(own.net)}, plain rule ${Math.round(plain.net)}`,
  );
}

const sum = (of: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + of(run), 0);
const rounded = (value: number) => Math.round(value * 1_000) / 1_000;
const shares = runs
  .map(({ own }) => own.given.persuadable / givenIn(own))
  .filter((share) => !Number.isNaN(share));
const result = {
  seeds: [from, to],
  forecast: values["plain-forecast"] ? "own-mean" : "payment-model",
  persuadableShare: rounded(sum(({ own }) => own.given.persuadable) / sum(({ own }) => givenIn(own))),
  shareBySeed: [0, 0.1, 0.5].map((at) => rounded(quantile(shares, at))),
  givenForDays: rounded(sum(({ own }) => own.givenForDays) / sum(({ own }) => givenIn(own))),
  netAboveZero: rounded(runs.filter(({ own }) => own.net > 0).length / runs.length),
  netAbovePlain: rounded(runs.filter(({ own, plain }) => own.net > plain.net).length / runs.length),
  netRupees: Math.round(sum(({ own }) => own.net) / runs.length),
  plainNetRupees: Math.round(sum(({ plain }) => plain.net) / runs.length),
};
console.log(`RESULT ${JSON.stringify(result)}`);
