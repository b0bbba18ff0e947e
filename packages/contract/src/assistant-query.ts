import { z } from "zod";

import { CALCULATIONS, GROUPINGS, MEASURES, ORDERS } from "./assistant-kinds.ts";
import { BillId, Day, LedgerId, Paise, PartyId, VoucherId } from "./fields.ts";
import { PaymentClass } from "./payment-class.ts";

const MOST_NAMED = 20;
/** How many rows an answer may be asked for. */
export const MOST_ROWS = 100;

/** Days of a question, both included. */
export const AskedPeriod = z.strictObject({ from: Day, to: Day });
export type AskedPeriod = z.infer<typeof AskedPeriod>;

const Named = {
  parties: z.array(PartyId).max(MOST_NAMED).default([]).describe("only these; none: all"),
  withoutParties: z.array(PartyId).max(MOST_NAMED).default([]).describe("all but these"),
  ledgers: z.array(LedgerId).max(MOST_NAMED).default([]).describe("only these; none: all"),
  withoutLedgers: z.array(LedgerId).max(MOST_NAMED).default([]).describe("all but these"),
  billId: BillId.nullable().default(null),
  voucherId: VoucherId.nullable().default(null),
};

/**
 * One question to the books: which measure, of what, when and how shown. It names no company: that is the asker's. What a measure does not know (docs/algorithms/assistant.md)
 * is an error, never passed over.
 */
export const TypedQuery = z.strictObject({
  measure: z.enum(MEASURES),
  ...Named,
  period: AskedPeriod.nullable().default(null).describe("null: the measure's usual one"),
  asOf: Day.nullable().default(null).describe("how it stood at the end of that day; null: today"),
  comparedTo: AskedPeriod.nullable().default(null).describe("the same figure of other days beside it"),
  groupBy: z.enum(GROUPINGS).nullable().default(null),
  thenBy: z.enum(GROUPINGS).nullable().default(null).describe("columns of a table, beside groupBy"),
  order: z.enum(ORDERS).nullable().default(null),
  limit: z.int().min(1).max(MOST_ROWS).nullable().default(null),
  above: Paise.nullable().default(null).describe("only rows of more than this"),
  below: Paise.nullable().default(null).describe("only rows of less than this"),
  moreThanDays: z
    .int()
    .min(0)
    .max(36_500)
    .nullable()
    .default(null)
    .describe("overdue by more days than this"),
  class: PaymentClass.nullable().default(null).describe("only customers of this class"),
  percent: z
    .int()
    .min(0)
    .max(10_000)
    .nullable()
    .default(null)
    .describe("hundredths of a per cent, of a discount asked about"),
  chart: z.boolean().default(false).describe("to be shown as a chart"),
});
export type TypedQuery = z.infer<typeof TypedQuery>;

/** What one question comes to: one query, or two with what is worked out of them. */
export const AskedQueries = z.strictObject({
  queries: z.array(TypedQuery).min(1).max(2),
  calculation: z.enum(CALCULATIONS).nullable().default(null),
});
export type AskedQueries = z.infer<typeof AskedQueries>;
