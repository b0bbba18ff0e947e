import { cutDelay } from "./bills.ts";
import type { Delay } from "./drift.ts";
import { inMonth } from "./forecast/months.ts";
import { meanOf, middleOf, near, squaresOf } from "./numbers.ts";
import { SINGLE, spreadOf, type Spread } from "./spread.ts";

/*
 * The delay to expect of a party's next bill. A party pays steadily, or by a season that comes back every year, or in a way that changes with
 * time. In each of these ways delays are a Gaussian process over the months bills fall due in (Rasmussen & Williams 2006); how common each is
 * among a company's parties is learned from them (empirical Bayes by expectation and maximization; Dempster, Laird & Rubin 1977), and what is
 * expected of a party is the mean over the ways, by how well each tells its bills.
 */

/** What is expected of a party's next bill by its paid ones, with its standard error, and the standard deviation of single bills; days. */
export type UsualDelay = { delay: number; error: number; deviation: number };

/** What a company's parties do: their mean delay, how it varies between them and within one, and how many pay in each way. */
export type Population = { mean: number; between: number; spread: Spread; shares: readonly number[] };

/** By how much of the usual standard deviation delays differ from season to season, and from time to time. */
const WAYS = [
  { season: 0, change: 0 },
  { season: 1, change: 0 },
  { season: 0, change: 0.75 },
] as const;
/** Months in which e⁻¹ of what two have in common is left. */
const SEASON_MONTHS = 2;
const CHANGE_MONTHS = 12;
const YEAR = 12;
/** Only so many of the latest months in which bills fell due are looked at. */
const MOST_MONTHS = 60;
/** Bills before and after a bill, by their due dates, from whose middle it counts as at most so far away as a single one does. */
const AROUND = 5;
/** Bills of a party that say something of its mean, and of its way. */
const FEW = 3;
const ENOUGH = 6;
/** So many parties pay in each way before any has been seen: most are steady. */
const BEFORE = [5, 0.5, 0.5] as const;
/** Of more parties than so many some are asked: they tell as much. */
const MOST_PARTIES = 400;
const ROUNDS = 20;
const UNKNOWN = 15 ** 2; // variance, days squared
const LEAST_WITHIN = 1;
const LEAST_BETWEEN = 4;

/** Learns what a company's parties do. */
export function populationOf(delays: ReadonlyMap<number, readonly Delay[]>, asOf: number): Population {
  const parties = [...delays.values()];
  const all = parties.map((paid) => paid.map(({ delay }) => cutDelay(delay)));
  const freedom = all.reduce((sum, own) => sum + own.length - 1, 0);
  const squares = all.reduce((sum, own) => sum + squaresOf(own), 0);
  const spread = spreadOf(all, freedom > 0 ? Math.max(LEAST_WITHIN, squares / freedom) : UNKNOWN);
  const known = parties.filter(({ length }) => length >= FEW).map((paid) => drawn(paid, spread));
  const means = known.map((own) => meanOf(own.delays.map(({ delay }) => delay)));
  const mean = meanOf(means.length > 0 ? means : all.flat());
  const noise = meanOf(known.map(({ delays: { length }, deviation }) => deviation ** 2 / length));
  const between =
    means.length > 2 ? Math.max(LEAST_BETWEEN, squaresOf(means) / means.length - noise) : UNKNOWN;
  const population = { mean: Number.isNaN(mean) ? 0 : mean, between, spread };
  return { ...population, shares: sharesOf(known, population, asOf) };
}

/** How many of the parties pay in each way. */
function sharesOf(parties: readonly Drawn[], population: Omit<Population, "shares">, asOf: number): number[] {
  const told = parties.filter(({ delays }) => delays.length >= ENOUGH);
  const every = Math.ceil(told.length / MOST_PARTIES);
  const fits = told.filter((_, at) => at % every === 0).map((own) => fitsOf(own, population, asOf));
  const all = fits.length + BEFORE.reduce((sum, each) => sum + each, 0);
  let shares: number[] = WAYS.map(() => 1 / WAYS.length);
  for (let round = 0; round < ROUNDS; round++) {
    const sums: number[] = [...BEFORE];
    for (const fit of fits)
      chancesOf(fit, shares).forEach((chance, way) => ((sums[way] as number) += chance));
    shares = sums.map((sum) => sum / all);
  }
  return shares;
}

/** What a party's paid bills let expect of its next; few of them are drawn towards the company's parties. */
export function usualDelayOf(paid: readonly Delay[], population: Population, asOf: number): UsualDelay {
  const own = drawn(paid, population.spread);
  const fits = fitsOf(own, population, asOf);
  const chances = chancesOf(fits, population.shares);
  const over = (of: (fit: Fit) => number) =>
    fits.reduce((sum, fit, way) => sum + (chances[way] as number) * of(fit), 0);
  const delay = over((fit) => fit.delay);
  const variance = over((fit) => fit.variance + (fit.delay - delay) ** 2);
  return { delay, error: Math.sqrt(variance), deviation: own.deviation };
}

