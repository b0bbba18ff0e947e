import { STATUTORY_CLASSES } from "@cfa/books/cash/cash-class";
import { nameKey } from "@cfa/books/name-key";
import type { Flow } from "@cfa/insights/forecast/flows";
import type { RecurringItem } from "@cfa/insights/forecast/recurring/recurring-item";
import type { ExpectedDeposit } from "@cfa/insights/money/money-forecast";
import type { SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import type { RecurringTruth } from "@cfa/testkit/sample-company/truth";
import type { LocalDate } from "@cfa/values/local-date";

/*
 * What was found of what truly comes back. An item is right when it goes on by more than an even chance, lies on a ledger of a true item and has its
 * rhythm: so many months, or as many days within a tenth. A true item is asked for when it was paid four times before the day. What the
 * bank takes by its own rule is neither right nor wrong, parties' items are not looked at. A deposit is right when one of its class
 * truly goes within five days and is at most half as much again, or as little.
 */

/** How many were told, how many of them are right; how many were asked for, how many of these were found. */
export type Found = { told: number; right: number; asked: number; found: number };

const FEWEST = 4;
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
