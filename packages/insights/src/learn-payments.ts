import { paidCount } from "./bills.ts";
import { chanceBy, dayAt, rangeOf, weekly, type Distribution } from "./distribution.ts";
import { findDrift, type Delay } from "./drift.ts";
import { forecastReasons } from "./forecast-reasons.ts";
import { designOf, type Design } from "./hazard/design.ts";
import { openInTurn, partyInsight, type PartyPast } from "./party-insight.ts";
import { delaysByParty } from "./payment-behaviour.ts";
import { dateOf, dayNumber, paymentHistory, type Observed, type PaymentHistory } from "./payment-history.ts";
import type {
  BillForecast,
  CompanyInsight,
  ForecastBasis,
  PaymentBooks,
  PaymentInsight,
} from "./payment-insight.ts";
import { paymentModel, type PaymentModel } from "./payment-model.ts";
import { withPromise } from "./promise.ts";
import { isWorthRenewing, trainPayments, UNTRAINED, type Training } from "./train-payments.ts";
import { populationOf, usualDelayOf, type Population } from "./usual-delay.ts";

/** Rises with every change of what is learned: the same version, bills, day and seed give the same figures. */
export const PAYMENT_MODEL = "payments-5";

const WEEKS = 13;
const NEVER_AFTER = 180; // days
/** Share of the chances between the first and the last likely day. */
const RANGE = 0.8;
/** Below so many paid bills it is said that there is little to learn from. */
const FEW = 30;

/** What was learned, and the training it rests on, to be kept for the next time; null: it was learned without trees. */
export type Learned = { insight: PaymentInsight; training: Training | null };

/**
 * Learns from one side of the books when its bills will be paid and how its parties pay. A training that is still fresh makes it quick;
 * without one, or with one that has grown old, everything is learned anew. Without trees it is as quick, and rests on the hazard alone:
 * uncalibrated, and not held against the past. docs/algorithms/payments.md.
 */
export function learnPayments(
  books: PaymentBooks,
  kept: Training | null = null,
  { withTrees = true }: { withTrees?: boolean } = {},
): Learned {
  const asOf = dayNumber(books.asOf);
  const history = paymentHistory(books);
  const design = designOf(history.bills, asOf);
  const training = withTrees ? trainingFor(design, kept) : UNTRAINED;
  const model = paymentModel(design, training);
  const settled = paidCount(design.history);
  const basis: ForecastBasis = settled === 0 ? "due-date" : model.basis;
  const delays = delaysByParty(design.history);
  const population = populationOf(delays, asOf);
  const pasts = pastsOf(history, { delays, asOf, population });
  const bills = forecasts(books, { history, model, basis, population, pasts });
  const company: CompanyInsight = {
    settled,
    parties: new Set(books.bills.map((bill) => bill.partyId)).size,
    basis,
    treeShare: training.share,
    isFewData: settled < FEW,
    backTest: training.told,
  };
  const byParty = Map.groupBy(bills, (bill) => bill.partyId);
  const parties = [...pasts.values()].map((past) =>
    partyInsight(past, { books, forecast: byParty.get(past.partyId) ?? [] }),
  );
  const insight = { model: PAYMENT_MODEL, asOf: books.asOf, seed: books.seed, company, bills, parties };
  return { insight, training: withTrees ? training : null };
}

function trainingFor(design: Design, kept: Training | null): Training {
  return kept === null || isWorthRenewing(kept, design) ? trainPayments(design) : kept;
}

/** What is known of each party: its paid bills in the order they were paid in, and its open ones. */
function pastsOf(
  { parties, found }: PaymentHistory,
  {
    delays,
    asOf,
    population,
  }: { delays: ReadonlyMap<number, readonly Delay[]>; asOf: number; population: Population },
): Map<string, PartyPast> {
  const pasts = new Map<string, PartyPast>();
  for (const [partyId, party] of parties) {
    const paid = delays.get(party) ?? [];
    pasts.set(partyId, {
      partyId,
      paid,
      usual: usualDelayOf(paid, population, asOf),
      drift: null,
      open: [],
      billed: [],
      youngestPaid: -Infinity,
    });
  }
  for (const one of found.values()) {
    const past = pasts.get(one.bill.partyId);
    if (past === undefined || one.row.known > asOf) continue;
    past.billed.push(one.bill);
    if (isAwaited(one, asOf)) past.open.push(one.bill);
    else past.youngestPaid = Math.max(past.youngestPaid, one.row.date);
  }
  for (const past of pasts.values())
    past.drift = findDrift(past.paid, population.spread, openInTurn(past, asOf));
  return pasts;
}

/** Something of it has still to come. */
function isAwaited({ bill, row, awaited }: Observed, asOf: number): boolean {
  return bill.open > 0n && (row.paid === null || row.paid > asOf) && (awaited > 0n || bill.disputed > 0n);
}

type Ground = {
  history: PaymentHistory;
  model: PaymentModel;
  basis: ForecastBasis;
  population: Population;
  pasts: ReadonlyMap<string, PartyPast>;
};

function forecasts(books: PaymentBooks, ground: Ground): BillForecast[] {
  const { history, model, basis, population, pasts } = ground;
  const asOf = dayNumber(books.asOf);
  return [...history.found.values()]
    .filter((one) => isAwaited(one, asOf) && !one.bill.isExcluded)
    .map(({ bill, row, awaited }) => {
      const said = withPromise(
        model.predict(row),
        bill.promisedFor === null ? null : dayNumber(bill.promisedFor),
      );
      const past = pasts.get(bill.partyId);
      const reasons = forecastReasons(bill, { books, past, population, hazard: model.hazard, row });
      return {
        billId: bill.billId,
        partyId: bill.partyId,
        ...told(said, row, asOf),
        amount: awaited,
        basis,
        reasons,
      };
    });
}

/** A distribution as it is shown; days rounded to what a calendar has, chances to four digits. */
function told(
  said: Distribution,
  { due }: { due: number },
  asOf: number,
): Pick<BillForecast, "median" | "low" | "high" | "late" | "weeks" | "never"> {
  const within = (day: number) => (day >= said.from + said.by.length ? null : dateOf(day));
  const { low, high } = rangeOf(said, RANGE);
  return {
    median: within(dayAt(said, 0.5)),
    low: within(low),
    high: within(high),
    late: rounded(due < said.from ? 1 : 1 - chanceBy(said, due)),
    weeks: weekly(said, asOf, WEEKS).map(rounded),
    never: rounded(1 - chanceBy(said, asOf + NEVER_AFTER)),
  };
}

function rounded(chance: number): number {
  return Math.round(Math.min(1, Math.max(0, chance)) * 10_000) / 10_000;
}
