import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor, OnDay, PAGE } from "./asking.ts";
import { BillId, Day, PartyId, Paise } from "./fields.ts";
import { AgeingBy, SideName } from "./measures.ts";

/* What a company chose for itself, and the clock of the law for micro and small enterprises. */

const OwnClass = z.enum(["micro", "small", "medium"]).nullable();
const Activity = z.enum(["trader", "other"]).nullable();

export const CompanySettings = z.object({
  defaultCreditDays: z
    .number()
    .int()
    .min(0)
    .max(365)
    .describe("credit where neither bill, voucher nor ledger says any; 0: due on the bill's day"),
  ageingBy: AgeingBy,
  ageingEdges: z
    .array(z.number().int().min(1).max(9_999))
    .min(1)
    .max(12)
    .refine((edges) => edges.every((edge, index) => edge > (edges[index - 1] ?? 0)), "days must rise")
    .describe("last day of each bucket but the last"),
  udyamClass: OwnClass.describe("our own class in the Udyam register; null: not said"),
  activity: Activity,
});
export type CompanySettings = z.infer<typeof CompanySettings>;

export const SettingsStanding = CompanySettings.extend({
  isBeingDerived: z
    .boolean()
    .describe("due dates are not yet by these default days: they are being worked out"),
});
export type SettingsStanding = z.infer<typeof SettingsStanding>;

export const MsmeProfile = z.object({
  udyamClass: z.enum(["micro", "small", "medium", "none"]).nullable().describe("null: not asked yet"),
  activity: Activity.describe("traders are not covered"),
  hasWrittenTerms: z
    .boolean()
    .nullable()
    .describe("whether a day to pay was agreed in writing; null counts as no"),
});
export type MsmeProfile = z.infer<typeof MsmeProfile>;

export const StatutoryRule = z.object({
  rule: z.string(),
  validFrom: Day,
  value: z.unknown(),
  mark: z.enum(["V", "S", "K", "X"]).describe("read; secondary pages; not checked; sources conflict"),
  source: z.string(),
  note: z.string(),
  readOn: Day,
});
export type StatutoryRule = z.infer<typeof StatutoryRule>;

export const MsmeBill = z.object({
  partyId: PartyId,
  party: z.string(),
  billId: BillId.describe("the evidence"),
  name: z.string(),
  date: Day.describe("taken as the day of acceptance"),
  dueDate: Day,
  hasWrittenTerms: z.boolean(),
  amount: Paise,
  open: Paise,
  lastDay: Day.describe("the last day on which it is paid in time"),
  daysLeft: z.number().int().describe("negative: past it"),
  interest: Paise.nullable().describe("accrued by the day; null: no bank rate is known for its beginning"),
});
export type MsmeBill = z.infer<typeof MsmeBill>;

export const MsmeClock = z.object({
  asOf: Day,
  side: SideName.describe(
    "payable: what we owe to micro and small suppliers; receivable: what is owed to us if we are one",
  ),
  applies: z.boolean().describe("false: no supplier, or not we ourselves, is marked as covered"),
  rules: z.array(StatutoryRule).describe("what the law says, and how well that is known"),
  total: z.object({ open: Paise, past: Paise.describe("open and past its last day"), interest: Paise }),
  rows: z.array(MsmeBill).describe("by last day, earliest first"),
  nextCursor: NextCursor,
});
export type MsmeClock = z.infer<typeof MsmeClock>;

/** The app's calls about settings and the law's clock. */
export const settingsApi = {
  read: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/settings",
      summary: "What the company chose for itself",
    })
    .input(InCompany)
    .output(SettingsStanding),
  change: oc
    .route({ method: "PUT", path: "/companies/{companyId}/settings", summary: "Choose otherwise" })
    .input(InCompany.extend(CompanySettings.shape))
    .output(SettingsStanding),
  msmeProfile: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/parties/{partyId}/msme",
      summary: "What a party is under the law for micro and small enterprises",
    })
    .input(InCompany.extend({ partyId: PartyId }))
    .output(MsmeProfile),
  changeMsmeProfile: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/parties/{partyId}/msme",
      summary: "Say what a party is under that law",
    })
    .input(InCompany.extend({ partyId: PartyId, ...MsmeProfile.shape }))
    .output(MsmeProfile),
  msme: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/msme",
      summary: "Bills near or past the last day of that law, with the interest accrued",
    })
    .input(
      OnDay.extend({
        ...PAGE,
        side: SideName.default("payable"),
        state: z.enum(["all", "near", "past"]).default("all").describe("near: up to seven days left"),
      }),
    )
    .output(MsmeClock),
};
