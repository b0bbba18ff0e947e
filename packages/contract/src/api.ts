import { oc } from "@orpc/contract";
import { z } from "zod";

import { assistantApi } from "./assistant.ts";
import { approvalsApi } from "./approvals.ts";
import { auditApi } from "./audit.ts";
import { WaysIn } from "./auth.ts";
import { bulkApi } from "./bulk.ts";
import { cashApi } from "./cash.ts";
import { cashForecastApi } from "./cash-forecast.ts";
import { cashItemsApi } from "./cash-items.ts";
import { cashScenariosApi } from "./cash-scenarios.ts";
import { channelsApi } from "./channels.ts";
import { companyDataApi } from "./company-data.ts";
import { profileApi } from "./company-profile.ts";
import { consentApi } from "./consent.ts";
import { correctionsApi } from "./corrections.ts";
import { draftsApi } from "./drafts.ts";
import { exceptionsApi } from "./exceptions.ts";
import { BillId, CompanyId, Day, PartyId } from "./fields.ts";
import { keysApi } from "./keys.ts";
import { insightsApi } from "./insights.ts";
import { ledgersApi } from "./ledgers.ts";
import { measuresApi } from "./measures.ts";
import { invitationsApi, membersApi } from "./members.ts";
import {
  AbsentRow,
  Bill,
  BillEvidence,
  CompanySummary,
  Freshness,
  Home,
  Party,
  PartyBalance,
  QuarantineRow,
} from "./reads.ts";
import { offerResultsApi } from "./offer-results.ts";
import { discountRegisterApi } from "./discount-register.ts";
import { offersApi } from "./offers.ts";
import { agentReleaseApi } from "./agent-release.ts";
import { agentPairingApi, pairingsApi } from "./pairing.ts";
import { gatewayApi } from "./gateway.ts";
import { inboundApi } from "./inbound.ts";
import { lettersApi } from "./letters.ts";
import { nudgesApi } from "./nudges.ts";
import { nudgeAsksApi } from "./nudge-asks.ts";
import { nudgePreferenceApi } from "./nudge-preference.ts";
import { nudgeSettingsApi } from "./nudge-settings.ts";
import { payDetailsApi } from "./pay-details.ts";
import { PaymentClass } from "./payment-class.ts";
import { preferencesApi } from "./preferences.ts";
import { reportsApi } from "./reports.ts";
import { resultsApi } from "./results.ts";
import { tdsApi } from "./tds.ts";
import { savedViewsApi } from "./saved-views.ts";
import { sessionsApi } from "./sessions.ts";
import { tieOutApi } from "./tie-out.ts";
import { templateTestsApi } from "./template-tests.ts";
import { templatesApi } from "./templates.ts";
import { todayApi } from "./today.ts";
import { settingsApi } from "./settings.ts";
import { MAX_FILE_BYTES, MAX_UPLOAD_FILES } from "./upload-files.ts";
import { Mapping, RefusedRow, Upload, UploadId, UploadSummary } from "./uploads.ts";

const InCompany = z.strictObject({ companyId: CompanyId });
const AsOf = InCompany.extend({ asOf: Day.optional().describe("default: today in India") });
const Page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

const InUpload = InCompany.extend({ uploadId: UploadId });

