import { oc } from "@orpc/contract";
import { z } from "zod";

import { ALERT_KINDS, ALERT_WAYS, TALLY_CHANGES } from "./alert-kinds.ts";
import { InCompany } from "./asking.ts";
import { BillId, CorrectionId, Day, PartyId, Paise } from "./fields.ts";
import { SideName } from "./measures.ts";
import { NudgeId } from "./nudges.ts";
import { PaymentClass } from "./payment-class.ts";

/* What the owner should do and know today, and how it is found again. Kinds and figures alone; the words belong to the app. */

/** Each has its rule in docs/algorithms/today.md. */
export const AlertKind = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof AlertKind>;

/** The one thing to do about it: a place in the app, or a call. */
export const AlertAction = z.enum([
  "call",
  "party",
  "bill",
  "exceptions",
  "corrections",
  "approvals",
  "cash",
  "sync",
  "replies",
  "nudge",
  "channels",
  "templates",
  "offers",
  "discounts",
]);
export type AlertAction = z.infer<typeof AlertAction>;

export const TodayItem = z.object({
  kind: AlertKind,
  key: z.string().describe("the same thing has the same one tomorrow"),
  amount: Paise.describe("at stake; 0 where no sum is known"),
  gain: z.number().int().describe("days gained by doing it today; 0: there is nothing to do"),
  day: Day.nullable().describe("the day it is about: promised, due, come, foretold"),
  days: z
    .number()
    .int()
    .describe(
      "since that day, or to it where it lies ahead; slower, bill-slips: by how many days; negative of msme-due: past its last day",
    ),
  party: z.object({ partyId: PartyId, name: z.string() }).nullable(),
  bill: z.object({ billId: BillId, name: z.string() }).nullable(),
  correctionId: CorrectionId.nullable(),
  nudgeId: NudgeId.nullable(),
  change: z.object({ before: PaymentClass, now: PaymentClass }).nullable().describe("of a class"),
  way: z.enum(ALERT_WAYS).nullable().describe("on which messages go out, where it is about one"),
  tally: z.enum(TALLY_CHANGES).nullable().describe("what somebody has changed in Tally"),
  action: AlertAction,
  phone: z.string().nullable().describe("to call; null: none is known, or not for this reader"),
});
export type TodayItem = z.infer<typeof TodayItem>;

export const Today = z.object({
  asOf: Day,
  isRed: z.boolean().describe("the books are too old or differ from Tally's: nothing is foretold"),
  doNow: z.array(TodayItem).describe("at most three, by rupees times days gained"),
  alerts: z.array(TodayItem).describe("the others, the most pressing first"),
  more: z.number().int().describe("alerts beyond these"),
  snoozed: z.array(TodayItem.extend({ until: Day })).describe("put off by the reader until a day"),
});
export type Today = z.infer<typeof Today>;

export const FoundBill = z.object({
  billId: BillId,
  name: z.string(),
  side: SideName,
  date: Day,
  dueDate: Day,
  amount: Paise,
  open: Paise,
  party: z.object({ partyId: PartyId, name: z.string() }),
});
export type FoundBill = z.infer<typeof FoundBill>;

export const FoundParty = z.object({
  partyId: PartyId,
  name: z.string(),
  kind: z.enum(["customer", "supplier", "both"]),
});
export type FoundParty = z.infer<typeof FoundParty>;

export const SearchAnswer = z.object({
  parties: z.array(FoundParty).describe("by name, those first whose name begins so"),
  bills: z.array(FoundBill).describe("by reference: the very one first, then open ones, then the latest"),
  hasMoreParties: z.boolean(),
  hasMoreBills: z.boolean(),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

const AlertKey = z.string().regex(/^[a-z-]{3,30}(\.[a-z0-9_]{1,60})?$/);

/** The app's calls about the day. */
export const todayApi = {
  read: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/today",
      summary: "What to do and to know today",
    })
    .input(InCompany)
    .output(Today),
  snooze: oc
    .route({
      method: "PUT",
      path: "/companies/{companyId}/alerts/{key}/snooze",
      summary: "Put an alert off, for oneself",
    })
    .input(
      InCompany.extend({
        key: AlertKey,
        until: Day.nullable().describe(
          "the day on which it is shown again, at most ninety days on; null: now",
        ),
      }),
    )
    .output(Today),
  search: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/search",
      summary: "Parties by name and bills by reference",
    })
    .input(InCompany.extend({ text: z.string().max(200).default("") }))
    .output(SearchAnswer),
};
