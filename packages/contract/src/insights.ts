import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor, PAGE } from "./asking.ts";
import { BillId, CorrectionId, Day, Moment, PartyId, Paise } from "./fields.ts";
import { PaidBill, SideName } from "./measures.ts";
import { PaymentClass } from "./payment-class.ts";

/*
 * What is learned from a company's books: when each bill will be paid and how parties pay, with why. Kinds and numbers alone; the
 * words belong to the app. Chances and shares are 0…1, delays are days after the due date.
 */

const Chance = z.number().min(0).max(1);
const Days = z.number().describe("days");

export const ForecastBasis = z
  .enum(["trees", "hazard", "plain", "due-date"])
  .describe(
    "what it rests on. trees: all that was learned. hazard: the same without trees. plain: the day is that of the plain rule, which told this company's past clearly better. due-date: nothing was ever paid",
  );

export const ForecastReason = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("party-delay"), settled: z.number().int(), days: Days }),
  z.object({ kind: z.literal("company-delay"), days: Days }),
  z.object({ kind: z.literal("open-longer"), days: Days }),
  z.object({ kind: z.literal("paid-lately"), days: Days }),
  z.object({ kind: z.literal("slower"), days: Days }),
  z.object({ kind: z.literal("faster"), days: Days }),
  z.object({ kind: z.literal("weekday"), weekday: z.number().int().describe("0 Monday") }),
  z.object({
    kind: z.literal("month-part"),
    part: z.number().int().describe("five days each; 6: the last two"),
  }),
  z.object({ kind: z.literal("promised"), day: Day }),
  z.object({ kind: z.literal("disputed"), amount: Paise }),
  z.object({ kind: z.literal("tds-awaited"), amount: Paise }),
  z.object({ kind: z.literal("few-data"), settled: z.number().int() }),
]);
export type ForecastReason = z.infer<typeof ForecastReason>;

export const BillForecast = z.object({
  billId: BillId,
  name: z.string(),
  date: Day,
  dueDate: Day,
  amount: Paise.describe("the open sum that is forecast, without what is disputed or kept back as tax"),
  expected: Day.nullable().describe("as likely paid by its end as not; null: later than the model looks"),
  from: Day.nullable().describe("first day of the range of 80 %; null: later than the model looks"),
  to: Day.nullable().describe("last day of that range, which holds four of five payments; null likewise"),
  late: Chance.describe("of being paid after the due date"),
  weeks: z.array(Chance).describe("of each of the thirteen weeks after asOf"),
  never: Chance.describe("of not being paid within 180 days"),
  basis: ForecastBasis,
  reasons: z.array(ForecastReason).describe("the strongest first"),
});
export type BillForecast = z.infer<typeof BillForecast>;

/** Which learning a figure comes from. */
const Learned = {
  asOf: Day.describe("the day it was learned for"),
  learnedAt: Moment,
  isBehind: z
    .boolean()
    .describe("the books, or the ends of the classes, have changed since; it is being learned again"),
};

export const ClassReason = z.object({
  settled: z.number().int(),
  last: z.number().int().describe("of the last bills, at most twelve"),
  late: z.number().int().describe("of these, paid later than on time"),
  from: Days.describe("between this delay and the next, most of them lie"),
  to: Days,
  turn: Days.nullable().describe("mean delay of the last three less that of those before; null: too few"),
  overdue: z.number().int(),
});

export const PartyPayment = z.object({
  partyId: PartyId,
  name: z.string(),
  class: PaymentClass,
  learnedClass: PaymentClass.describe("without what a person says of it"),
  pin: z
    .object({ correctionId: CorrectionId, by: z.string(), at: Moment, reason: z.string() })
    .nullable()
    .describe("who says that it pays so; taken back by undoing that correction"),
  confidence: Chance.describe("that the learned class is right"),
  expectedDelay: Days.nullable().describe("of its next bill; null: nothing is known"),
  uncertainty: Days.nullable().describe("standard error of that"),
  reason: ClassReason,
  drift: z
    .object({ since: Day, before: Days, after: Days })
    .nullable()
    .describe("a lasting change of its delays; null: steady"),
  risk: z.number().min(0).max(100),
  drivers: z
    .array(
      z.object({
        kind: z.enum(["delay", "spread", "overdue", "slower", "never"]),
        points: z.number(),
      }),
    )
    .describe("of the risk, points of 100"),
  expectedLoss: Paise.describe("open, times the chance of not coming within 180 days"),
  suggestedLimit: Paise.nullable().describe("of credit; null: too little is known, or not for this reader"),
});
export type PartyPayment = z.infer<typeof PartyPayment>;

