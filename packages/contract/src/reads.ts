import { z } from "zod";

import { BillId, CompanyId, Day, Moment, PartyId, Paise, VoucherId } from "./fields.ts";
import { PartyTds } from "./party-tds.ts";
import { PaymentClass } from "./payment-class.ts";

/* Shapes of what the app reads. Sums are positive in the direction of their heading (receivable: owed to us). */

export const RunningRun = z.object({
  state: z.enum(["open", "queued"]).describe("being read; all is there and is being worked out"),
  received: z.number().int().describe("batches that have come"),
  records: z.number().int().describe("records that have come"),
  expected: z
    .number()
    .int()
    .nullable()
    .describe(
      "records that the last reading of everything brought; null: this one brings changes, or is the first",
    ),
});
export type RunningRun = z.infer<typeof RunningRun>;

export const Freshness = z.object({
  state: z.enum(["never", "fresh", "stale"]),
  readAt: Moment.nullable().describe("when Tally was last read well"),
  dataTo: Day.nullable().describe("date of the last voucher in the books"),
  generation: z.number().int(),
  tieOut: z.object({
    state: z.enum(["equal", "different", "unknown"]),
    differences: z.number().int().describe("ledgers whose balance differs from Tally's"),
    asOf: Day.nullable().describe("the day the two were held against each other"),
    isOlder: z.boolean().describe("the books have moved on since: the verdict is about earlier ones"),
    months: z.array(z.string()).describe("months whose vouchers are not Tally's by count or sum"),
    message: z.string().nullable().describe("what differs beside balances"),
  }),
  running: RunningRun.nullable(),
  isChanging: z
    .boolean()
    .describe("what people said is on its way into the books: a new generation comes in a moment"),
  quarantined: z.number().int(),
  trouble: z
    .object({
      code: z.string(),
      message: z.string().describe("what is wrong"),
      fix: z.string().describe("what to do"),
      since: Moment,
      nextTryAt: Moment.nullable(),
    })
    .nullable()
    .describe("why Tally cannot be read at the moment"),
  agent: z
    .object({
      machine: z.string().nullable(),
      version: z.string().nullable(),
      seenAt: Moment.describe("when it was last heard"),
    })
    .nullable(),
  tally: z
    .object({
      product: z.string().nullable(),
      release: z.string().nullable(),
      isEducational: z.boolean().nullable().describe("it shows only days 1, 2 and 31 of a month"),
    })
    .nullable(),
  absent: z.number().int().describe("objects that Tally no longer shows and that wait to be confirmed"),
  exceptions: z
    .array(
      z.object({
        about: z.enum(["books", "month", "day"]),
        which: z.string().describe("empty for the books"),
      }),
    )
    .describe("what stayed different from Tally although it was read again twice"),
});
export type Freshness = z.infer<typeof Freshness>;

export const AgeingBucket = z.object({
  key: z.enum(["not-due", "1-30", "31-60", "61-90", "over-90"]),
  amount: Paise,
  bills: z.number().int(),
});
export type AgeingBucket = z.infer<typeof AgeingBucket>;

export const PartyBalance = z.object({
  partyId: PartyId,
  name: z.string(),
  outstanding: Paise.describe("due + overdue + TDS awaited − unapplied"),
  due: Paise.describe("of open bills not yet overdue"),
  overdue: Paise,
  tdsAwaited: Paise.describe("kept back as tax, certificate awaited: neither due nor overdue"),
  unapplied: Paise.describe("money that no bill has taken yet"),
  bills: z.number().int().describe("open bills"),
  oldestOverdueDays: z.number().int().describe("0 when nothing is overdue"),
  class: PaymentClass.optional().describe(
    "in the list: how it pays by what is learned or said of it now, whatever the day; left out: nothing is",
  ),
  msme: z
    .enum(["micro", "small", "medium"])
    .optional()
    .describe("in the list of suppliers: its class on the day; left out: none, or nobody has said"),
});
export type PartyBalance = z.infer<typeof PartyBalance>;

