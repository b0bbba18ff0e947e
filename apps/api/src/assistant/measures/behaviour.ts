import { latestLearning } from "@cfa/db/queries/insights/learned";
import { classesOf, partyInsights, type PartyInsightRow } from "@cfa/db/queries/insights/parties";
import { settledSums, type SettledSumRow } from "@cfa/db/queries/measures/parties";

import { readDaysOutstanding } from "../../present/measures/days-outstanding.ts";
import { readDaysToPay } from "../../present/measures/parties.ts";
import { readLearned } from "../../present/insights/learned.ts";
import { inOrder } from "../arrange.ts";
import type { Asked, Caveat, Found, Row } from "../asked.ts";
import { code, count, days, money, NONE, onDay, party } from "../cells.ts";
import { paiseFromJson } from "@cfa/values/money";

/** Fewer settled bills than this tell little; "new" customers have fewer than three. */
const FEW = 5;
const ALL = 1_000_000;

/** How many days customers take from a bill to its money: of one with its median, else of each. */
export async function daysToPay(asked: Asked): Promise<Found> {
  const { snapshot, today, parties, withoutParties, query } = asked;
  const wanted = { side: "receivable", asOf: today, parties, withoutParties } as const;
  const sums = await settledSums(snapshot, wanted);
  const bills = sums.reduce((total, each) => total + each.bills, 0);
  const few: Caveat[] = bills < FEW ? [["few-settled", { count: String(bills) }]] : [];
  const rows = query.groupBy === "class" ? await classRows(asked, sums) : sums.map(partyRow);
  return {
    figures: [
      ["days", sums.length === 0 ? NONE : days(meanDays(sums))],
      ["delay", sums.length === 0 ? NONE : days(meanDelay(sums))],
      ...(await medianOf(asked, sums)),
      ["settled", count(bills)],
    ],
    columns: [query.groupBy === "class" ? "class" : "party", "days", "delay", "settled"],
    rows: inOrder(rows, asked, "most"),
    chart: query.groupBy !== null && rows.length > 1 ? "bar" : null,
    asOf: today,
    caveats: few,
  };
}

/** Of one party, what half of its bills took, as its page has it. */
async function medianOf(
  { snapshot, today, query }: Asked,
  sums: readonly SettledSumRow[],
): Promise<Found["figures"]> {
  const ledgerId = sums[0]?.ledgerId;
  if (ledgerId === undefined || query.parties.length !== 1) return [];
  const on = { side: "receivable", asOf: today } as const;
  const found = await readDaysToPay(snapshot, on, { ledgerId, limit: 1, offset: 0 });
  return found.days === null ? [] : [["median", days(found.days.median)]];
}

type Sums = Pick<SettledSumRow, "amount" | "paiseDays" | "allowed" | "bills">;

function meanDays(sums: readonly Sums[]): number {
  const amount = sums.reduce((total, each) => total + each.amount, 0n);
  return tenths(
    sums.reduce((total, each) => total + each.paiseDays, 0n),
    amount,
  );
}

function meanDelay(sums: readonly Sums[]): number {
  const amount = sums.reduce((total, each) => total + each.amount, 0n);
  return tenths(
    sums.reduce((total, each) => total + each.paiseDays - each.allowed, 0n),
    amount,
  );
}

/** Weighted days to a tenth, as the page of a party rounds them. */
function tenths(paiseDays: bigint, amount: bigint): number {
  if (amount === 0n) return 0;
  const twice = 20n * paiseDays;
  return Number((twice + (twice < 0n ? -amount : amount)) / (2n * amount)) / 10;
}

function sumsRow(key: Row["cells"][number], sums: readonly Sums[]): Row {
  const mean = meanDays(sums);
  const bills = sums.reduce((total, each) => total + each.bills, 0);
  return {
    cells: [key, days(mean), days(meanDelay(sums)), count(bills)],
    amount: BigInt(Math.round(mean * 10)),
    day: null,
  };
}

function partyRow(sums: SettledSumRow): Row {
  return sumsRow(party(sums.ledgerId, sums.name), [sums]);
}

async function classRows({ snapshot, today, words }: Asked, sums: readonly SettledSumRow[]): Promise<Row[]> {
  const learning = await latestLearning(snapshot, { side: "receivable" });
  const on = learning && ({ side: "receivable", today, asOf: learning.asOf } as const);
  const classes =
    on === undefined
      ? new Map<string, "new">()
      : await classesOf(
          snapshot,
          on,
          sums.map(({ ledgerId }) => ledgerId),
        );
  const grouped = Map.groupBy(sums, ({ ledgerId }) => classes.get(ledgerId) ?? ("new" as const));
  return [...grouped].map(([key, of]) => sumsRow(code(key, words.codes[key]), of));
}