/** Delays with single bills drawn to within what a few would be (Winsorised; Huber 1981), and their standard deviation. */
type Drawn = { delays: readonly { due: number; delay: number }[]; deviation: number };

function drawn(paid: readonly Delay[], { within, freedom }: Spread): Drawn {
  const all = paid
    .map(({ day, delay }) => ({ due: day - delay, delay: cutDelay(delay) }))
    .toSorted((a, b) => a.due - b.due);
  const away = all.map(({ due, delay }, at) => {
    const around = all.slice(Math.max(0, at - AROUND), at + AROUND + 1);
    const middle = middleOf(around.map((one) => one.delay));
    return { due, middle, by: delay - middle };
  });
  const most = SINGLE * Math.sqrt(within);
  const squares = away.reduce((sum, { by }) => sum + near(by, 0, most) ** 2, 0);
  const deviation = Math.sqrt((squares + freedom * within) / Math.max(1, all.length - 1 + freedom));
  return {
    delays: away.map(({ due, middle, by }) => ({ due, delay: middle + near(by, 0, SINGLE * deviation) })),
    deviation,
  };
}

/** What one way says of the next bill, and how well it tells those that were paid. */
type Fit = { delay: number; variance: number; logLikelihood: number };

function fitsOf(own: Drawn, population: Omit<Population, "shares">, asOf: number): Fit[] {
  const now = inMonth(asOf).month;
  const months = monthsOf(own, now);
  return WAYS.map((way) => {
    const size = Math.sqrt(population.spread.within);
    const [season, change] = [(way.season * size) ** 2, (way.change * size) ** 2];
    const common = (months: number) =>
      population.between +
      (season === 0 ? 0 : season * Math.exp(-apartInYear(months) / SEASON_MONTHS)) +
      (change === 0 ? 0 : change * Math.exp(-months / CHANGE_MONTHS));
    return fitOf(months, { mean: population.mean, noise: own.deviation ** 2, now, common });
  });
}

type Month = { month: number; mean: number; count: number };

/** Means of the bills that fell due in a month; those due later than now are of now. */
function monthsOf({ delays }: Drawn, now: number): Month[] {
  const months = new Map<number, Month>();
  for (const { due, delay } of delays) {
    const month = Math.min(now, inMonth(due).month);
    const known = months.get(month) ?? { month, mean: 0, count: 0 };
    known.count++;
    known.mean += (delay - known.mean) / known.count;
    months.set(month, known);
  }
  return [...months.values()].toSorted((a, b) => a.month - b.month).slice(-MOST_MONTHS);
}

/** Regression by what months have in common, row by row of its Cholesky factor (Rasmussen & Williams 2006, 2.1). */
function fitOf(
  months: readonly Month[],
  given: { mean: number; noise: number; now: number; common: (months: number) => number },
): Fit {
  const { mean, noise, now, common } = given;
  const factor: Float64Array[] = [];
  const away: number[] = [];
  const shared: number[] = [];
  const fit = { delay: mean, variance: common(0), logLikelihood: 0 };
  for (const [at, { month, mean: told, count }] of months.entries()) {
    const row = new Float64Array(at + 1);
    const less = (sum: number, other: ArrayLike<number>, until: number) => {
      for (let place = 0; place < until; place++) sum -= (row[place] as number) * (other[place] as number);
      return sum;
    };
    for (let other = 0; other < at; other++) {
      const before = factor[other] as Float64Array;
      const left = less(common(month - (months[other] as Month).month), before, other);
      row[other] = left / (before[other] as number);
    }
    const own = Math.sqrt(less(common(0) + noise / count, row, at));
    row[at] = own;
    factor.push(row);
    away.push(less(told - mean, away, at) / own);
    shared.push(less(common(now - month), shared, at) / own);
    fit.delay += (away[at] as number) * (shared[at] as number);
    fit.variance -= (shared[at] as number) ** 2;
    fit.logLikelihood -= (away[at] as number) ** 2 / 2 + Math.log(own);
  }
  return fit;
}

/** How likely a party pays in each way, by how common it is and how well it tells. */
function chancesOf(fits: readonly Fit[], shares: readonly number[]): number[] {
  const logs = fits.map(({ logLikelihood }, way) => logLikelihood + Math.log(shares[way] as number));
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const all = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((weight) => weight / all);
}

/** Months between two, wherever in other years they are. */
function apartInYear(months: number): number {
  const apart = months % YEAR;
  return Math.min(apart, YEAR - apart);
}
