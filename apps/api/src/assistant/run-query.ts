import type { AnswerResult, Figure } from "@cfa/contract/assistant-answer";
import type { TypedQuery } from "@cfa/contract/assistant-query";
import { CATALOGUE } from "@cfa/assistant/catalogue";
import { checkQuery } from "@cfa/assistant/check-query";
import { titleOf, dayText } from "@cfa/assistant/answer/title";
import { fill } from "@cfa/assistant/answer/words";
import { sameDays } from "@cfa/assistant/usual-days";
import type { Database } from "@cfa/db/client";
import { readCompany, type CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { Period } from "@cfa/values/period";

import { ApiFailure } from "../errors.ts";
import { askOf, type Asked, type Asking, type Caveat, type Found } from "./asked.ts";
import { booksCaveats } from "./books-caveats.ts";
import { withComparison } from "./compare.ts";
import { MEASURE_OF } from "./measures.ts";

/** How long one statement of an answer may take. */
export const STATEMENT_MS = 3_000;
const MOST_VOUCHERS = 1_000;
/** Rows of other days that rows are looked up in. */
const MOST_COMPARED = 5_000;
/** Measures of days that were: what is after today is not in them. */
const COUNTED_TO_TODAY = new Set<TypedQuery["measure"]>([
  "receipts",
  "payments",
  "sales",
  "sales-returns",
  "purchases",
  "purchase-returns",
  "expenses",
  "net-profit",
  "gross-profit",
  "gst",
  "gst-output",
  "gst-input",
  "voucher-count",
  "duplicates",
  "negative-cash",
  "ledger-statement",
]);

/** Runs a query against a company's books as they stand, each statement within three seconds. */
export function answerQuery(
  db: Database,
  companyId: string,
  { query, ...asking }: Asking & { query: TypedQuery },
): Promise<AnswerResult> {
  return readCompany(db, companyId, (snapshot) => runQuery(snapshot, query, asking), {
    statementMs: STATEMENT_MS,
  });
}

/** The result of a query; where the catalogue does not know it, or it names what is not there, why. */
export function answerOrRefused(
  db: Database,
  companyId: string,
  asked: Asking & { query: TypedQuery },
): Promise<AnswerResult | { refused: string }> {
  return answerQuery(db, companyId, asked).catch((error: unknown) => {
    if (error instanceof ApiFailure) return { refused: error.message };
    throw error;
  });
}

/** Runs a query by the reads that the screens have. What the measure does not take is refused, with the field it is in. */
export async function runQuery(
  snapshot: CompanySnapshot,
  query: TypedQuery,
  asking: Asking,
): Promise<AnswerResult> {
  const checked = checkQuery(query);
  if (!checked.ok) {
    const { field, code } = checked.error;
    throw new ApiFailure("bad-input", { field, message: `The value of "${field}" is not right: ${code}.` });
  }
  const whole = await askOf(snapshot, query, asking);
  const { asked, caveats } = toToday(whole);
  if (query.comparedTo === null || query.measure === "lost-customers") {
    const found = await MEASURE_OF[query.measure](asked);
    return present(asked, found, { compared: [], caveats: [...caveats, ...(found.caveats ?? [])] });
  }
  return runCompared(whole, query.comparedTo as Period);
}

async function runCompared(whole: Asked, comparedTo: Period): Promise<AnswerResult> {
  const { query, today } = whole;
  const same = sameDays({ period: whole.period, comparedTo }, today);
  const measure = MEASURE_OF[query.measure];
  const asked = { ...whole, period: same.period };
  const before = { ...whole, period: same.comparedTo, asOf: same.comparedTo.to, most: MOST_COMPARED };
  const then = await measure(before);
  const found = withComparison(await measure(asked), then);
  const { from, to } = same.comparedTo;
  const caveats: Caveat[] = same.isCut ? [["same-days", { from: dayText(from), to: dayText(to) }]] : [];
  // Without rows the two figures are what is drawn.
  const drawn = (found.rows ?? []).length === 0 ? { ...found, chart: "bar" as const } : found;
  const result = await present(asked, drawn, {
    compared: figuresOf(then, asked),
    caveats: [...caveats, ...(found.caveats ?? [])],
  });
  return { ...result, query: { ...query, comparedTo: same.comparedTo } };
}

/** A period that is not over is counted up to today, and that is said. */
function toToday(asked: Asked): { asked: Asked; caveats: Caveat[] } {
  const { period, today, query } = asked;
  if (!COUNTED_TO_TODAY.has(query.measure) || period.from > today || period.to <= today) {
    return { asked, caveats: [] };
  }
  return {
    asked: { ...asked, period: { from: period.from, to: today } },
    caveats: [["to-today", { day: dayText(today) }]],
  };
}

function figuresOf({ figures }: Found, { words }: Asked): Figure[] {
  return figures.map(([name, cell]) => ({ name, label: words.names[name], cell }));
}

async function present(
  asked: Asked,
  found: Found,
  { compared, caveats }: { compared: Figure[]; caveats: readonly Caveat[] },
): Promise<AnswerResult> {
  const { query, words, names, without } = asked;
  const rows = found.rows ?? [];
  const { period, asOf } = daysOf(asked, found);
  const vouchers = new Set((found.vouchers ?? []).filter((id) => id !== null));
  const all = [...(await booksCaveats(asked)), ...caveats];
  return {
    query,
    title: titleOf({ query, names, without, period, asOf }, words),
    definition: words.measures[query.measure].how,
    figures: figuresOf(found, asked),
    compared,
    columns: (found.columns ?? []).map((column) =>
      typeof column === "string" ? { name: column, label: words.names[column] } : column,
    ),
    rows: rows.slice(0, asked.most).map(({ cells }) => [...cells]),
    rowCount: found.rowCount ?? rows.length,
    vouchers: [...vouchers].slice(0, MOST_VOUCHERS).map((id) => idOut("voucher", id)),
    chart: found.chart ?? null,
    period,
    asOf,
    caveats: all.map(([code, values = {}]) => ({ code, text: fill(words.caveats[code], values) })),
  };
}

/** A measure of one day is of that; one of a period of that; of some, the days found alone tell. */
function daysOf(asked: Asked, found: Found): Pick<AnswerResult, "period" | "asOf"> {
  const { time, isTrend } = CATALOGUE[asked.query.measure];
  const isOverDays = time === "period" || time === "ahead" || (isTrend && asked.query.period !== null);
  return {
    period: found.period === undefined ? (isOverDays ? asked.period : null) : found.period,
    asOf: found.asOf === undefined ? (isOverDays ? null : asked.asOf) : found.asOf,
  };
}