export const Side = z.object({
  outstanding: Paise.describe("due + overdue + TDS awaited − unapplied"),
  due: Paise,
  overdue: Paise,
  tdsAwaited: Paise.describe("kept back as tax, certificate awaited: neither due nor overdue"),
  unapplied: Paise,
  bills: z.number().int(),
  parties: z.number().int(),
  ageing: z.array(AgeingBucket),
  topOverdue: z.array(PartyBalance).describe("by overdue less unapplied, largest first"),
});
export type Side = z.infer<typeof Side>;

export const Role = z.enum(["owner", "accountant", "viewer"]);
export type Role = z.infer<typeof Role>;

export const CompanySummary = z.object({
  companyId: CompanyId,
  name: z.string(),
  role: Role,
  isDemo: z.boolean(),
});
export type CompanySummary = z.infer<typeof CompanySummary>;

export const Home = z.object({
  company: CompanySummary,
  asOf: Day,
  freshness: Freshness,
  receivable: Side,
  payable: Side,
});
export type Home = z.infer<typeof Home>;

export const DueSource = z.enum(["bill", "voucher", "ledger", "company", "bill-date", "correction"]);
export type DueSource = z.infer<typeof DueSource>;

export const Bill = z.object({
  billId: BillId,
  side: z.enum(["receivable", "payable"]),
  name: z.string().describe("the reference, empty for one made from a balance"),
  date: Day,
  dueDate: Day,
  dueSource: DueSource.describe("where the due date comes from"),
  basis: z.enum(["stated", "inferred"]).describe("inferred: the party has no bill-wise detail"),
  isOpening: z.boolean(),
  amount: Paise,
  settled: Paise.describe("taken off by allocations Tally states"),
  open: Paise.describe("amount − settled"),
  likelySettled: Paise.describe(
    "of the open sum, what on-account money probably covers (first in, first out)",
  ),
  tdsAwaited: Paise.describe(
    "all of the open sum where it is only tax kept back, certificate awaited; else 0",
  ),
  overdueDays: z.number().int().describe("0 when not overdue"),
  disputed: Paise.optional().describe("of the amount, what the party disputes; left out: nothing"),
  tallyDueDate: Day.optional().describe("what Tally says, where a correction says something else"),
});
export type Bill = z.infer<typeof Bill>;

export const VoucherLine = z.object({ ledger: z.string(), amount: Paise.describe("debit positive") });

export const VoucherSummary = z.object({
  voucherId: VoucherId,
  date: Day,
  type: z.string(),
  number: z.string(),
  reference: z.string(),
  narration: z.string(),
  state: z.enum(["posted", "cancelled", "optional", "post-dated", "non-accounting"]),
  lines: z.array(VoucherLine),
});
export type VoucherSummary = z.infer<typeof VoucherSummary>;

export const SettledBy = z.enum([
  "payment",
  "tds",
  "write-off",
  "rounding",
  "discount",
  "exchange",
  "note",
  "set-off",
  "moved",
  "other",
]);
export type SettledBy = z.infer<typeof SettledBy>;

export const Settlement = z.object({
  date: Day,
  amount: Paise.describe("below zero: a correction takes back what Tally has here"),
  basis: z.enum(["stated", "inferred", "corrected"]).describe("corrected: a person says so, beside Tally"),
  voucher: VoucherSummary.nullable().describe("null: an opening balance"),
  parts: z
    .array(z.object({ by: SettledBy, amount: Paise }))
    .optional()
    .describe("what stands opposite in the voucher, largest first: money, or an entry for which none came"),
});
export type Settlement = z.infer<typeof Settlement>;

/** What the rate of exchange did; gains are positive. Left out where nothing is in a foreign currency. */
export const Exchange = z.object({
  difference: Paise.describe("rupees that came beyond what the bills were booked at"),
  booked: Paise.describe("of that, what Tally has on a ledger of gains and losses"),
});
export type Exchange = z.infer<typeof Exchange>;

