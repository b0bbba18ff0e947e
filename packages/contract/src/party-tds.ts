import { z } from "zod";

import { Day, Paise } from "./fields.ts";

/** What a party keeps back as tax; what a person says holds instead of what was learned. Rates in hundredths of a percent. */
export const PartyTds = z.object({
  side: z.enum(["receivable", "payable"]),
  learned: z
    .object({
      rate: z.number().int(),
      of: z.enum(["taxable", "gross"]),
      bills: z.number().int().describe("that it rests on"),
      booked: z.number().int().describe("of them, those whose tax a voucher shows on a TDS ledger"),
      since: Day.describe("the day of the first of them"),
      learnedOn: Day.describe("known from this day on"),
    })
    .nullable(),
  said: z
    .object({
      rate: z.number().int().describe("0: nothing is kept back"),
      of: z.enum(["taxable", "gross"]),
      threshold: Paise.nullable().describe("of a financial year's bills: below it there is no tax"),
      from: Day,
      until: Day.nullable(),
    })
    .nullable(),
});
export type PartyTds = z.infer<typeof PartyTds>;