export const LearningTry = z.object({
  asOf: Day,
  triedAt: Moment,
  outcome: z
    .enum(["learned", "without-trees", "no-bills", "failed"])
    .describe("failed: the earlier figures stay. without-trees: with them it would have taken too much"),
  failure: z.enum(["too-long", "too-large", "fault"]).nullable(),
});

const BackTest = z.object({
  cases: z
    .number()
    .int()
    .describe(
      "bills told from days in the past, from what was known then: paid since, or open after that day",
    ),
  error: Days.describe(
    "mean, between told and paid; of bills still open, between told and asOf, 0 if told is later",
  ),
  plainError: Days.describe(
    "the same had the plain rule told them: due date and the party's usual delay of late, or the next day where that had passed. It is large where old bills stay open, for it expects each of them at once",
  ),
  coverage: Chance.describe("of the ranges of 80 %, the share that held"),
});

export const PaymentOverview = z.object({
  side: SideName,
  latestTry: LearningTry.nullable().describe("null: nothing was ever tried"),
  learned: z
    .object({
      ...Learned,
      model: z.string(),
      basis: ForecastBasis,
      treeShare: Chance,
      isFewData: z.boolean(),
      settled: z.number().int(),
      parties: z.number().int(),
      bills: z.number().int().describe("learned from"),
      billsFrom: Day,
      olderBills: z.number().int().describe("of earlier days: not learned from and not forecast"),
      backTest: BackTest.nullable().describe(
        "null: too little has been settled to try, or learned without trees",
      ),
      classes: z.array(z.object({ class: PaymentClass, parties: z.number().int(), amount: Paise })),
      forecast: z.object({
        bills: z.number().int(),
        amount: Paise,
        notWithin180Days: Paise,
        weeks: z
          .array(
            z.object({
              from: Day,
              to: Day,
              expected: Paise,
              promised: Paise.describe("of that, of bills whose payment was promised"),
            }),
          )
          .describe("thirteen weeks after asOf"),
        later: Paise.describe("amount less what is expected in these weeks"),
        promised: z
          .object({ days7: Paise, days30: Paise })
          .describe("what was promised for a day of the next 7 and 30, whole: no chance is laid over it"),
      }),
    })
    .nullable()
    .describe("null: nothing is learned yet"),
});
export type PaymentOverview = z.infer<typeof PaymentOverview>;

export const PartyPaymentPage = z.object({
  side: SideName,
  learned: z.object(Learned).nullable(),
  party: PartyPayment.nullable().describe("null: nothing is learned of it on this side"),
  rows: z.array(BillForecast).describe("its open bills, earliest due first"),
  nextCursor: NextCursor,
});
export type PartyPaymentPage = z.infer<typeof PartyPaymentPage>;

export const BillPayment = z.object({
  side: SideName,
  partyId: PartyId,
  party: z.string(),
  learned: z.object(Learned).nullable(),
  forecast: BillForecast.nullable(),
  missing: z
    .enum(["settled", "not-learned", "not-forecast"])
    .nullable()
    .describe(
      "why there is none: nothing is open; nothing is learned yet; excluded, disputed, open for its tax alone, covered by money on account, too old, or newer than what is learned",
    ),
});
export type BillPayment = z.infer<typeof BillPayment>;

export const LearnedBill = PaidBill.pick({
  billId: true,
  name: true,
  date: true,
  dueDate: true,
  amount: true,
}).extend({
  paid: Day.describe("the day all its money had come, as it is learned from"),
  delay: z.number().int().describe("days after the due date"),
  isInferred: z.boolean().describe("which money paid it is worked out and not stated"),
});
export type LearnedBill = z.infer<typeof LearnedBill>;

