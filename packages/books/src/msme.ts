import { addDays, addMonths, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

/** What is known of a party, or of ourselves, under the law for micro and small enterprises. */
export type MsmeProfile = {
  udyamClass: "micro" | "small" | "medium" | "none" | null; // null: not said
  activity: "trader" | "other" | null;
};

/** The law as dated rows say it, oldest first. `hundredths`: of a percent a year. */
export type MsmeLaw = {
  covers: { classes: readonly string[]; activities: readonly string[] };
  days: { written: number; unwritten: number };
  timesBankRate: number;
  bankRates: readonly { from: LocalDate; hundredths: number }[];
};

/** A bill under the clock, with what was taken off it. Its own day stands for the day the goods were accepted. */
export type MsmeBill = {
  date: LocalDate;
  dueDate: LocalDate;
  amount: Paise;
  settlements: readonly { date: LocalDate; amount: Paise }[];
};

/** How a bill stands under the clock on a day. */
export type MsmeStanding = {
  lastDay: LocalDate; // the last day on which it is paid in time
  daysLeft: number; // negative: so many days past it
  interest: Paise | null; // accrued by the day; null: no bank rate is known for its beginning
};

const YEAR_DAYS = 365n;
const TEN_THOUSAND = 10_000n; // hundredths of a percent in a whole

/** What Tally's ledger states from a day on; null: since ever. */
export type MsmeInTally = {
  from: LocalDate | null;
  udyamClass: "micro" | "small" | "medium";
  activity: "trader" | "other" | null;
};

/** What a person said of a supplier, in the order it was said. A class of null leaves class and activity to Tally. */
export type MsmeSaid = MsmeProfile & {
  from: LocalDate | null;
  hasWrittenTerms: boolean | null;
  isTakenBack: boolean;
};

/** What holds of a supplier on a day, and who says so. */
export type MsmeOnDay<Said extends MsmeSaid = MsmeSaid> = MsmeProfile & {
  hasWrittenTerms: boolean | null;
  origin: "tally" | "person" | null; // of the class; null: nobody has said one
  from: LocalDate | null; // since when that class holds
  said: Said | null; // the statement that holds
};

/**
 * What holds of a supplier on a day: the latest statement that covers the day, and for what it leaves open, what Tally states for
 * that day.
 */
export function msmeOn<Said extends MsmeSaid>(
  day: LocalDate,
  { said, inTally }: { said: readonly Said[]; inTally: readonly MsmeInTally[] },
): MsmeOnDay<Said> {
  const covers = ({ from }: { from: LocalDate | null }) => from === null || from <= day;
  const word = said.findLast((one) => !one.isTakenBack && covers(one)) ?? null;
  const hasWrittenTerms = word?.hasWrittenTerms ?? null;
  if (word !== null && word.udyamClass !== null) {
    const { udyamClass, activity, from } = word;
    return { udyamClass, activity, hasWrittenTerms, origin: "person", from, said: word };
  }
  const stated = inTally
    .toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))
    .findLast((one) => covers(one));
  if (stated === undefined) {
    return { udyamClass: null, activity: null, hasWrittenTerms, origin: null, from: null, said: word };
  }
  const { udyamClass, activity, from } = stated;
  return { udyamClass, activity, hasWrittenTerms, origin: "tally", from, said: word };
}

/** Whether the law's clock runs for a supplier. What was not said does not make it run. */
export function isCovered({ udyamClass, activity }: MsmeProfile, { covers }: MsmeLaw): boolean {
  return (
    udyamClass !== null &&
    activity !== null &&
    covers.classes.includes(udyamClass) &&
    covers.activities.includes(activity)
  );
}

/** The last day to pay in time: the agreed one, at most so many days on; the shorter time where nothing was agreed in writing. */
export function lastDayToPay(
  bill: Pick<MsmeBill, "date" | "dueDate">,
  { days }: MsmeLaw,
  hasWrittenTerms: boolean,
): LocalDate {
  if (!hasWrittenTerms) return addDays(bill.date, days.unwritten);
  const latest = addDays(bill.date, days.written);
  return bill.dueDate < latest ? bill.dueDate : latest;
}

/** How a bill stands under the clock on a day. */
export function msmeStanding(
  bill: MsmeBill,
  on: { asOf: LocalDate; law: MsmeLaw; hasWrittenTerms: boolean },
): MsmeStanding {
  const lastDay = lastDayToPay(bill, on.law, on.hasWrittenTerms);
  const daysLeft = daysBetween(on.asOf, lastDay);
  return { lastDay, daysLeft, interest: daysLeft >= 0 ? 0n : interestSince(bill, { ...on, lastDay }) };
}

/**
 * Compound interest from the day after `lastDay` up to the day: by day on what is owed then, at so many times the bank rate of that
 * day, added to what is owed at monthly rests counted from `lastDay`. What was paid takes from the sum on its day.
 */
function interestSince(
  bill: MsmeBill,
  { asOf, law, lastDay }: { asOf: LocalDate; law: MsmeLaw; lastDay: LocalDate },
): Paise | null {
  if (rateOn(addDays(lastDay, 1), law) === null) return null;
  let interest = 0n;
  for (let month = 0, from = lastDay; from < asOf; month++) {
    const rest = addMonths(lastDay, month + 1);
    const to = rest < asOf ? rest : asOf;
    interest += restInterest(bill, { from, to, carried: interest, law });
    from = to;
  }
  return interest;
}

/** Simple interest of the days after `from` up to `to`, on the bill's open sum and the interest carried, to the paisa. */
function restInterest(
  bill: MsmeBill,
  { from, to, carried, law }: { from: LocalDate; to: LocalDate; carried: Paise; law: MsmeLaw },
): Paise {
  const changes = [...bill.settlements.map(({ date }) => date), ...law.bankRates.map((rate) => rate.from)];
  const cuts = [...new Set(changes)].filter((day) => day > addDays(from, 1) && day <= to).toSorted();
  let total = 0n; // paise × hundredths of a percent × days
  let begin = addDays(from, 1);
  for (const end of [...cuts.map((day) => addDays(day, -1)), to]) {
    const days = BigInt(daysBetween(begin, end) + 1);
    const rate = BigInt(rateOn(begin, law) ?? 0) * BigInt(law.timesBankRate);
    total += (openOn(bill, begin) + carried) * rate * days;
    begin = addDays(end, 1);
  }
  const whole = TEN_THOUSAND * YEAR_DAYS;
  return (2n * total + whole) / (2n * whole);
}

/** What is owed during a day: money that came on it is off. */
function openOn(bill: MsmeBill, day: LocalDate): Paise {
  return bill.amount - sum(bill.settlements.filter(({ date }) => date <= day).map(({ amount }) => amount));
}

function rateOn(day: LocalDate, { bankRates }: MsmeLaw): number | null {
  return bankRates.findLast(({ from }) => from <= day)?.hundredths ?? null;
}
