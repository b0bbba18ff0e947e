import { oc } from "@orpc/contract";
import { z } from "zod";

import { NextCursor, OnDay, PAGE } from "./asking.ts";
import { Day, LedgerId, PartyId, Paise } from "./fields.ts";
import { Bill } from "./reads.ts";

/* Tax that customers keep back: what is awaited, and what the TDS ledgers of the books have received. */

const Year = z
  .string()
  .describe("financial year, such as 2025-26: a bill's by its day, a booking's by its voucher's");

export const TdsYear = z.object({
  partyId: PartyId.nullable().describe("null: of vouchers that are not of just one party"),
  party: z.string(),
  year: Year,
  awaited: Paise.describe("of bills that are open for their tax alone"),
  bills: z.number().int().describe("so many bills"),
  received: Paise.describe("booked on a TDS ledger, with the party's voucher"),
});
export type TdsYear = z.infer<typeof TdsYear>;

export const TdsReceivable = z.object({
  asOf: Day,
  ledgers: z
    .array(z.object({ ledgerId: LedgerId, name: z.string(), balance: Paise.describe("debit positive") }))
    .describe("the TDS ledgers, known by their names"),
  years: z.array(z.object({ year: Year, awaited: Paise, received: Paise })).describe("the latest first"),
  rows: z.array(TdsYear).describe("by party and year, the largest sums awaited first"),
  nextCursor: NextCursor,
});
export type TdsReceivable = z.infer<typeof TdsReceivable>;

export const TdsBill = z.object({ partyId: PartyId, party: z.string(), bill: Bill });
export type TdsBill = z.infer<typeof TdsBill>;

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
    .output(z.object({ asOf: Day, rows: z.array(TdsBill).describe("oldest first"), nextCursor: NextCursor })),
};