/** Everything the app can ask, written once: the server implements it, the client and the OpenAPI page are made from it. */
export const api = {
  session: {
    read: oc.route({ method: "GET", path: "/session", summary: "Who am I" }).output(
      z.object({
        user: z.object({ name: z.string(), email: z.string() }).nullable(),
        demo: z.boolean().describe("whether the demo sign-in is on"),
        ways: WaysIn,
      }),
    ),
  },
  sessions: sessionsApi,
  companies: {
    ...profileApi,
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
    quarantine: oc
      .route({ method: "GET", path: "/companies/{companyId}/quarantine", summary: "What could not be taken" })
      .input(InCompany.extend(Page))
      .output(z.object({ rows: z.array(QuarantineRow), nextCursor: z.string().nullable() })),
    absences: oc
      .route({
        method: "GET",
        path: "/companies/{companyId}/absences",
        summary: "What Tally no longer shows and waits to be confirmed",
      })
      .input(InCompany.extend(Page))
      .output(
        z.object({
          rows: z.array(AbsentRow),
          nextCursor: z.string().nullable(),
          total: z.number().int(),
          upTo: z.string().nullable().describe("names this list: what is confirmed is what was seen"),
          isBeingRemoved: z.boolean().describe("a confirmed list is on its way out of the books"),
        }),
      ),
    confirmAbsences: oc
      .route({
        method: "POST",
        path: "/companies/{companyId}/absences/confirm",
        summary: "These are gone: remove those that are absent still",
      })
      .input(InCompany.extend({ upTo: z.string().max(40) }))
      .output(z.object({ confirmed: z.number().int() })),
  },
  members: membersApi,
  invitations: invitationsApi,
  keys: keysApi,
  pairings: pairingsApi,
  agentPairing: agentPairingApi,
  agentRelease: agentReleaseApi,
  companyData: companyDataApi,
  uploads: {
    open: oc
      .route({ method: "POST", path: "/companies/{companyId}/uploads", summary: "Begin to hand in files" })
      .input(
        InCompany.extend({
          files: z
            .array(
              z.strictObject({
                name: z.string().min(1).max(200),
                bytes: z.number().int().min(0).max(MAX_FILE_BYTES),
              }),
            )
            .min(1)
            .max(MAX_UPLOAD_FILES),
        }),
      )
      .output(Upload),
    list: oc
      .route({ method: "GET", path: "/companies/{companyId}/uploads", summary: "Files handed in lately" })
      .input(InCompany)
      .output(z.object({ rows: z.array(UploadSummary) })),
    read: oc
      .route({
        method: "GET",
        path: "/companies/{companyId}/uploads/{uploadId}",
        summary: "What an upload holds and how far it is",
      })
      .input(InUpload)
      .output(Upload),
    start: oc
      .route({
        method: "POST",
        path: "/companies/{companyId}/uploads/{uploadId}/read",
        summary: "All bytes are there: read them",
      })
      .input(InUpload)
      .output(Upload),
    mapping: oc
      .route({
        method: "POST",
        path: "/companies/{companyId}/uploads/{uploadId}/files/{fileNo}/mapping",
        summary: "Say what the columns of a table mean",
      })
      .input(InUpload.extend({ fileNo: z.coerce.number().int().min(1), mapping: Mapping }))
      .output(Upload),
    commit: oc
      .route({
        method: "POST",
        path: "/companies/{companyId}/uploads/{uploadId}/commit",
        summary: "Take an upload into the books",
      })
      .input(InUpload)
      .output(Upload),
    cancel: oc
      .route({
        method: "DELETE",
        path: "/companies/{companyId}/uploads/{uploadId}",
        summary: "Let an upload go that is not in the books",
      })
      .input(InUpload)
      .output(z.object({ cancelled: z.boolean() })),
    takeBack: oc
      .route({
        method: "POST",
        path: "/companies/{companyId}/uploads/{uploadId}/take-back",
        summary: "Take an upload out of the books again",
      })
      .input(InUpload)
      .output(Upload),
    refused: oc
      .route({
        method: "GET",
        path: "/companies/{companyId}/uploads/{uploadId}/refused",
        summary: "Rows that could not be read, with their reasons",
      })
      .input(InUpload.extend(Page))
      .output(z.object({ rows: z.array(RefusedRow), nextCursor: z.string().nullable() })),
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
          class: PaymentClass.optional().describe("those alone that pay so, by what is learned or said now"),
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
  drafts: draftsApi,
  tieOut: tieOutApi,
  ledgers: ledgersApi,
  exceptions: exceptionsApi,
  bulk: bulkApi,
  reports: reportsApi,
  savedViews: savedViewsApi,
  results: resultsApi,
  measures: measuresApi,
  insights: insightsApi,
  tds: tdsApi,
  corrections: correctionsApi,
  approvals: approvalsApi,
  assistant: assistantApi,
  offers: { ...offersApi, ...offerResultsApi, ...discountRegisterApi },
  audit: auditApi,
  settings: settingsApi,
  payDetails: payDetailsApi,
  gateway: gatewayApi,
  consent: consentApi,
  channels: channelsApi,
  inbound: inboundApi,
  letters: lettersApi,
  nudges: nudgesApi,
  nudgeAsks: nudgeAsksApi,
  nudgePreference: nudgePreferenceApi,
  nudgeSettings: nudgeSettingsApi,
  templates: templatesApi,
  templateTests: templateTestsApi,
  cash: cashApi,
  cashForecast: { ...cashForecastApi, ...cashItemsApi },
  cashScenarios: cashScenariosApi,
  today: todayApi,
  preferences: preferencesApi,
};