/** How customers pay: the class of each with the numbers behind it, or how many are in each class. */
export async function paymentClass(asked: Asked): Promise<Found> {
  const { snapshot, today, parties, withoutParties, query, words } = asked;
  const learned = await readLearned(snapshot, { side: "receivable", today });
  if (learned === null) return { figures: [["parties", count(0)]], caveats: [["not-learned"]], asOf: today };
  const on = { side: "receivable", today, asOf: learned.row.asOf } as const;
  const page = { class: query.class, order: "risk", limit: ALL, offset: 0 } as const;
  const found = (await partyInsights(snapshot, on, page)).filter(
    ({ ledgerId }) =>
      (query.parties.length === 0 || parties.includes(ledgerId)) && !withoutParties.includes(ledgerId),
  );
  const [first] = found;
  const isOne = found.length === 1 && query.parties.length === 1;
  const caveats: Caveat[] = learned.learned.isBehind ? [["behind"]] : [];
  if (isOne && first !== undefined && first.reason.settled < FEW) {
    caveats.push(["few-settled", { count: String(first.reason.settled) }]);
  }
  return {
    figures: isOne && first !== undefined ? figuresOf(first, asked) : [["parties", count(found.length)]],
    ...(query.groupBy === "class" ? byClass(found, asked) : byParty(found, asked)),
    asOf: today,
    caveats,
  };

  function byClass(rows: readonly PartyInsightRow[], of: Asked): Pick<Found, "columns" | "rows" | "chart"> {
    const grouped = Map.groupBy(rows, (row) => row.class);
    return {
      columns: ["class", "parties"],
      rows: inOrder(
        [...grouped].map(([key, inIt]) => ({
          cells: [code(key, words.codes[key]), count(inIt.length)],
          amount: BigInt(inIt.length),
          day: null,
        })),
        of,
        "most",
      ),
      chart: "bar",
    };
  }
}

function figuresOf(row: PartyInsightRow, { words }: Asked): Found["figures"] {
  return [
    ["class", code(row.class, words.codes[row.class])],
    ["delay", row.expectedDelay === null ? NONE : days(row.expectedDelay)],
    ["settled", count(row.reason.settled)],
    ["late", count(row.reason.late)],
    ["lastBills", count(row.reason.last)],
    ["overdue", count(row.reason.overdue)],
    ["risk", count(Math.round(row.risk))],
  ];
}

/** The riskiest first; ordered by the points of risk. */
function byParty(rows: readonly PartyInsightRow[], asked: Asked): Pick<Found, "columns" | "rows"> {
  return {
    columns: ["party", "class", "delay", "settled", "late", "lastBills", "risk"],
    rows: inOrder(
      rows.map((row) => ({
        cells: [
          party(row.ledgerId, row.name),
          code(row.class, asked.words.codes[row.class]),
          row.expectedDelay === null ? NONE : days(row.expectedDelay),
          count(row.reason.settled),
          count(row.reason.late),
          count(row.reason.last),
          count(Math.round(row.risk)),
        ],
        amount: BigInt(Math.round(row.risk * 1_000)),
        day: null,
      })),
      asked,
      "most",
    ),
  };
}

const TREND_MONTHS = 12;

/** Days sales outstanding by count-back, with the months they were counted in, or at the ends of the months before. */
export async function daysOutstanding(asked: Asked): Promise<Found> {
  const { snapshot, query } = asked;
  const asOf = query.period === null ? asked.asOf : asked.period.to;
  const isTrend = query.groupBy === "month";
  const found = await readDaysOutstanding(snapshot, { side: "receivable", asOf }, isTrend ? TREND_MONTHS : 0);
  const trend = found.trend.filter((point) => query.period === null || point.asOf >= query.period.from);
  return {
    figures: [
      ["days", found.days === null ? NONE : days(found.days)],
      ["outstanding", money(paiseFromJson(found.outstanding))],
    ],
    columns: isTrend ? ["day", "days", "outstanding"] : ["month", "sales", "covered", "days"],
    rows: isTrend
      ? trend.map((point) => ({
          cells: [
            onDay(point.asOf),
            point.days === null ? NONE : days(point.days),
            money(paiseFromJson(point.outstanding)),
          ],
          amount: BigInt(Math.round((point.days ?? 0) * 10)),
          day: point.asOf,
        }))
      : found.steps.map((step) => ({
          cells: [
            onDay(step.month.from),
            money(paiseFromJson(step.traded)),
            money(paiseFromJson(step.covered)),
            days(step.days),
          ],
          amount: paiseFromJson(step.covered),
          day: step.month.from,
        })),
    chart: isTrend ? "line" : null,
    period: null,
    asOf,
    caveats: found.isAtLeast ? [["at-least"]] : [],
  };
}
