import { oc } from "@orpc/contract";
import { z } from "zod";

import { InPeriod, NextCursor, OnDay, PAGE, Period } from "./asking.ts";
import { BillId, Day, PartyId, Paise } from "./fields.ts";
import { Bill } from "./reads.ts";

/* Measures of what is owed and how it is paid. Sums are positive in the direction of their side. */

export const SideName = z.enum(["receivable", "payable"]);
export const AgeingBy = z.enum(["due-date", "bill-date"]);

/** Edges as they stand in an address: "30,60,90". */
const EdgesText = z
  .string()
  .regex(/^\d{1,4}(,\d{1,4}){0,11}$/)
  .refine((text) => {
    const edges = text.split(",").map(Number);
    return edges.every((edge, index) => edge > (edges[index - 1] ?? 0));
  }, "days must rise")
  .describe('last day of each bucket but the last, rising: "30,60,90"; default: the company\'s own');

const Sums = {
  outstanding: Paise.describe("due + overdue + TDS awaited − unapplied"),
  due: Paise,
  overdue: Paise,
  tdsAwaited: Paise.describe("kept back as tax, certificate awaited; in no bucket"),
  unapplied: Paise.describe("money that no bill has taken yet; in no bucket"),
};

const Head = { asOf: Day, side: SideName, by: AgeingBy, edges: z.array(z.number().int()) };

const Bucket = z.object({
  key: z.string().describe("not-due, 1-30, …, over-90; by bill date 0-30, …, over-90"),
  amount: Paise,
  bills: z.number().int(),
});

export const AgeingSummary = z.object({
  ...Head,
  buckets: z.array(Bucket).describe("together due + overdue"),
  parties: z.number().int(),
  ...Sums,
});
export type AgeingSummary = z.infer<typeof AgeingSummary>;

export const PartyAgeing = z.object({
  partyId: PartyId.describe("its bills are the evidence"),
  name: z.string(),
  buckets: z.array(Bucket),
  ...Sums,
});
export type PartyAgeing = z.infer<typeof PartyAgeing>;

export const AgedBill = z.object({
  partyId: PartyId,
  party: z.string(),
  bill: Bill,
  days: z.number().int().describe("overdue, or since the bill's day"),
  bucket: z.string(),
});
export type AgedBill = z.infer<typeof AgedBill>;

const Tenths = z.number().describe("days, to a tenth");

const CountBack = {
  asOf: Day,
  outstanding: Paise,
  days: Tenths.nullable().describe("null: nothing was sold, so that nothing can be counted"),
  isAtLeast: z
    .boolean()
    .describe("more is outstanding than was ever sold in the books: it is longer than this"),
};

export const DaysOutstanding = z.object({
  side: SideName,
  ...CountBack,
  steps: z
    .array(z.object({ month: Period, traded: Paise, covered: Paise, days: Tenths }))
    .describe(
      "the evidence: months counted back from the day, what was traded on credit with tax, notes taken off",
    ),
  trend: z.array(z.object(CountBack)).describe("ends of earlier months, oldest first, then the day itself"),
});
export type DaysOutstanding = z.infer<typeof DaysOutstanding>;

const Share = z.number().int().describe("in hundredths of a percent");

export const Concentration = z.object({
  asOf: Day,
  side: SideName,
  of: z.enum(["outstanding", "trade"]),
  period: Period.nullable().describe("of the trade: twelve months up to the day"),
  total: Paise.describe("of the parties counted"),
  parties: z.number().int(),
  top: z.array(
    z.object({ partyId: PartyId, name: z.string(), amount: Paise, share: Share, together: Share }),
  ),
  hhi: z.number().int().describe("sum of squared shares: 10000 is one party; above 2500 is concentrated"),
  left: z
    .object({ parties: z.number().int(), amount: Paise })
    .describe("parties with a sum the other way, such as an advance: in no share"),
});
export type Concentration = z.infer<typeof Concentration>;

export const CreditUse = z.object({
  partyId: PartyId,
  name: z.string(),
  limit: Paise,
  outstanding: Paise,
  overdue: Paise,
  free: Paise.describe("limit − outstanding; negative: over the limit"),
  used: Share,
});
export type CreditUse = z.infer<typeof CreditUse>;

export const PaidBill = z.object({
  billId: BillId,
  name: z.string(),
  date: Day,
  dueDate: Day,
  amount: Paise,
  settledOn: Day.describe("the last settlement's day: the later of bill's and money's"),
  days: Tenths.describe("from the bill's day to its money, weighted by the money"),
  delay: Tenths.describe("the same from the due date; negative: early"),
  isInferred: z.boolean().describe("settled first in, first out by us, not by Tally"),
  isOpening: z.boolean().describe("older than the books: only what was left of it is known"),
});
export type PaidBill = z.infer<typeof PaidBill>;

const Spread = z
  .object({
    weighted: Tenths.describe("mean, weighted by amount"),
    median: Tenths,
    lowerQuartile: Tenths,
    upperQuartile: Tenths,
  })
  .nullable()
  .describe("null: no settled bill");

