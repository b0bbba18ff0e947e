import type { Paise } from "@cfa/values/money";

import type { PartyTruth, PaymentTruth, Truth } from "./truth.ts";

/** How hard the sample company is to understand: printed beside every score that uses it. Shares are 0 to 1. */
export type Difficulty = {
  /** Standard deviation of the delay within a party, pooled over customers with at least six settled bills, in days. */
  readonly delaySd: number;
  /** Customers' receipts that state no bill, by count. */
  readonly onAccountShare: number;
  /** Of these, receipts that do not pay the oldest open bills. */
  readonly notFifoShare: number;
  /** Outflow that does not come back by the calendar, suppliers' bills and taxes left out. */
  readonly oneOffShare: number;
  /** Occurrences of recurring items that were missed or moved by more than four days. */
  readonly missedOrMovedShare: number;
  /** Mean absolute difference in days of the others, and the largest. */
  readonly recurringDays: { readonly mean: number; readonly max: number };
  /** Largest difference in amount from the typical one, as a share of it. */
  readonly recurringAmount: number;
  /** Customers whose mean delay is within three days of a class border. */
  readonly nearBorderShare: number;
};

/** What every sample company is at least, so that a good score on it means something. */
const LEAST = {
  delaySd: 8,
  onAccountShare: 0.35,
  notFifoShare: 0.3,
  oneOffShare: 0.25,
  missedOrMovedShare: 0.15,
  recurringDaysMax: 4,
  recurringAmount: 0.12,
  nearBorderShare: 0.15,
};

/** Where a difficulty falls short of the least: one line each, none when it is hard enough. */
export function shortfalls(difficulty: Difficulty): string[] {
  const measured = { ...difficulty, recurringDaysMax: difficulty.recurringDays.max };
  return (Object.keys(LEAST) as (keyof typeof LEAST)[])
    .filter((name) => measured[name] < LEAST[name])
    .map((name) => `${name} is ${measured[name].toFixed(3)}, less than ${LEAST[name]}`);
}

const BORDERS = [-5, 5, 30];

/** Works the difficulty out of the truth. */
export function difficultyOf(truth: Truth): Difficulty {
  const receipts = truth.receipts.filter((receipt) => receipt.side === "customer");
  const onAccount = receipts.filter((receipt) => receipt.onAccount);
  const { recurring, oneOff } = truth.outflow;
  const customers = truth.parties.filter((party) => party.side !== "supplier");
  return {
    delaySd: pooledDelaySd(truth.payments),
    onAccountShare: ratio(onAccount.length, receipts.length),
    notFifoShare: ratio(onAccount.filter((receipt) => !receipt.followsFifo).length, onAccount.length),
    oneOffShare: ratio(rupees(oneOff), rupees(recurring + oneOff)),
    ...recurringScatter(truth),
    nearBorderShare: ratio(customers.filter(isNearBorder).length, customers.length),
  };
}

/** Delay of every bill truly settled by a customer, by party: days from due to the payment that left nothing open. */
export function delaysByParty(payments: readonly PaymentTruth[]): Map<number, number[]> {
  const delays = new Map<number, number[]>();
  for (const payment of payments) {
    if (payment.side !== "customer" || !payment.settled) continue;
    const days = Math.round((Date.parse(payment.date) - Date.parse(payment.due)) / 86_400_000);
    const list = delays.get(payment.party);
    if (list === undefined) delays.set(payment.party, [days]);
    else list.push(days);
  }
  return delays;
}

function pooledDelaySd(payments: readonly PaymentTruth[]): number {
  let squares = 0;
  let freedom = 0;
  for (const delays of delaysByParty(payments).values()) {
    if (delays.length < 6) continue;
    const mean = delays.reduce((total, delay) => total + delay, 0) / delays.length;
    squares += delays.reduce((total, delay) => total + (delay - mean) ** 2, 0);
    freedom += delays.length - 1;
  }
  return Math.sqrt(ratio(squares, freedom));
}

function recurringScatter(
  truth: Truth,
): Pick<Difficulty, "missedOrMovedShare" | "recurringDays" | "recurringAmount"> {
  const all = truth.recurring.flatMap((item) => item.occurrences.map((occurrence) => ({ item, occurrence })));
  const kept = all.filter(({ occurrence }) => occurrence.became === "as expected");
  const days = kept.map(
    ({ occurrence }) =>
      Math.abs(Date.parse(occurrence.paid ?? occurrence.expected) - Date.parse(occurrence.expected)) /
      86_400_000,
  );
  const amounts = kept.map(({ item, occurrence }) =>
    Math.abs(rupees(occurrence.amount) / rupees(item.typicalAmount) - 1),
  );
  return {
    missedOrMovedShare: ratio(all.length - kept.length, all.length),
    recurringDays: {
      mean: ratio(
        days.reduce((total, one) => total + one, 0),
        days.length,
      ),
      max: Math.max(0, ...days),
    },
    recurringAmount: Math.max(0, ...amounts),
  };
}

function isNearBorder(party: PartyTruth): boolean {
  return BORDERS.some((border) => Math.abs(party.meanDelay - border) <= 3);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function rupees(amount: Paise): number {
  return Number(amount) / 100;
}
