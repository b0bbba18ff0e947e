import { STATUTORY_CLASSES } from "@cfa/books/cash/cash-class";
import { nameKey } from "@cfa/books/name-key";
import { deriveBooks } from "@cfa/books/test-sample-books";
import type { Flow } from "@cfa/insights/forecast/flows";
import type { RecurringItem } from "@cfa/insights/forecast/recurring/recurring-item";
import type { CashBooks } from "@cfa/insights/money/cash-books";
import { habitOf } from "@cfa/insights/money/deposit-habit";
import type { ExpectedDeposit, MoneyForecast } from "@cfa/insights/money/money-forecast";
import { sampleLedgers } from "@cfa/insights/money/test-sample-flows";
import { dayNumber } from "@cfa/insights/payment-history";
import type { SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import type { RecurringTruth } from "@cfa/testkit/sample-company/truth";
import { partsOf, type LocalDate } from "@cfa/values/local-date";

/*
 * What was found of what truly comes back. An item is right when it goes on by more than an even chance, lies on a ledger of a true item and has its
 * rhythm: so many months, or as many days within a tenth. A true item is asked for when it was paid four times before the day. What the
 * bank takes by its own rule is neither right nor wrong, parties' items are not looked at. What the state wants is right when it goes on, and
 * by the true number of months; it is asked for when it was deposited three times before. A deposit is right when one of its class
 * truly goes within five days and is at most half as much again, or as little.
 */

/** How many were told, how many of them are right; how many were asked for, how many of these were found. */
export type Found = { told: number; right: number; asked: number; found: number };

const FEWEST = 4;
const FEWEST_DEPOSITS = 3;
const YEAR = 12; // months
const MONTH = 365.25 / 12;
const NEAR = 5; // days
const RATIO = 1.5;
const OF_THE_BANK = ["Bank Charges", "Interest on Cash Credit"].map(nameKey);
const NOT_LOOKED_AT: ReadonlySet<string> = new Set(["customer", "supplier", ...STATUTORY_CLASSES]);

/** The recurring items of a company that were found before a day. */
export function foundItems(items: readonly RecurringItem[], company: SampleCompany, asOf: LocalDate): Found {
  const keys = new Map(company.ledgers.map(({ masterId, name }) => [masterId, nameKey(name)]));
  const truth = company.truth.recurring.map((one) => ({
    ...one,
    keys: one.ledgers.map((id) => keys.get(id) ?? ""),
  }));
  const asked = truth.filter(
    ({ occurrences }) => occurrences.filter(({ paid }) => paid !== null && paid <= asOf).length >= FEWEST,
  );
  const told = items.filter(
    (item) => item.alive > 0.5 && !NOT_LOOKED_AT.has(item.class) && !OF_THE_BANK.includes(item.ledger),
  );
  const names = new Set<string>();
  const ledgers = new Set<string>();
  for (const item of told) {
    const one = truth.find((each) => each.keys.includes(item.ledger));
    if (one === undefined || item.direction !== one.direction || !hasRhythm(item, one)) continue;
    names.add(one.name);
    ledgers.add(item.ledger);
  }
  return {
    told: told.length,
    right: ledgers.size, // a second one on the same ledger is one too many
    asked: asked.length,
    found: asked.filter(({ name }) => names.has(name)).length,
  };
}

function hasRhythm({ rhythm }: RecurringItem, { everyMonths }: RecurringTruth): boolean {
  if (rhythm.kind === "months") return rhythm.months === everyMonths;
  return Math.abs(rhythm.days / (everyMonths * MONTH) - 1) <= 0.1;
}

/** What the state wants by a rhythm, as it was found before a day. */
export function foundStatutory({
  money,
  books,
  company,
  asOf,
}: {
  money: MoneyForecast;
  books: CashBooks;
  company: SampleCompany;
  asOf: LocalDate;
}): Found {
  const origin = dayNumber(asOf) + 1;
  const classes = sampleLedgers(deriveBooks(company));
  const names = new Map(company.ledgers.map(({ masterId, name }) => [masterId, nameKey(name)]));
  const truth = new Map(
    company.truth.statutory.map(({ ledger, everyMonths }) => [
      classes.get(names.get(ledger) ?? "")?.class ?? "",
      everyMonths,
    ]),
  );
  const flowsOf = (of: string) =>
    books.streams
      .filter((stream) => stream.class === of)
      .flatMap(({ flows }) => flows.filter(({ amount }) => amount < 0));
  const told = books.deposits.filter((each) =>
    money.deposits.some(({ due, chance }) => due.class === each.class && chance > 0.5),
  );
  const right = told.filter((each) => {
    const habit = habitOf(each.days, flowsOf(each.class), { first: books.first, origin });
    const dues = habit === null ? [] : [...habit.past, ...habit.ahead].slice(-2);
    const [one = 0, next = 0] = dues.map(({ due }) => partsOf(due.due).month);
    return (next - one + YEAR) % YEAR === truth.get(each.class);
  });
  const asked = [...truth.keys()].filter((of) => flowsOf(of).length >= FEWEST_DEPOSITS);
  return {
    told: told.length,
    right: right.length,
    asked: asked.length,
    found: asked.filter((of) => right.some((each) => each.class === of)).length,
  };
}

/** Deposits that truly went: the sums of days, as sizes. */
export type TrueDeposit = { class: string; flow: Flow };

/** The deposits told against those that went; `anySize`: whatever their sums. */
export function foundDeposits(
  told: readonly ExpectedDeposit[],
  truth: readonly TrueDeposit[],
  { anySize }: { anySize: boolean },
): Found {
  const likely = told.filter(({ chance, size }) => chance > 0.5 && size > 0);
  const left = new Set(truth);
  for (const { due, day, size } of likely) {
    const fitting = [...left].filter(
      ({ class: of, flow }) =>
        of === due.class &&
        Math.abs(flow.day - day) <= NEAR &&
        (anySize || Math.max(flow.amount / size, size / flow.amount) <= RATIO),
    );
    const nearest = fitting.toSorted((a, b) => Math.abs(a.flow.day - day) - Math.abs(b.flow.day - day))[0];
    if (nearest !== undefined) left.delete(nearest);
  }
  const found = truth.length - left.size;
  return { told: likely.length, right: found, asked: truth.length, found };
}

/** All together. */
export function addFound(all: readonly Found[]): Found {
  const sum = (of: (one: Found) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    told: sum(({ told }) => told),
    right: sum(({ right }) => right),
    asked: sum(({ asked }) => asked),
    found: sum(({ found }) => found),
  };
}
