import { oc } from "@orpc/contract";
import { z } from "zod";

import { EXCEPTION_KINDS } from "./exception-kinds.ts";
import { BillId, CompanyId, Day, PartyId, Paise, VoucherId } from "./fields.ts";

/* The exceptions queue: what in the books a person should look at, by rupees, with what to do next. */

/** What is odd. Each has its rule in docs/algorithms/exceptions.md. */
export const ExceptionKind = z.enum(EXCEPTION_KINDS);
export type ExceptionKind = z.infer<typeof ExceptionKind>;

/** What to do next about it. */
export const NextStep = z.enum([
  "allocate",
  "await-certificate",
  "rename-in-tally",
  "set-terms",
  "add-contact",
  "merge",
  "chase-or-write-off",
  "check-change",
  "repair-in-tally",
  "resolve",
]);
export type NextStep = z.infer<typeof NextStep>;

/** Why a receipt probably paid these bills. */
export const SuggestionWhy = z.enum(["reference", "exact", "less-tds", "sum-of-bills", "first-in-first-out"]);
export type SuggestionWhy = z.infer<typeof SuggestionWhy>;

/** `sure`: nothing else fits. `likely`: it fits, and so might something else. `guess`: only the order of days speaks for it. */
export const Certainty = z.enum(["sure", "likely", "guess"]);
export type Certainty = z.infer<typeof Certainty>;

export const BillSuggestion = z.object({
  why: SuggestionWhy,
  certainty: Certainty,
  bills: z.array(
    z.object({
      billId: BillId,
      name: z.string(),
      dueDate: Day,
      open: Paise,
      amount: Paise.describe("of the money to this bill"),
      tds: Paise.describe("what the payer has probably withheld of it; 0 mostly"),
    }),
  ),
  left: Paise.describe("of the money, after these bills"),
});
export type BillSuggestion = z.infer<typeof BillSuggestion>;

const NamedParty = z.object({ partyId: PartyId, name: z.string() });

export const LikenessEvidence = z.enum(["gstin", "pan", "phone", "same-name", "nearly-same-name"]);
export type LikenessEvidence = z.infer<typeof LikenessEvidence>;

export const ExceptionRow = z.object({
  id: z.string().describe("the same exception has the same id tomorrow"),
  kind: ExceptionKind,
  amount: Paise.describe("what it is about, positive; 0 where no sum is known"),
  side: z.enum(["receivable", "payable"]).nullable(),
  next: NextStep,
  name: z.string().describe("reference, voucher or object it is about; may be empty"),
  reason: z.string().describe("what the books themselves say about it; may be empty"),
  date: Day.nullable(),
  count: z.number().int().describe("bills it is about, where it is about several"),
  parties: z.array(NamedParty.extend({ open: Paise })).describe("one mostly; several that may be the same"),
  likeness: z.array(LikenessEvidence),
  bills: z.array(z.object({ billId: BillId, name: z.string(), date: Day, dueDate: Day, open: Paise })),
  voucher: z
    .object({ voucherId: VoucherId, date: Day, type: z.string(), number: z.string(), narration: z.string() })
    .nullable(),
  money: z
    .object({ voucherId: VoucherId, lineNo: z.number().int() })
    .nullable()
    .describe("the line whose money can be allocated"),
  correctionId: z.string().nullable(),
  suggestions: z.array(BillSuggestion).describe("best first"),
});
export type ExceptionRow = z.infer<typeof ExceptionRow>;

export const ExceptionCount = z.object({ kind: ExceptionKind, count: z.number().int(), amount: Paise });
export type ExceptionCount = z.infer<typeof ExceptionCount>;

const InCompany = z.strictObject({ companyId: CompanyId });
const AsOf = InCompany.extend({ asOf: Day.optional().describe("default: today in India") });

/** The app's calls about exceptions. */
export const exceptionsApi = {
  list: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/exceptions",
      summary: "What a person should look at, largest first",
    })
    .input(
      AsOf.extend({
        kind: ExceptionKind.optional(),
        partyId: PartyId.optional(),
        cursor: z.string().max(300).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(30),
      }),
    )
    .output(z.object({ asOf: Day, rows: z.array(ExceptionRow), nextCursor: z.string().nullable() })),
  counts: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/exceptions/counts",
      summary: "How many of each kind, and how much money",
    })
    .input(AsOf)
    .output(z.object({ asOf: Day, kinds: z.array(ExceptionCount) })),
};