export const BillEvidence = z.object({
  bill: Bill,
  party: z.object({ partyId: PartyId, name: z.string() }),
  voucher: VoucherSummary.nullable().describe("what opened it; null for an opening bill"),
  settlements: z.array(Settlement),
  exchange: Exchange.extend({
    currency: z.string(),
    amount: z.string().describe("of the bill, in its currency"),
    left: z.string().describe("of that, what is not paid"),
  }).optional(),
});
export type BillEvidence = z.infer<typeof BillEvidence>;

/** What people say of a party beside Tally; `phone`, `email` and `creditLimit` of the party are what holds. */
export const BesideTally = z.object({
  person: z.string().nullable().describe("whom to write to"),
  language: z.string().nullable(),
  exclusion: z.object({ cause: z.string(), reason: z.string(), until: Day.nullable() }).nullable(),
  promise: z.object({ amount: Paise, day: Day, givenOn: Day }).nullable().describe("the latest one"),
  tally: z
    .object({ phone: z.string().nullable(), email: z.string().nullable(), creditLimit: Paise.nullable() })
    .describe("what Tally says"),
});
export type BesideTally = z.infer<typeof BesideTally>;

/**
 * A party. Its parts add up: receivable − payable outstanding is the ledger's balance and those of the ledgers put together with it,
 * less what was written off; of a ledger that is counted under another party nothing is left.
 */
export const Party = z.object({
  partyId: PartyId,
  name: z.string(),
  aliases: z.array(z.string()),
  group: z.string(),
  kind: z.enum(["customer", "supplier", "both"]),
  isBillWise: z.boolean(),
  isInferred: z.boolean().describe("made from voucher names because the masters were not given"),
  creditPeriod: z.string().nullable(),
  creditLimit: Paise.nullable(),
  gstin: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  ledgerBalance: Paise.describe("of this ledger in Tally, debit positive"),
  receivable: PartyBalance.nullable(),
  payable: PartyBalance.nullable(),
  writtenOff: Paise.optional().describe(
    "debit positive: what people wrote off beside Tally, whose balance still has it; left out: nothing",
  ),
  putTogether: z
    .array(z.object({ partyId: PartyId, name: z.string(), ledgerBalance: Paise }))
    .optional()
    .describe("other ledgers that people say are this party, whose bills are counted here; left out: none"),
  countedUnder: z
    .object({ partyId: PartyId, name: z.string() })
    .optional()
    .describe("the party that people say this ledger is: its bills are counted there"),
  unappliedFrom: z.array(
    z.object({
      date: Day,
      amount: Paise,
      side: z.enum(["receivable", "payable"]),
      kind: z.enum(["on-account", "advance", "excess", "opening"]),
      name: z.string(),
      voucher: VoucherSummary.nullable(),
      lineNo: z.number().int().optional().describe("the voucher's line whose money it is"),
    }),
  ),
  tds: PartyTds.optional().describe("left out: nothing is known"),
  exchange: Exchange.optional().describe("of all bills that were paid in a foreign currency"),
  beside: BesideTally.optional(),
});
export type Party = z.infer<typeof Party>;

/** Something Tally no longer shows, kept until a person confirms that it is gone. */
export const AbsentRow = z.object({
  kind: z.enum(["group", "ledger", "voucher-type", "voucher"]),
  guid: z.string(),
  name: z.string().describe("a voucher's type and number, a master's name"),
  date: Day.nullable(),
  party: z.string().nullable(),
  notedAt: Moment,
});
export type AbsentRow = z.infer<typeof AbsentRow>;

export const QuarantineRow = z.object({
  kind: z.string(),
  guid: z.string().nullable(),
  name: z.string().nullable(),
  reason: z.string(),
  seenAt: Moment,
});
export type QuarantineRow = z.infer<typeof QuarantineRow>;
