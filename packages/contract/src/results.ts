import { oc } from "@orpc/contract";
import { z } from "zod";

import { InPeriod, NextCursor, PAGE, Period } from "./asking.ts";
import { Day, LedgerId, PartyId, Paise, VoucherId } from "./fields.ts";

/* What a period came to: profit and loss, taxes, sales and purchases. */

const Place = {
  direction: z.enum(["income", "expense"]),
  isDirect: z.boolean().describe("part of the gross result"),
  amount: Paise.describe("positive in its direction"),
};

export const ResultGroup = z.object({
  path: z.array(z.string()).describe("names from the primary group down to this one"),
  ledgers: z.number().int().describe("that moved, in it and below"),
  ...Place,
});

const StockOn = z.object({
  asOf: Day.describe("at the end of this day"),
  value: Paise.nullable().describe("null: Tally has not stated it"),
});

export const ProfitAndLoss = z.object({
  period: Period,
  groups: z.array(ResultGroup).describe("each before the groups below it"),
  stock: z
    .enum(["stated", "none", "not-stated"])
    .describe("none: Tally shows no stock at all; not-stated: not for the period's first or last day"),
  openingStock: StockOn,
  closingStock: StockOn,
  stockStatedOn: z.array(Day).describe("days at whose end Tally has stated the stock"),
  directIncome: Paise,
  directExpense: Paise,
  indirectIncome: Paise,
  indirectExpense: Paise,
  resultBesideStock: Paise.describe("all income less all expense: true whatever the stock is"),
  grossResult: Paise.nullable().describe("profit positive; null: the stock is not stated"),
  netResult: Paise.nullable().describe("profit positive; null: the stock is not stated"),
});
export type ProfitAndLoss = z.infer<typeof ProfitAndLoss>;

export const ResultLedger = z.object({
  ledgerId: LedgerId.describe("its statement of the period is the evidence"),
  name: z.string(),
  path: z.array(z.string()),
  ...Place,
});
export type ResultLedger = z.infer<typeof ResultLedger>;

const MonthMoves = z.object({ month: Period, debit: Paise, credit: Paise });

export const TaxLedger = z.object({
  ledgerId: LedgerId.describe("its statement is the evidence"),
  name: z.string(),
  path: z.array(z.string()),
  tax: z
    .enum(["cgst", "sgst", "igst", "cess", "gst"])
    .nullable()
    .describe("by words of its name; null: the name tells of no GST"),
  direction: z.enum(["output", "input"]).nullable(),
  directionBy: z
    .enum(["group", "name"])
    .nullable()
    .describe("what told: a group below Duties & Taxes, or the ledger's own name, which may mislead"),
  opening: Paise.describe("debit positive"),
  debit: Paise,
  credit: Paise,
  closing: Paise.describe("debit positive"),
  months: z.array(MonthMoves).describe("months in which it moved, cut to the period"),
});
export type TaxLedger = z.infer<typeof TaxLedger>;

export const TaxLedgers = z.object({
  period: Period,
  rows: z.array(TaxLedger).describe("every ledger below Duties & Taxes, by name"),
  nextCursor: NextCursor,
});

export const TradeSide = z.enum(["sales", "purchases"]);

const TradeSums = {
  vouchers: z.number().int(),
  goods: Paise.describe("of the sales or purchase vouchers, without tax"),
  notes: Paise.describe("of credit or debit notes, without tax; positive"),
  net: Paise.describe("goods − notes"),
  tax: Paise.nullable().describe("on ledgers below Duties & Taxes, notes taken off; null by ledger"),
};

export const TradeRow = z.object({
  name: z
    .string()
    .describe('a month as "2026-04", a party or a ledger; empty: without a party, such as cash sales'),
  partyId: PartyId.nullable(),
  ledgerId: LedgerId.nullable(),
  ...TradeSums,
});
export type TradeRow = z.infer<typeof TradeRow>;

export const Trade = z.object({
  period: Period,
  side: TradeSide,
  by: z.enum(["month", "party", "ledger"]),
  total: z.object(TradeSums),
  rows: z.array(TradeRow).describe("months in order; parties and ledgers by net, largest first"),
  nextCursor: NextCursor,
});
export type Trade = z.infer<typeof Trade>;

export const TradeVoucher = z.object({
  voucherId: VoucherId,
  date: Day,
  kind: z.string(),
  type: z.string(),
  number: z.string(),
  partyId: PartyId.nullable(),
  party: z.string(),
  net: Paise.describe("without tax; a note is negative"),
  tax: Paise,
});
export type TradeVoucher = z.infer<typeof TradeVoucher>;

const InTrade = InPeriod.extend({ ...PAGE, side: TradeSide.default("sales") });

/** The app's calls about what periods came to. */
export const resultsApi = {
  profitAndLoss: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/profit-and-loss",
      summary: "Profit and loss of a period, by group",
    })
    .input(InPeriod)
    .output(ProfitAndLoss),
  profitAndLossLedgers: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/profit-and-loss/ledgers",
      summary: "The ledgers behind profit and loss",
    })
    .input(InPeriod.extend({ ...PAGE, group: z.string().max(1_000).optional() }))
    .output(z.object({ period: Period, rows: z.array(ResultLedger), nextCursor: NextCursor })),
  taxLedgers: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/tax-ledgers",
      summary: "Ledgers below Duties & Taxes by month, GST told apart",
    })
    .input(InPeriod.extend(PAGE))
    .output(TaxLedgers),
  trade: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/trade",
      summary: "Sales or purchases net of tax by month, party or ledger",
    })
    .input(InTrade.extend({ by: Trade.shape.by.default("month") }))
    .output(Trade),
  tradeVouchers: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/trade/vouchers",
      summary: "The vouchers behind sales or purchases",
    })
    .input(InTrade.extend({ partyId: PartyId.optional(), ledgerId: LedgerId.optional() }))
    .output(z.object({ period: Period, rows: z.array(TradeVoucher), nextCursor: NextCursor })),
};
