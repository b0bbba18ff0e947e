import type { CashNote } from "@cfa/contract/cash-forecast";
import type { CashForecastRow } from "@cfa/db/queries/cash/forecasts";
import type { ForecastTry } from "@cfa/db/queries/cash/keep-forecast";

const TEXTS: Readonly<Record<CashNote["kind"], string>> = {
  "not-yet": "There is no forecast yet. It is made after the first sync, once payments have been learned.",
  "no-accounts":
    "No cash or bank account counts, so there is nothing to forecast. Check the groups of these ledgers in Tally, or what is left out here.",
  failed: "The latest try to forecast failed. The figures are those of the last one that was made.",
  behind: "The books, the day or what was said have changed since this was made. It is being made again.",
  "limit-missing":
    "An account is overdrawn whose limit was not said, so what may still be drawn is not counted. Say how far the bank lets it be overdrawn.",
  "floor-missing": "Nobody has said how low the money may fall.",
  none: "No money has moved yet: these figures are no more than what is known to come.",
  learning: "There are less than three months of history: take these figures for a first guess.",
  short: "There is less than a year of history: what comes once a year is not known.",
  "no-flows": "No money has moved on the accounts that count.",
  "no-bills": "There are no bills: money of customers and suppliers is told from what moved before alone.",
  "nothing-learned":
    "Nothing is learned of the payment of bills yet: they are expected as bills were paid on the whole.",
  stopped: "No money has moved for three months: the company may have stopped, or its books are not kept up.",
  gap: "There was once a gap of more than three months without any money, which makes the past a poor guide.",
  "one-sum": "One sum is more than half of all that ever moved: the rest says little.",
  "without-levels":
    "With all models it would have taken too long, so the smaller set was used. All are tried again tomorrow.",
  "no-chance":
    "The chance of falling below the floor is not shown: chances said before have not yet proved worth saying.",
};

/** What is missing, and what to know before believing the figures. */
export function notesOf(
  row: CashForecastRow | undefined,
  { tried, isBehind }: { tried: ForecastTry | null; isBehind: boolean },
): CashNote[] {
  const kinds: CashNote["kind"][] = [];
  if (tried?.outcome === "failed") kinds.push("failed");
  if (tried?.outcome === "no-accounts") kinds.push("no-accounts");
  else if (row === undefined) kinds.push("not-yet");
  if (row !== undefined) kinds.push(...notesOfForecast(row, isBehind));
  return kinds.map((kind) => ({ kind, text: TEXTS[kind] }));
}

function notesOfForecast(row: CashForecastRow, isBehind: boolean): CashNote["kind"][] {
  const kinds: CashNote["kind"][] = [];
  if (isBehind) kinds.push("behind");
  if (row.is_limit_missing) kinds.push("limit-missing");
  if (row.knowledge !== "enough") kinds.push(row.knowledge);
  kinds.push(...row.doubts.filter(isNote));
  if (row.is_without_levels) kinds.push("without-levels");
  if (row.floor === null) kinds.push("floor-missing");
  else if (!row.is_chance_worth_saying) kinds.push("no-chance");
  return kinds;
}

function isNote(doubt: string): doubt is CashNote["kind"] {
  return doubt in TEXTS;
}
