import { oc } from "@orpc/contract";
import { z } from "zod";

import { NextCursor, OnDay, PAGE } from "./asking.ts";
import { Day, LedgerId, PartyId, Paise, VoucherId } from "./fields.ts";
import { PartyTds } from "./party-tds.ts";
import { Bill } from "./reads.ts";

/* Tax that customers keep back: what is awaited, and what the TDS ledgers of the books have received. */

const Year = z
  .string()
  .describe("financial year, such as 2025-26: a bill's by its day, a booking's by its voucher's");
const Quarter = z
  .number()
  .int()
  .min(1)
  .max(4)
  .describe("of the financial year, by the bill's day: 1 is April to June");

const AWAITED = {
  awaited: Paise.describe("of bills that are open for their tax alone"),
  bills: z.number().int().describe("so many bills"),
};
const received = Paise.describe("booked on a TDS ledger, with the party's voucher");

export const TdsYear = z.object({ year: Year, awaited: AWAITED.awaited, received });
export type TdsYear = z.infer<typeof TdsYear>;

const Years = z.array(TdsYear).describe("the latest first");

export const TdsParty = z.object({
  partyId: PartyId.nullable().describe("null: of vouchers that are not of just one party"),
  party: z.string(),
  ...AWAITED,
  oldest: Day.nullable().describe("the day of the oldest of the bills; null: there is none"),
  received,
  years: Years,
  tds: PartyTds.nullable().describe("what the party keeps back; null: nothing is known"),
});
export type TdsParty = z.infer<typeof TdsParty>;

export const TdsReceivable = z.object({
  asOf: Day,
  ...AWAITED,
  parties: z.number().int().describe("so many customers from whom it is awaited"),
  ledgers: z
    .array(z.object({ ledgerId: LedgerId, name: z.string(), balance: Paise.describe("debit positive") }))
    .describe("the TDS ledgers, known by their names"),
  years: Years,
  rows: z.array(TdsParty).describe("the largest sums awaited first"),
  nextCursor: NextCursor,
});
export type TdsReceivable = z.infer<typeof TdsReceivable>;

export const TdsReceipt = z.object({
  voucherId: VoucherId,
  lineNo: z.number().int().nullable().describe("the voucher's line whose money it is"),
  date: Day,
  type: z.string(),
  number: z.string(),
  amount: Paise.describe("that it took off the bill"),
});
export type TdsReceipt = z.infer<typeof TdsReceipt>;

export const TdsBill = z.object({
  partyId: PartyId,
  party: z.string(),
  bill: Bill,
  year: Year,
  quarter: Quarter,
  since: Day.describe("from this day on its tax is awaited"),
  receipt: TdsReceipt.nullable().describe(
    "with it the bill became short by just its tax; null: no voucher did",
  ),
});
export type TdsBill = z.infer<typeof TdsBill>;

export const TdsQuarter = z.object({ year: Year, quarter: Quarter, ...AWAITED });
export type TdsQuarter = z.infer<typeof TdsQuarter>;

export const TdsBills = z.object({
  asOf: Day,
  ...AWAITED,
  quarters: z.array(TdsQuarter).describe("the latest first"),
  rows: z.array(TdsBill).describe("oldest first"),
  nextCursor: NextCursor,
});
export type TdsBills = z.infer<typeof TdsBills>;

/** The app's calls about tax deducted at source. */
export const tdsApi = {
  receivable: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/tds-receivable",
      summary: "TDS awaited and received, by customer and financial year",
    })
    .input(OnDay.extend(PAGE))
    .output(TdsReceivable),
  bills: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/tds-receivable/bills",
      summary: "Bills that are open for their TDS alone",
    })
    .input(
      OnDay.extend({
        ...PAGE,
        partyId: PartyId.optional(),
        year: z
          .string()
          .regex(/^\d{4}-\d{2}$/)
          .optional()
          .describe("financial year, such as 2025-26"),
      }),
    )
    .output(TdsBills),
};