export const DaysToPay = z.object({
  asOf: Day,
  side: SideName,
  party: z.object({ partyId: PartyId, name: z.string() }),
  bills: z
    .number()
    .int()
    .describe("settled in full by the day; open ones are not counted as paid late or early"),
  inferred: z.number().int().describe("of these"),
  amount: Paise,
  days: Spread,
  delay: Spread,
  rows: z.array(PaidBill).describe("the evidence, last settled first"),
  nextCursor: NextCursor,
});
export type DaysToPay = z.infer<typeof DaysToPay>;

const Collected = {
  received: Paise.describe("money of receipt vouchers on customers' ledgers, returned cheques taken off"),
  settledByMoney: Paise.describe("taken off bills by receipts, on the later day of bill and money"),
  settledLate: Paise.describe("of that, after the due date"),
  settledInferred: Paise.describe(
    "of that, first in, first out by us, where the party has no bill-wise detail",
  ),
  settledByNotes: Paise.describe("taken off bills by credit notes"),
  settledOtherwise: Paise.describe("by journals, openings and all else"),
};

export const CollectedRow = z.object({
  period: Period.nullable().describe("null by party"),
  partyId: PartyId.nullable(),
  name: z.string(),
  ...Collected,
});
export type CollectedRow = z.infer<typeof CollectedRow>;

export const Collections = z.object({
  period: Period,
  by: z.enum(["day", "week", "month", "party"]),
  total: z.object(Collected),
  rows: z
    .array(CollectedRow)
    .describe("days, weeks (from Monday) and months in order; parties by what was received"),
  nextCursor: NextCursor,
});
export type Collections = z.infer<typeof Collections>;

const HeldSum = z.object({ amount: Paise, count: z.number().int(), parties: z.number().int() });

export const HeldBackRow = z.object({
  kind: z.enum(["dispute", "promise"]),
  partyId: PartyId,
  party: z.string(),
  billId: BillId.nullable().describe("null: a promise is about the party"),
  bill: z.string().nullable(),
  amount: Paise.describe("disputed of what is open; still to come of a promise"),
  day: Day.nullable().describe("the promised day"),
  standing: z.enum(["open", "kept", "broken"]).nullable().describe("of a promise"),
  reason: z.string(),
});
export type HeldBackRow = z.infer<typeof HeldBackRow>;

export const HeldBack = z.object({
  asOf: Day,
  disputed: HeldSum,
  promised: HeldSum.describe("of promises whose day has not passed"),
  broken: HeldSum,
  rows: z.array(HeldBackRow).describe("the largest sums first"),
  nextCursor: NextCursor,
});
export type HeldBack = z.infer<typeof HeldBack>;

const InAgeing = OnDay.extend({
  side: SideName.default("receivable"),
  by: AgeingBy.optional().describe("default: the company's own"),
  edges: EdgesText.optional(),
});
const OnSide = OnDay.extend({ side: SideName.default("receivable") });

/** The app's calls about measures. */
export const measuresApi = {
  ageing: oc
    .route({ method: "GET", path: "/companies/{companyId}/ageing", summary: "Ageing of a day" })
    .input(InAgeing)
    .output(AgeingSummary),
  ageingParties: oc
    .route({ method: "GET", path: "/companies/{companyId}/ageing/parties", summary: "Ageing by party" })
    .input(
      InAgeing.extend({
        ...PAGE,
        search: z.string().max(200).optional(),
        sort: z.enum(["outstanding", "overdue", "name"]).default("outstanding"),
      }),
    )
    .output(z.object({ ...Head, rows: z.array(PartyAgeing), nextCursor: NextCursor })),
  ageingBills: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/ageing/bills",
      summary: "Open bills with their age",
    })
    .input(InAgeing.extend({ ...PAGE, bucket: z.string().max(20).optional() }))
    .output(z.object({ ...Head, rows: z.array(AgedBill).describe("oldest first"), nextCursor: NextCursor })),
  daysOutstanding: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/days-outstanding",
      summary: "DSO by count-back, with its trend (payable: days payable)",
    })
    .input(OnSide.extend({ months: z.coerce.number().int().min(0).max(36).default(12) }))
    .output(DaysOutstanding),
  concentration: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/concentration",
      summary: "How much hangs on the largest parties",
    })
    .input(
      OnSide.extend({
        of: Concentration.shape.of.default("outstanding"),
        top: z.coerce.number().int().min(1).max(50).default(10),
      }),
    )
    .output(Concentration),
  creditUse: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/credit-use",
      summary: "Customers with a credit limit, the most used first",
    })
    .input(OnDay.extend(PAGE))
    .output(z.object({ asOf: Day, rows: z.array(CreditUse), nextCursor: NextCursor })),
  heldBack: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/disputed-and-promised",
      summary: "What customers dispute and have promised",
    })
    .input(OnDay.extend(PAGE))
    .output(HeldBack),
  daysToPay: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/parties/{partyId}/days-to-pay",
      summary: "How long a party took to pay each settled bill",
    })
    .input(OnSide.extend({ ...PAGE, partyId: PartyId }))
    .output(DaysToPay),
  collections: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/collections",
      summary: "Money received and bills settled, by day, week, month or party",
    })
    .input(InPeriod.extend({ ...PAGE, by: Collections.shape.by.default("month") }))
    .output(Collections),
};
