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

const MsmeClass = z.enum(["micro", "small", "medium", "none"]).nullable();

export const MsmeWord = z.object({
  udyamClass: MsmeClass.describe("null: as Tally has it"),
  activity: Activity.describe("traders are not covered"),
  hasWrittenTerms: z
    .boolean()
    .nullable()
    .describe("whether a day to pay was agreed in writing; null counts as no"),
  validFrom: Day.nullable().describe("the day from which it holds; null: always"),
});
export type MsmeWord = z.infer<typeof MsmeWord>;

/** Who said something and when, and who took it back. */
const Said = {
  saidNo: z.number().int(),
  at: z.iso.datetime(),
  by: z.string().describe("empty: not known"),
  takenBack: z.object({ at: z.iso.datetime(), by: z.string() }).nullable(),
};

export const MsmeSaid = MsmeWord.extend(Said);
export type MsmeSaid = z.infer<typeof MsmeSaid>;

export const MsmeStanding = z.object({
  asOf: Day,
  udyamClass: MsmeClass.describe("null: nobody has said"),
  activity: Activity,
  hasWrittenTerms: z.boolean().nullable(),
  origin: z.enum(["tally", "person"]).nullable().describe("of the class"),
  validFrom: Day.nullable().describe("since when the class holds; null: always, or none was said"),
  isCovered: z.boolean().describe("the law's clock runs for its bills of that day"),
  days: z
    .object({ written: z.number().int(), unwritten: z.number().int() })
    .describe("days to pay by the law of that day, where terms were agreed in writing and where not"),
  inTally: z
    .array(z.object({ validFrom: Day.nullable(), udyamClass: MsmeClass, activity: Activity }))
    .describe("oldest first"),
  said: z.array(MsmeSaid).describe("latest first"),
});
export type MsmeStanding = z.infer<typeof MsmeStanding>;

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

const Rate = z.number().int().min(1).max(10_000).describe("hundredths of a percent a year");

export const CostOfCash = z.object({
  asOf: Day,
  hundredths: Rate,
  origin: z.enum(["said", "usual"]).describe("usual: the company has not said"),
  validFrom: Day.describe("since when it holds"),
  usual: StatutoryRule.describe("what is taken where nothing was said"),
  said: z.array(z.object({ validFrom: Day, hundredths: Rate, ...Said })).describe("latest first"),
});
export type CostOfCash = z.infer<typeof CostOfCash>;

const OfSide = z.object({
  bills: z.number().int().describe("open bills whose due date these days decide, and would move"),
  open: Paise,
  overdueNow: Paise.describe("of them, as it is"),
  overdueThen: Paise.describe("of them, by these days"),
});

export const CreditDaysEffect = z.object({
  asOf: Day,
  days: z.number().int(),
  daysNow: z.number().int(),
  receivable: OfSide,
  payable: OfSide,
});
export type CreditDaysEffect = z.infer<typeof CreditDaysEffect>;

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
  creditDaysEffect: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/settings/credit-days/{days}",
      summary: "What other default days of credit would change",
    })
    .input(InCompany.extend({ days: z.coerce.number().int().min(0).max(365) }))
    .output(CreditDaysEffect),
  costOfCash: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/cost-of-cash",
      summary: "What borrowed money costs the company",
    })
    .input(OnDay)
    .output(CostOfCash),
  sayCostOfCash: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/cost-of-cash",
      summary: "Say what borrowed money costs from a day on",
    })
    .input(InCompany.extend({ hundredths: Rate, validFrom: Day }))
    .output(CostOfCash),
  takeBackCostOfCash: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/cost-of-cash/{saidNo}",
      summary: "Take a statement of it back",
    })
    .input(InCompany.extend({ saidNo: z.coerce.number().int().min(1).max(2_000_000_000) }))
    .output(CostOfCash),
  msmeOfParty: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/parties/{partyId}/msme",
      summary: "What a party is under the law for micro and small enterprises",
    })
    .input(OnDay.extend({ partyId: PartyId }))
    .output(MsmeStanding),
  sayMsme: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/parties/{partyId}/msme",
      summary: "Say what a party is under that law",
    })
    .input(
      InCompany.extend({
        partyId: PartyId,
        ...MsmeWord.shape,
        validFrom: MsmeWord.shape.validFrom.default(null),
      }),
    )
    .output(MsmeStanding),
  takeBackMsme: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/parties/{partyId}/msme/{saidNo}",
      summary: "Take a statement of it back",
    })
    .input(
      InCompany.extend({
        partyId: PartyId,
        saidNo: z.coerce.number().int().min(1).max(2_000_000_000),
      }),
    )
    .output(MsmeStanding),
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
