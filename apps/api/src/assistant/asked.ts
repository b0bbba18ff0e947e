import { MOST_ROWS, type TypedQuery } from "@cfa/contract/assistant-query";
import { CATALOGUE } from "@cfa/assistant/catalogue";
import { answerWords, type AnswerLanguage } from "@cfa/assistant/answer/words";
import type { AnswerWords, CaveatCode, Named } from "@cfa/assistant/answer/words-en";
import { usualDays } from "@cfa/assistant/usual-days";
import type { Cell } from "@cfa/contract/assistant-answer";
import { namedLedgers } from "@cfa/db/queries/cash/cash-ledgers";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import { partyInsights } from "@cfa/db/queries/insights/parties";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import { addDays, addMonths, day, type LocalDate } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";

import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";

/** When and in which language something is asked. */
export type Asking = { readonly now: Date; readonly today: LocalDate; readonly language: AnswerLanguage };

/** A query with what it is held against: days, and the ledgers that its ids are. */
export type Asked = Asking & {
  readonly snapshot: CompanySnapshot;
  readonly query: TypedQuery;
  readonly words: AnswerWords;
  /** The days that are asked of; of a measure of one day, that one. */
  readonly period: Period;
  readonly asOf: LocalDate;
  readonly parties: readonly string[];
  readonly withoutParties: readonly string[];
  readonly ledgers: readonly string[];
  readonly withoutLedgers: readonly string[];
  /** Names of what is asked of, and of what is left out. */
  readonly names: readonly string[];
  readonly without: readonly string[];
  /** So many rows are read at most. */
  readonly most: number;
};

/** One row: its cells, and what it is put in order and narrowed by. */
export type Row = { readonly cells: readonly Cell[]; readonly amount: bigint; readonly day: string | null };

/** Something to be known beside the figures, with what is put into its sentence. */
export type Caveat = readonly [CaveatCode, Readonly<Record<string, string>>?];

/** What a measure found. */
export type Found = {
  readonly figures: readonly (readonly [Named, Cell])[];
  readonly columns?: readonly (Named | { readonly name: string; readonly label: string })[];
  readonly rows?: readonly Row[];
  /** Of all rows, where not all were read. */
  readonly rowCount?: number;
  /** UUIDs, those that matter most first. */
  readonly vouchers?: readonly (string | null)[];
  readonly chart?: "bar" | "line" | null;
  /** The days it is really of; left out: those of the query. */
  readonly period?: Period | null;
  readonly asOf?: string | null;
  readonly caveats?: readonly Caveat[];
};

const FIRST = day("1900-01-01");
const LAST = day("2199-12-31");
/** Of a party of a class that has none. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
const TREND_MONTHS = 3;

/** Puts a query beside the books. An id that the company does not have is not found, as one that nobody has. */
export async function askOf(snapshot: CompanySnapshot, query: TypedQuery, asking: Asking): Promise<Asked> {
  const only = query.parties.map((id) => uuidOf("party", id));
  const withoutParties = query.withoutParties.map((id) => uuidOf("party", id));
  const ledgers = query.ledgers.map((id) => uuidOf("ledger", id));
  const withoutLedgers = query.withoutLedgers.map((id) => uuidOf("ledger", id));
  const known = await namedLedgers(snapshot, [...only, ...withoutParties, ...ledgers, ...withoutLedgers]);
  const nameOf = (id: string) => {
    const found = known.get(id);
    if (found === undefined) throw new ApiFailure("not-found");
    return found.name;
  };
  const names = [...only, ...ledgers].map(nameOf);
  const without = [...withoutParties, ...withoutLedgers].map(nameOf);
  const parties = query.class === null ? only : await inClass(snapshot, { query, only, today: asking.today });
  const time = await timeOf(snapshot, query, asking.today);
  const words = answerWords(asking.language);
  const most = query.limit ?? MOST_ROWS;
  return {
    ...asking,
    ...time,
    snapshot,
    query,
    words,
    parties,
    withoutParties,
    ledgers,
    withoutLedgers,
    names,
    without,
    most,
  };
}

async function inClass(
  snapshot: CompanySnapshot,
  { query, only, today }: { query: TypedQuery; only: readonly string[]; today: LocalDate },
): Promise<string[]> {
  const learning = await latestLearning(snapshot, { side: "receivable" });
  if (learning === undefined) return [NOBODY];
  const on = { side: "receivable", today, asOf: learning.asOf } as const;
  const page = { class: query.class, order: "name", limit: 1_000_000, offset: 0 } as const;
  const ids = (await partyInsights(snapshot, on, page)).map(({ ledgerId }) => ledgerId);
  const found = only.length === 0 ? ids : ids.filter((id) => only.includes(id));
  return found.length === 0 ? [NOBODY] : found;
}

async function timeOf(
  snapshot: CompanySnapshot,
  query: TypedQuery,
  today: LocalDate,
): Promise<Pick<Asked, "period" | "asOf">> {
  const { time, usual, isTrend } = CATALOGUE[query.measure];
  const asOf = query.asOf === null ? today : within(query.asOf);
  if (query.period !== null) {
    const period = { from: within(query.period.from), to: within(query.period.to) };
    return { period, asOf: period.to < today ? period.to : today };
  }
  const isRun = query.groupBy === "day" || query.groupBy === "week" || query.groupBy === "month";
  if (isTrend && isRun)
    return { period: { from: addDays(addMonths(asOf, -TREND_MONTHS), 1), to: asOf }, asOf };
  if (time === "day" || time === "none") return { period: { from: asOf, to: asOf }, asOf };
  const begin = ((await booksBegin(snapshot)) ?? FIRST) as LocalDate;
  return { period: usualDays(usual, today) ?? { from: begin, to: LAST }, asOf };
}

function within(text: string): LocalDate {
  const asked = day(text);
  return asked < FIRST ? FIRST : asked > LAST ? LAST : asked;
}
