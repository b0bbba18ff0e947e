import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, OnDay, Period } from "./asking.ts";
import { Day, LedgerId, Paise } from "./fields.ts";
import { StatutoryRule } from "./settings.ts";

/* How much money there is, and what of it the state will ask for. */

const Sum = z
  .string()
  .regex(/^\d{1,18}$/, "must be a sum of paise in digits, not negative")
  .describe("decimal string of paise, not negative");

const SaidOfAccount = {
  overdraftLimit: Sum.nullable().describe("how far the bank lets it be overdrawn; null: not said"),
  isLeftOut: z.boolean().describe("it does not count"),
};

export const CashAccount = z.object({
  ledgerId: LedgerId.describe("the evidence: its statement"),
  name: z.string(),
  kind: z.enum(["cash", "bank", "overdraft"]).describe("by its group in Tally"),
  balance: Paise.describe("by the books; negative: overdrawn"),
  uncleared: Paise.describe(
    "part of the balance that the bank has not shown yet; zero where nobody reconciles the account",
  ),
  ...SaidOfAccount,
});
export type CashAccount = z.infer<typeof CashAccount>;

export const CashPosition = z.object({
  asOf: Day.describe("balances are those of this day; limits, floor and what counts are as said now"),
  money: Paise.describe("what lies in the accounts that count and are not overdrawn"),
  overdrawn: Paise.describe("what the others are overdrawn by"),
  free: Paise.describe("what may still be overdrawn, by the limits that were said"),
  available: Paise.describe("money + free"),
  floor: Sum.nullable().describe("the sum below which it should not fall; null: not said"),
  isBelowFloor: z.boolean(),
  isLimitMissing: z.boolean().describe("an account is overdrawn whose limit was not said"),
  accounts: z.array(CashAccount).describe("those that count first, the largest first"),
});
export type CashPosition = z.infer<typeof CashPosition>;

export const StatutoryClass = z.enum([
  "gst",
  "tds",
  "provident-fund",
  "esi",
  "professional-tax",
  "income-tax",
]);

export const Deposit = z.object({
  class: StatutoryClass,
  rule: z.string(),
  due: Day,
  period: Period.describe("what it is for"),
  upTo: z
    .number()
    .int()
    .nullable()
    .describe("of the year's tax, hundredths of a percent to be paid by then; null: all of the period"),
});
export type Deposit = z.infer<typeof Deposit>;

export const Deposits = z.object({
  asOf: Day,
  to: Day,
  owed: z
    .array(
      z.object({
        class: StatutoryClass,
        amount: Paise.describe("by the books; negative: paid ahead"),
        ledgers: z.array(z.object({ ledgerId: LedgerId, name: z.string(), amount: Paise })),
        nextDue: Day.nullable(),
      }),
    )
    .describe("by class, what the ledgers of each owe on the day"),
  days: z.array(Deposit).describe("days by which the law wants its money, earliest first"),
  rules: z.array(StatutoryRule).describe("what the law says, and how well that is known"),
});
export type Deposits = z.infer<typeof Deposits>;

/** The app's calls about money. */
export const cashApi = {
  position: oc
    .route({ method: "GET", path: "/companies/{companyId}/cash", summary: "How much money there is" })
    .input(OnDay)
    .output(CashPosition),
  change: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/cash",
      summary: "Say how low the money may fall, and what holds for its accounts",
    })
    .input(
      InCompany.extend({
        floor: Sum.nullable(),
        accounts: z
          .array(z.object({ ledgerId: LedgerId, ...SaidOfAccount }))
          .max(500)
          .describe("accounts that are left out of the list are as if nothing was said of them"),
      }),
    )
    .output(CashPosition),
  deposits: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/deposits",
      summary: "Taxes and funds that are owed, and the days by which to deposit them",
    })
    .input(OnDay)
    .output(Deposits),
};
