import type { TypedQuery } from "@cfa/contract/assistant-query";
import { formatDay, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import { formatPercent } from "@cfa/values/percent";

import { fill } from "./words.ts";
import type { AnswerWords } from "./words-en.ts";
import { plainLine } from "./write-cell.ts";

/** The names that a query's ids stand for, and the days it was asked of. */
export type Titled = {
  readonly query: TypedQuery;
  readonly names: readonly string[];
  readonly without: readonly string[];
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly asOf: string | null;
};

/** What was asked for, of what and when. */
export function titleOf({ query, names, without, period, asOf }: Titled, words: AnswerWords): string {
  const { say } = words;
  const parts: (string | null)[] = [
    words.measures[query.measure].title,
    names.length === 0 ? null : names.map(plainLine).join(", "),
    without.length === 0 ? null : fill(say.without, { names: without.map(plainLine).join(", ") }),
    query.class === null ? null : words.codes[query.class],
    query.percent === null ? null : fill(say.percent, { percent: formatPercent(query.percent) }),
    query.moreThanDays === null ? null : fill(say.moreThanDays, { days: String(query.moreThanDays) }),
    query.above === null ? null : fill(say.above, { money: rupees(query.above) }),
    query.below === null ? null : fill(say.below, { money: rupees(query.below) }),
    grains(query, words),
    query.order === null ? null : say[query.order],
    query.limit === null ? null : fill(say.top, { count: String(query.limit) }),
    whenOf({ period, asOf }, words),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

function rupees(paise: string): string {
  return formatRupees(paiseFromJson(paise));
}

function grains({ groupBy, thenBy }: TypedQuery, { say, names }: AnswerWords): string | null {
  if (groupBy === null) return null;
  const both = thenBy === null ? names[groupBy] : `${names[groupBy]}, ${names[thenBy]}`;
  return fill(say.by, { grain: both });
}

function whenOf({ period, asOf }: Pick<Titled, "period" | "asOf">, { say }: AnswerWords): string | null {
  if (period !== null) {
    const [from, to] = [dayText(period.from), dayText(period.to)];
    return period.from === period.to ? fill(say.on, { day: from }) : fill(say.between, { from, to });
  }
  return asOf === null ? null : fill(say.on, { day: dayText(asOf) });
}

/** A day as people in India write it. */
export function dayText(day: string): string {
  return formatDay(day as LocalDate);
}
