import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany, NextCursor, PAGE } from "./asking.ts";
import { Day, LedgerId, PartyId, Paise } from "./fields.ts";
import { Month } from "./sync.ts";

/* Our totals held against Tally's own: equal, or the difference narrowed to ledger, month and voucher, and to party and bill. */

/** Sums of one side's bills: what Tally states, ours beside it, and what is inferred, which Tally knows nothing of. */
export const TieOutSide = z.object({
  ours: Paise.describe("open under stated names, as Tally's Bills report counts it"),
  tally: Paise.nullable().describe("null: not stated in that run"),
  inferred: Paise.describe("open on bills made from balances of parties without bill-wise detail"),
});

export const TieOutSummary = z.object({
  state: z.enum(["equal", "different", "unknown"]),
  asOf: Day.nullable(),
  isOlder: z.boolean().describe("the books have moved on since"),
  message: z.string().nullable(),
  ledgers: z.object({
    different: z.number().int(),
    revalued: z
      .number()
      .int()
      .describe("foreign ledgers that Tally shows at the latest rate; no part of the verdict"),
  }),
  months: z.number().int().describe("months and voucher types that differ"),
  parties: z
    .number()
    .int()
    .nullable()
    .describe("parties whose pending bills differ; null: Tally's were not read by party"),
  receivable: TieOutSide,
  payable: TieOutSide,
});
export type TieOutSummary = z.infer<typeof TieOutSummary>;

export const TieOutLedger = z.object({
  ledgerId: LedgerId.nullable().describe("null: only Tally has it"),
  ledger: z.string(),
  group: z.string(),
  ours: Paise.describe("debit positive, at booked value"),
  tally: Paise.nullable().describe("debit positive; null when Tally did not state it"),
  difference: Paise,
  finding: z.enum(["equal", "different", "revaluation"]),
});
export type TieOutLedger = z.infer<typeof TieOutLedger>;

export const TieOutMonth = z.object({
  month: Month,
  type: z.string(),
  ours: z.object({ vouchers: z.number().int(), amount: Paise.nullable() }),
  tally: z.object({ vouchers: z.number().int(), amount: Paise.nullable() }),
});
export type TieOutMonth = z.infer<typeof TieOutMonth>;

export const TieOutParty = z.object({
  partyId: PartyId.nullable().describe("null: only Tally has it"),
  party: z.string(),
  side: z.enum(["receivable", "payable"]),
  ours: Paise,
  tally: Paise,
  difference: Paise,
  bills: z
    .array(z.object({ name: z.string(), ours: Paise, tally: Paise }))
    .nullable()
    .describe("the bills that differ, at most 50; null: Tally has not been asked for this party's yet"),
});
export type TieOutParty = z.infer<typeof TieOutParty>;

/** One month of a ledger that differs: what moved here, and both balances at its end where Tally was asked for them. */
export const TieOutLedgerMonth = z.object({
  month: Month,
  moved: Paise.describe("debit positive"),
  ours: Paise.describe("balance at the month's end, or on the day of the tie-out"),
  tally: Paise.nullable(),
  arose: Paise.nullable().describe("how much of the difference arose in this month; null: not known"),
});
export type TieOutLedgerMonth = z.infer<typeof TieOutLedgerMonth>;

const at = (path: string) => `/companies/{companyId}/tie-out${path}` as const;

export const tieOutApi = {
  summary: oc
    .route({ method: "GET", path: at(""), summary: "Ours against Tally's: the verdict and how much differs" })
    .input(InCompany)
    .output(TieOutSummary),
  ledgers: oc
    .route({
      method: "GET",
      path: at("/ledgers"),
      summary: "Ledgers that differ, are revalued, or all of them",
    })
    .input(
      InCompany.extend({ ...PAGE, which: z.enum(["different", "revaluation", "all"]).default("different") }),
    )
    .output(z.object({ asOf: Day.nullable(), rows: z.array(TieOutLedger), nextCursor: NextCursor })),
  months: oc
    .route({
      method: "GET",
      path: at("/months"),
      summary: "Months and voucher types that differ by number or sum",
    })
    .input(InCompany.extend(PAGE))
    .output(z.object({ rows: z.array(TieOutMonth), nextCursor: NextCursor })),
  parties: oc
    .route({
      method: "GET",
      path: at("/parties"),
      summary: "Parties whose pending bills differ, and which bills",
    })
    .input(InCompany.extend(PAGE))
    .output(z.object({ rows: z.array(TieOutParty), nextCursor: NextCursor })),
  ledger: oc
    .route({
      method: "GET",
      path: at("/ledgers/{ledgerId}"),
      summary: "A ledger month by month: where its difference arose",
    })
    .input(InCompany.extend({ ledgerId: LedgerId }))
    .output(
      z.object({
        ledger: z.string(),
        asOf: Day.nullable(),
        opening: Paise,
        months: z.array(TieOutLedgerMonth),
        narrowed: z
          .enum(["months", "asked", "not-asked"])
          .describe("months: Tally's balances at month ends are known; asked: the agent will bring them"),
      }),
    ),
};
