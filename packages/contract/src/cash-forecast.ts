import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, Period } from "./asking.ts";
import { Deposit } from "./cash.ts";
import { BillId, Day, LedgerId, Moment, Paise, PartyId } from "./fields.ts";

/*
 * What the company's money will do in the thirteen weeks after a day, and what stands behind each of them. Sums are sizes where a direction
 * is named; chances are 0…1.
 */

const Chance = z.number().min(0).max(1);
export const Direction = z.enum(["in", "out"]);

export const Spread = z.object({
  quantiles: z.array(Paise).describe("at 5, 10, 25, 50, 75, 90, 95 %"),
  mean: Paise,
});
export type Spread = z.infer<typeof Spread>;

const FlowClass = z
  .string()
  .describe(
    "what it is for: customer-open and supplier-open, open bills; customer-new and supplier-new, bills not yet raised; post-dated; a tax or fund; payroll, rent, …; other",
  );

const ClassMean = z.object({ class: FlowClass, direction: Direction, mean: Paise });

const LowestDay = z.object({
  balance: Spread.describe("the lowest at the end of a day"),
  day: Day.describe("on which it most often is"),
});

export const CashWeek = Period.extend({
  in: Spread,
  out: Spread,
  net: Spread,
  balance: Spread.describe("what may be spent at its end"),
  classes: z.array(ClassMean).describe("their means add up to those of in and out"),
});
export type CashWeek = z.infer<typeof CashWeek>;

export const CashMonth = CashWeek.extend({ lowest: LowestDay });
export type CashMonth = z.infer<typeof CashMonth>;

export const CashNote = z.object({
  kind: z.enum([
    "not-yet",
    "no-accounts",
    "failed",
    "behind",
    "limit-missing",
    "floor-missing",
    "none",
    "learning",
    "short",
    "no-flows",
    "no-bills",
    "nothing-learned",
    "stopped",
    "gap",
    "one-sum",
    "without-levels",
    "no-chance",
  ]),
  text: z.string().describe("in plain English, for where there is no other"),
});
export type CashNote = z.infer<typeof CashNote>;

export const CashDriver = z.object({
  kind: z.enum(["party", "item", "class"]),
  name: z.string(),
  class: FlowClass,
  direction: Direction.nullable(),
  partyId: PartyId.nullable(),
  ledgerId: LedgerId.nullable(),
  difference: Paise.describe(
    "what it brings up to the lowest day in the worst tenth of all courses, less what it brings on average",
  ),
});
export type CashDriver = z.infer<typeof CashDriver>;

export const CashForecast = z.object({
  asOf: Day.describe("its first day is the next one"),
  madeAt: Moment,
  isBehind: z
    .boolean()
    .describe("the books, the day or what people say have changed since; it is made again"),
  model: z.string(),
  knowledge: z.enum(["none", "learning", "short", "enough"]),
  historyFrom: Day.describe("the first day of which it knows"),
  opening: z.object({
    money: Paise.describe("what lies in the accounts that count and are not overdrawn"),
    overdrawn: Paise,
    free: Paise.describe("what may still be overdrawn, by the limits that were said"),
    available: Paise.describe("money + free"),
    isLimitMissing: z.boolean(),
  }),
  floor: Paise.nullable().describe("the sum below which it should not fall; null: not said"),
  weeks: z.array(CashWeek),
  lowest: z.object({
    balance: Spread.describe("the lowest at the end of a week"),
    week: Period.describe("about which it most often falls"),
    day: Day.describe("of that week, the day on which it most often does"),
  }),
  month: CashMonth.nullable().describe("thirty days; null: it was made before these were kept"),
  chanceBelow: Chance.nullable().describe(
    "of falling below the floor; null: no floor, or chances said before were not worth saying",
  ),
  drivers: z.array(CashDriver).describe("what sets the worst tenth of all courses apart, the largest first"),
  weights: z
    .array(z.object({ direction: Direction, candidate: z.string(), weight: z.number() }))
    .describe("how much each way of telling the weeks counts, by how it told the company's past"),
});
export type CashForecast = z.infer<typeof CashForecast>;

