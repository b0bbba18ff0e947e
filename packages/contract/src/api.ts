import { oc } from "@orpc/contract";
import { z } from "zod";

import { BillId, CompanyId, Day, PartyId } from "./fields.ts";
import {
  Bill,
  BillEvidence,
  CompanySummary,
  Freshness,
  Home,
  Party,
  PartyBalance,
  QuarantineRow,
  TrialBalanceRow,
} from "./reads.ts";

const InCompany = z.strictObject({ companyId: CompanyId });
const AsOf = InCompany.extend({ asOf: Day.optional().describe("default: today in India") });
const Page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Everything the app can ask, written once: the server implements it, the client and the OpenAPI page are made from it. */
export const api = {
  session: {
    read: oc.route({ method: "GET", path: "/session", summary: "Who am I" }).output(
      z.object({
        user: z.object({ name: z.string(), email: z.string() }).nullable(),
        demo: z.boolean().describe("whether the demo sign-in is on"),
      }),
    ),
  },
  companies: {
    list: oc
      .route({ method: "GET", path: "/companies", summary: "Companies I belong to" })
      .output(z.object({ companies: z.array(CompanySummary) })),
    home: oc
      .route({ method: "GET", path: "/companies/{companyId}/home", summary: "The owner's home" })
      .input(AsOf)
      .output(Home),
    freshness: oc
      .route({ method: "GET", path: "/companies/{companyId}/freshness", summary: "How old the books are" })
      .input(InCompany)
      .output(Freshness),
    trialBalance: oc
      .route({ method: "GET", path: "/companies/{companyId}/trial-balance", summary: "Ours against Tally's" })
      .input(InCompany)
      .output(z.object({ asOf: Day.nullable(), rows: z.array(TrialBalanceRow) })),
    quarantine: oc
      .route({ method: "GET", path: "/companies/{companyId}/quarantine", summary: "What could not be taken" })
      .input(InCompany.extend(Page))
      .output(z.object({ rows: z.array(QuarantineRow), nextCursor: z.string().nullable() })),
  },
  parties: {
    list: oc
      .route({
        method: "GET",
        path: "/companies/{companyId}/parties",
        summary: "Parties with their outstanding",
      })
      .input(
        AsOf.extend({
          ...Page,
          side: z.enum(["receivable", "payable"]).default("receivable"),
          search: z.string().max(200).optional(),
        }),
      )
      .output(z.object({ rows: z.array(PartyBalance), nextCursor: z.string().nullable() })),
    read: oc
      .route({ method: "GET", path: "/companies/{companyId}/parties/{partyId}", summary: "One party" })
      .input(AsOf.extend({ partyId: PartyId }))
      .output(Party),
    bills: oc
      .route({
        method: "GET",
        path: "/companies/{companyId}/parties/{partyId}/bills",
        summary: "A party's bills",
      })
      .input(
        AsOf.extend({ ...Page, partyId: PartyId, state: z.enum(["open", "settled", "all"]).default("open") }),
      )
      .output(z.object({ rows: z.array(Bill), nextCursor: z.string().nullable() })),
  },
  bills: {
    evidence: oc
      .route({
        method: "GET",
        path: "/companies/{companyId}/bills/{billId}",
        summary: "Where a bill's figures come from",
      })
      .input(AsOf.extend({ billId: BillId }))
      .output(BillEvidence),
  },
};
