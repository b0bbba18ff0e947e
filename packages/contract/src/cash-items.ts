import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { Direction } from "./cash-forecast.ts";
import { Day, LedgerId, Moment, Paise, PartyId } from "./fields.ts";

/* Sums that come back by the calendar: found by the forecast, confirmed, edited or ended by people. */

const Shift = z
  .enum(["stay", "before", "after"])
  .describe("where banks are shut on its day: it stays, or goes to an open day before or after it");

export const ItemRhythm = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("months"),
    months: z.number().int().min(1).max(12).describe("every so many"),
    date: z.number().int().min(-27).max(31).describe("of the month; 0 its last day, -1 the one before"),
    next: Day.describe("a day of a month in which it is due"),
    shift: Shift,
  }),
  z.strictObject({
    kind: z.literal("days"),
    days: z.number().int().min(1).max(366).describe("every so many"),
    next: Day.describe("a day on which it is due"),
    shift: Shift,
  }),
]);
export type ItemRhythm = z.infer<typeof ItemRhythm>;

const Size = z.string().regex(/^[1-9]\d{0,14}$/, "must be a sum of paise in digits, above zero");

export const ItemWord = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("confirmed") }),
  z.strictObject({ kind: z.literal("ended") }),
  z.strictObject({ kind: z.literal("edited"), rhythm: ItemRhythm, amount: Size }),
]);
export type ItemWord = z.infer<typeof ItemWord>;

const ItemName = {
  ledgerId: LedgerId.describe("of its ledger, or of its party as a ledger; the evidence: its statement"),
  direction: Direction,
  every: z
    .string()
    .regex(/^(months|days)\/\d{1,3}$/)
    .describe("names the rhythm it was found with, beside others of the same ledger"),
};

export const CashItem = z.object({
  ...ItemName,
  partyId: PartyId.nullable().describe("null: no party"),
  name: z.string(),
  class: z.string(),
  rhythm: ItemRhythm.nullable().describe("null: nobody finds it any more"),
  amount: Paise.nullable().describe("what it usually is"),
  hitRate: z.number().nullable().describe("share of its days on which it came"),
  alive: z.number().nullable().describe("the chance that it has not ended"),
  hits: z.array(z.object({ due: Day, day: Day, amount: Paise })).describe("the last times it came"),
  ahead: z.array(z.object({ day: Day, chance: z.number(), amount: Paise })),
  said: z
    .object({ word: ItemWord, by: z.string(), at: Moment })
    .nullable()
    .describe("what a person says of it, which wins over what is found; null: nothing"),
});
export type CashItem = z.infer<typeof CashItem>;

const CashItems = z.object({
  asOf: Day.nullable().describe("of the forecast that found them; null: there is none"),
  items: z.array(CashItem),
});
export type CashItems = z.infer<typeof CashItems>;

/** The app's calls about recurring items. */
export const cashItemsApi = {
  items: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cash/items",
      summary: "Sums that come back by the calendar",
    })
    .input(InCompany)
    .output(CashItems),
  sayItem: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/cash/items",
      summary: "Confirm, edit or end a recurring item, or take back what was said of it",
    })
    .input(InCompany.extend({ ...ItemName, word: ItemWord.nullable().describe("null: taken back") }))
    .output(CashItems),
};