const ForecastTry = z.object({
  asOf: Day,
  triedAt: Moment,
  outcome: z
    .enum(["forecast", "without-levels", "no-accounts", "failed"])
    .describe(
      "failed: the earlier figures stay. without-levels: with level models it would have taken too much",
    ),
  failure: z.enum(["too-long", "too-large", "fault"]).nullable(),
});

export const CashForecastAnswer = z.object({
  latestTry: ForecastTry.nullable(),
  notes: z.array(CashNote).describe("what is missing, and what to know before believing the figures"),
  forecast: CashForecast.nullable().describe("null: there is none yet, or no money account is known"),
});
export type CashForecastAnswer = z.infer<typeof CashForecastAnswer>;

const ExpectedBill = z.object({
  billId: BillId,
  name: z.string(),
  partyId: PartyId,
  party: z.string(),
  dueDate: Day,
  amount: Paise.describe("what is awaited of it"),
  chance: Chance.describe("of being paid in this week"),
  expected: Paise.describe("amount times chance"),
});

const ExpectedItem = z.object({
  ledgerId: LedgerId.describe("the evidence: its statement"),
  name: z.string(),
  class: FlowClass,
  direction: Direction,
  every: z.string(),
  day: Day,
  chance: Chance,
  expected: Paise,
  hits: z.array(z.object({ due: Day, day: Day, amount: Paise })).describe("the last times it came"),
});

const Part = ClassMean.extend({
  named: Paise.describe("of it, what is named below"),
  rest: Paise.describe(
    "mean less what is named: bills that are not listed, new business, what does not come back by the calendar, and what other candidates add",
  ),
});

export const CashWeekEvidence = z.object({
  asOf: Day,
  week: CashWeek,
  parts: z.array(Part).describe("their means add up to those of the week, named and rest to each mean"),
  bills: z
    .array(ExpectedBill.extend({ side: z.enum(["receivable", "payable"]) }))
    .describe("open bills that may be paid in it, the most expected first; at most 200 of each side"),
  items: z.array(ExpectedItem),
  deposits: z.array(
    Deposit.extend({
      day: Day.describe("of this week the day on which it is most likely to go"),
      chance: Chance,
      expected: Paise,
      owed: Paise.describe("of its whole sum, what is owed already"),
    }),
  ),
  postDated: z.array(
    z.object({ day: Day, direction: Direction, amount: Paise, ledgerId: LedgerId, name: z.string() }),
  ),
});
export type CashWeekEvidence = z.infer<typeof CashWeekEvidence>;

const SaidAndCame = z.object({
  low: Paise.describe("below it in one of ten cases"),
  expected: Paise,
  high: Paise.describe("above it in one of ten cases"),
  came: Paise,
});

export const CashScore = z.object({
  weeksAgo: z.number().int(),
  saidOn: Day.nullable().describe("the day of the forecast that is judged; null: there was none then"),
  weeks: z.array(Period.extend({ in: SaidAndCame, out: SaidAndCame, net: SaidAndCame })),
  expected: Paise.describe("what was to remain over these weeks, in less out"),
  came: Paise,
  error: Paise.describe("how far these are apart"),
  weeksOfSpending: z.number().nullable().describe("the error, in weeks of what went out; null: nothing did"),
  coverage: Chance.nullable().describe(
    "share of weekly sums within their range of 80 %; null: no week has ended",
  ),
  text: z.string().describe("the same in plain English"),
});
export type CashScore = z.infer<typeof CashScore>;

/** The app's calls about what money will do. */
export const cashForecastApi = {
  forecast: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cash/forecast",
      summary: "What the company's money will do in the next thirteen weeks",
    })
    .input(InCompany)
    .output(CashForecastAnswer),
  week: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cash/forecast/weeks/{firstDay}",
      summary: "What stands behind one week of the latest forecast",
    })
    .input(InCompany.extend({ firstDay: Day.describe("of the week") }))
    .output(CashWeekEvidence),
  record: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cash/record",
      summary: "What was forecast four, eight and thirteen weeks ago, against what came",
    })
    .input(InCompany)
    .output(z.object({ today: Day, scores: z.array(CashScore) })),
};
