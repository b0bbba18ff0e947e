import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, InPeriod, NextCursor, OnDay, PAGE, Period } from "./asking.ts";
import { Day, LedgerId, PartyId, Paise, VoucherId } from "./fields.ts";
import { VoucherSummary } from "./reads.ts";

/* Reads by ledger, as an accountant knows them from Tally. Sums are debit positive where they say so. */

const Balance = Paise.describe("debit positive");

export const GroupBalance = z.object({
  path: z.array(z.string()).describe("names from the primary group down to this one"),
  ledgers: z.number().int().describe("with a balance, in it and below"),
  debit: Paise.describe("sum of the debit balances in it and below"),
  credit: Paise.describe("sum of the credit balances, positive"),
});
export type GroupBalance = z.infer<typeof GroupBalance>;

export const TrialBalanceOfDay = z.object({
  asOf: Day,
  yearFrom: Day.describe("first day of the financial year: income and expenses count from here"),
  groups: z.array(GroupBalance).describe("each before the groups below it"),
  openingStock: z
    .object({ asOf: Day, amount: Balance })
    .nullable()
    .describe("the stock the year began with, as Tally states it; null: not stated for that day"),
  openingDifference: Balance.describe(
    "what the ledgers' openings and the opening stock lack to add up to zero; the stock is in it when it is not stated",
  ),
  closedYears: Balance.describe("results of closed years, where no Profit & Loss A/c carries them"),
  debit: Paise.describe("of all lines; equals credit"),
  credit: Paise,
});
export type TrialBalanceOfDay = z.infer<typeof TrialBalanceOfDay>;

export const LedgerBalance = z.object({
  ledgerId: LedgerId.describe("its statement is the evidence"),
  partyId: PartyId.nullable(),
  name: z.string(),
  path: z.array(z.string()),
  balance: Balance,
  carried: Balance.describe("of the balance: results of closed years, which stand in no line of the ledger"),
});
export type LedgerBalance = z.infer<typeof LedgerBalance>;

export const LedgerBalances = z.object({
  asOf: Day,
  rows: z.array(LedgerBalance),
  nextCursor: NextCursor,
});

export const StatementLine = z.object({
  voucherId: VoucherId,
  lineNo: z.number().int(),
  date: Day,
  type: z.string(),
  number: z.string(),
  reference: z.string(),
  narration: z.string(),
  state: VoucherSummary.shape.state,
  others: z.array(z.string()).describe("the ledgers on the other side of the voucher"),
  amount: Balance,
  balance: Balance.describe("after this line"),
});
export type StatementLine = z.infer<typeof StatementLine>;

export const LedgerStatement = z.object({
  ledger: z.object({
    ledgerId: LedgerId,
    partyId: PartyId.nullable(),
    name: z.string(),
    group: z.string(),
  }),
  period: Period,
  opening: Balance.describe(
    "at the beginning of the first day; income and expenses begin a financial year at zero",
  ),
  debit: Paise.describe("of the whole period"),
  credit: Paise.describe("of the whole period, positive"),
  closing: Balance,
  rows: z.array(StatementLine),
  nextCursor: NextCursor,
});
export type LedgerStatement = z.infer<typeof LedgerStatement>;

export const DayBookState = z.enum([
  "counting",
  "posted",
  "post-dated",
  "cancelled",
  "optional",
  "non-accounting",
]);

export const DayBookRow = VoucherSummary.extend({
  kind: z.string().describe("base type: sales, receipt, …"),
  party: z.string().nullable(),
  amount: Paise.nullable().describe(
    "its debits; what Tally states of one that does not count; null: not stated",
  ),
});
export type DayBookRow = z.infer<typeof DayBookRow>;

export const DayBook = z.object({
  period: Period,
  counts: z
    .array(
      z.object({
        kind: z.string(),
        state: VoucherSummary.shape.state,
        vouchers: z.number().int(),
        debit: Paise.describe("what they moved; zero for those that do not count"),
      }),
    )
    .nullable()
    .describe("of the whole period by kind and state, with the first page only"),
  rows: z.array(DayBookRow),
  nextCursor: NextCursor,
});
export type DayBook = z.infer<typeof DayBook>;

const EitherLedgerId = z
  .string()
  .regex(/^(led|pty)_[a-z2-7]{26}$/)
  .describe("a ledger's or a party's id");

/** The app's calls about ledgers. */
export const ledgersApi = {
  trialBalance: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/trial-balance/groups",
      summary: "Trial balance of a day, by group",
    })
    .input(OnDay)
    .output(TrialBalanceOfDay),
  balances: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/trial-balance/ledgers",
      summary: "Trial balance of a day, by ledger",
    })
    .input(
      OnDay.extend({
        ...PAGE,
        group: z.string().max(1_000).optional().describe("only ledgers in this group and below"),
        search: z.string().max(200).optional(),
        zero: z.stringbool().default(false).describe("also ledgers without a balance"),
      }),
    )
    .output(LedgerBalances),
  statement: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/ledgers/{ledgerId}/statement",
      summary: "A ledger's lines with the running balance",
    })
    .input(InPeriod.extend({ ...PAGE, ledgerId: EitherLedgerId }))
    .output(LedgerStatement),
  dayBook: oc
    .route({ method: "GET", path: "/companies/{companyId}/day-book", summary: "Vouchers of a range of days" })
    .input(
      InCompany.extend({
        ...PAGE,
        from: Day.optional().describe("default: `to`"),
        to: Day.optional().describe("default: today in India"),
        kind: z.string().max(30).optional().describe("base type: sales, receipt, …"),
        state: DayBookState.default("counting").describe("counting: posted and post-dated"),
      }),
    )
    .output(DayBook),
};
