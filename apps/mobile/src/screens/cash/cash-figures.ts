import type { CashForecast, CashMonth, CashWeek, Spread } from "@cfa/contract/cash-forecast";
import { paiseFromJson, type Paise } from "@cfa/values/money";

import type { FanPoint } from "../../components/chart/fan-shape";
import type { Catalogue } from "../../locale/en";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";

/* What the pages say of a forecast, made from its quantiles at 5, 10, 25, 50, 75, 90, 95 %. */

const AT = { low: 1, lower: 2, middle: 3, upper: 4, high: 5 } as const;

/** One of the quantiles of a spread, in paise: `low` and `high` hold four of five cases between them. */
export function quantile(spread: Spread, which: keyof typeof AT): Paise {
  return paiseFromJson(spread.quantiles[AT[which]] ?? "0");
}

/** The fan of what may be spent, in rupees: today, where nothing is unsure, then each week's end. */
export function fanPoints(opening: string, weeks: readonly { balance: Spread }[]): FanPoint[] {
  const now = rupees(paiseFromJson(opening));
  return [
    { low: now, lower: now, middle: now, upper: now, high: now },
    ...weeks.map(({ balance }) => ({
      low: rupees(quantile(balance, "low")),
      lower: rupees(quantile(balance, "lower")),
      middle: rupees(quantile(balance, "middle")),
      upper: rupees(quantile(balance, "upper")),
      high: rupees(quantile(balance, "high")),
    })),
  ];
}

/** Paise as a number of rupees, for pictures alone. */
export function rupees(paise: Paise): number {
  return Number(paise) / 100;
}

/** Where the money is likely lowest, in one sentence; where it hardly falls, that. */
export function lowestText(forecast: CashForecast, words: Catalogue): string {
  const { lowest, opening } = forecast;
  const middle = quantile(lowest.balance, "middle");
  if (middle >= paiseFromJson(opening.available)) return words.cash.noFall(short(opening.available, words));
  return words.cash.lowest(short(middle, words), dayText(lowest.week.from), dayText(lowest.week.to));
}

/** The same within thirty days, with the day about which it most often is. */
export function lowestInMonthText(month: CashMonth, opening: string, words: Catalogue): string {
  const middle = quantile(month.lowest.balance, "middle");
  if (middle >= paiseFromJson(opening)) return words.cash.noFallInMonth(short(opening, words));
  return words.cash.lowestInMonth(short(middle, words), dayText(month.lowest.day));
}

/** Between what the lowest lies in four of five cases. */
export function lowestRangeText({ balance }: { balance: Spread }, words: Catalogue): string {
  return words.cash.lowestRange(
    short(quantile(balance, "low"), words),
    short(quantile(balance, "high"), words),
  );
}

/** The number of the week, from 1, in which a day lies; the first where there is none. */
export function weekOfDay(weeks: readonly CashWeek[], day: string): number {
  return Math.max(weeks.findIndex(({ from, to }) => from <= day && day <= to) + 1, 1);
}

/** The number of the week about which the money is lowest, from 1; the first where none is known. */
export function lowestWeek({ weeks, lowest }: CashForecast): number {
  return weekOfDay(weeks, lowest.week.from);
}

/** A sum in lakh and crore. */
export function short(paise: Paise | string, words: Catalogue): string {
  const amount = typeof paise === "string" ? paiseFromJson(paise) : paise;
  return moneyText(amount, { form: "short", words });
}

/** The words of a class of flows; its own name where there are none. */
export function classText(name: string, words: Catalogue): string {
  return name in words.cash.classes ? words.cash.classes[name as keyof typeof words.cash.classes] : name;
}

/** "05-12" of a day, for the foot of a picture. */
export function shortDay(day: string): string {
  return dayText(day).slice(0, 5);
}