export const PaymentHistory = z.object({
  side: SideName,
  billsFrom: Day.describe("bills of earlier days are left out"),
  paid: z.number().int().describe("bills since then of which nothing is left to pay"),
  rows: z.array(LearnedBill).describe("the latest of them, at most sixty, in the order they were paid in"),
});
export type PaymentHistory = z.infer<typeof PaymentHistory>;

export const PaymentScore = z.object({
  weeksAgo: z.number().int(),
  saidOn: Day.nullable().describe("the day of the learning that is judged; null: there was none then"),
  bills: z.number().int().describe("forecast then, and not settled by entries of earlier days"),
  paid: z.number().int(),
  judged: z.number().int().describe("paid, or still open after the expected day"),
  error: Days.nullable().describe(
    "mean, between expected and paid, or so far; bills expected later are not judged yet",
  ),
  plainError: Days.nullable().describe("backTest's plainError, as stored with that learning"),
  backTestError: Days.nullable().describe(
    "backTest's error, as stored with that learning: beside plainError",
  ),
  ranged: z.number().int().describe("paid, or still open beyond the range"),
  coverage: Chance.nullable().describe("of these, the share that was paid within its range of 80 %"),
  weeks: z.array(z.object({ from: Day, to: Day, expected: Paise, came: Paise })),
  cashError: z.number().nullable().describe("sum of the weeks' differences, as a share of what came"),
});
export type PaymentScore = z.infer<typeof PaymentScore>;

const Edge = z.number().int().min(-180).max(365);

/** Delays at which classes end; they rise. */
const ClassEdges = {
  prompt: Edge.describe("below this: prompt"),
  onTime: Edge.describe("up to this: on time"),
  late: Edge.describe("up to this: late; beyond, risky"),
};

export const ClassEdgesStanding = z.object({
  ...ClassEdges,
  fromDate: Day.nullable().describe("since when they hold; null: nobody has chosen"),
});
export type ClassEdgesStanding = z.infer<typeof ClassEdgesStanding>;

const Side = { side: SideName.default("receivable") };

/** The app's calls about what is learned. */
export const insightsApi = {
  overview: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/payments",
      summary: "What is learned of a side: how well, the classes, and what is expected by week",
    })
    .input(InCompany.extend(Side))
    .output(PaymentOverview),
  parties: oc
    .route({ method: "GET", path: "/companies/{companyId}/payments/parties", summary: "How parties pay" })
    .input(
      InCompany.extend({
        ...Side,
        ...PAGE,
        class: PaymentClass.optional(),
        sort: z.enum(["risk", "loss", "delay", "name"]).default("risk"),
      }),
    )
    .output(
      z.object({
        learned: z.object(Learned).nullable(),
        rows: z.array(PartyPayment),
        nextCursor: NextCursor,
      }),
    ),
  scores: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/payments/scores",
      summary: "What was said four and eight weeks ago, against what happened",
    })
    .input(InCompany.extend(Side))
    .output(z.object({ side: SideName, today: Day, scores: z.array(PaymentScore) })),
  party: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/parties/{partyId}/payments",
      summary: "How a party pays, and when its bills are expected",
    })
    .input(InCompany.extend({ partyId: PartyId, ...Side, ...PAGE }))
    .output(PartyPaymentPage),
  history: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/parties/{partyId}/payments/history",
      summary: "A party's paid bills with the days they were paid on",
    })
    .input(InCompany.extend({ partyId: PartyId, ...Side }))
    .output(PaymentHistory),
  bill: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/bills/{billId}/payment",
      summary: "When a bill is expected to be paid, and why",
    })
    .input(InCompany.extend({ billId: BillId }))
    .output(BillPayment),
  edges: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/payments/edges",
      summary: "The delays at which classes end",
    })
    .input(InCompany)
    .output(ClassEdgesStanding),
  changeEdges: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/payments/edges",
      summary: "Choose the delays at which classes end, from today on",
    })
    .input(InCompany.extend(ClassEdges))
    .output(ClassEdgesStanding),
};
