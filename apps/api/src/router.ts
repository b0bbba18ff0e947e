import type { Services } from "./context.ts";
import { guarded } from "./guard.ts";
import { absenceRoutes } from "./routes/absences.ts";
import { agentPairingRoutes } from "./routes/agent-pairing.ts";
import { agentReleaseRoutes } from "./routes/agent-release.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { assistantHistoryRoutes } from "./routes/assistant-history.ts";
import { assistantSettingRoutes } from "./routes/assistant-settings.ts";
import { assistantRoutes } from "./routes/assistant.ts";
import { auditRoutes } from "./routes/audit.ts";
import { billRoutes } from "./routes/bills.ts";
import { bulkRoutes } from "./routes/bulk.ts";
import { cashRoutes } from "./routes/cash.ts";
import { cashForecastRoutes } from "./routes/cash-forecast.ts";
import { cashScenarioRoutes } from "./routes/cash-scenarios.ts";
import { channelRoutes } from "./routes/channels.ts";
import { companyRoutes } from "./routes/companies.ts";
import { companyDataRoutes } from "./routes/company-data.ts";
import { profileRoutes } from "./routes/company-profile.ts";
import { invitationRoutes } from "./routes/invitations.ts";
import { memberRoutes } from "./routes/members.ts";
import { consentRoutes } from "./routes/consent.ts";
import { correctionRoutes } from "./routes/corrections.ts";
import { costOfCashRoutes } from "./routes/cost-of-cash.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { keyRoutes } from "./routes/keys.ts";
import { insightRoutes } from "./routes/insights.ts";
import { ledgerRoutes } from "./routes/ledgers.ts";
import { msmeRoutes } from "./routes/msme.ts";
import { exceptionRoutes } from "./routes/exceptions.ts";
import { savedViewRoutes } from "./routes/saved-views.ts";
import { reportRoutes } from "./routes/reports.ts";
import { measureRoutes } from "./routes/measures.ts";
import { inboundRoutes } from "./routes/inbound.ts";
import { letterRoutes } from "./routes/letters.ts";
import { nudgeRoutes } from "./routes/nudges.ts";
import { offerResultRoutes } from "./routes/offer-results.ts";
import { discountRegisterRoutes } from "./routes/discount-register.ts";
import { offerDeedRoutes, offerRoutes, offerSettingRoutes } from "./routes/offers.ts";
import { pairingRoutes } from "./routes/pairings.ts";
import { gatewayRoutes } from "./routes/gateway.ts";
import { nudgeAskRoutes } from "./routes/nudge-asks.ts";
import { nudgePreferenceRoutes } from "./routes/nudge-preference.ts";
import { nudgeSettingRoutes } from "./routes/nudge-settings.ts";
import { payDetailRoutes } from "./routes/pay-details.ts";
import { partyRoutes } from "./routes/parties.ts";
import { preferenceRoutes } from "./routes/preferences.ts";
import { resultRoutes } from "./routes/results.ts";
import { mySessionRoutes } from "./routes/my-sessions.ts";
import { sessionRoutes } from "./routes/session.ts";
import { tdsRoutes } from "./routes/tds.ts";
import { tieOutRoutes } from "./routes/tie-out.ts";
import { templateTestRoutes } from "./routes/template-tests.ts";
import { templateRoutes } from "./routes/templates.ts";
import { todayRoutes } from "./routes/today.ts";
import { settingRoutes } from "./routes/settings.ts";
import { uploadRoutes } from "./routes/uploads.ts";

/** The contract, implemented. */
export function createRouter(services: Services) {
  const guard = guarded(services);
  return guard.routes.router({
    session: sessionRoutes(services, guard),
    sessions: mySessionRoutes(services, guard),
    companies: {
      ...companyRoutes(services, guard),
      ...profileRoutes(services, guard),
      ...absenceRoutes(services, guard),
    },
    members: memberRoutes(services, guard),
    invitations: invitationRoutes(services, guard),
    keys: keyRoutes(services, guard),
    pairings: pairingRoutes(services, guard),
    agentPairing: agentPairingRoutes(services, guard),
    agentRelease: agentReleaseRoutes(services, guard),
    companyData: companyDataRoutes(services, guard),
    uploads: uploadRoutes(services, guard),
    parties: partyRoutes(services, guard),
    bills: billRoutes(services, guard),
    drafts: draftRoutes(services, guard),
    tieOut: tieOutRoutes(services, guard),
    ledgers: ledgerRoutes(services, guard),
    exceptions: exceptionRoutes(services, guard),
    bulk: bulkRoutes(services, guard),
    reports: reportRoutes(services, guard),
    assistant: {
      ...assistantRoutes(services, guard),
      ...assistantHistoryRoutes(services, guard),
      ...assistantSettingRoutes(services, guard),
    },
    savedViews: savedViewRoutes(services, guard),
    results: resultRoutes(services, guard),
    measures: measureRoutes(services, guard),
    insights: insightRoutes(services, guard),
    corrections: correctionRoutes(services, guard),
    approvals: approvalRoutes(services, guard),
    offers: {
      ...offerRoutes(services, guard),
      ...offerDeedRoutes(services, guard),
      ...offerSettingRoutes(services, guard),
      ...offerResultRoutes(services, guard),
      ...discountRegisterRoutes(services, guard),
    },
    tds: tdsRoutes(services, guard),
    audit: auditRoutes(services, guard),
    payDetails: payDetailRoutes(services, guard),
    gateway: gatewayRoutes(services, guard),
    consent: consentRoutes(services, guard),
    channels: channelRoutes(services, guard),
    inbound: inboundRoutes(services, guard),
    letters: letterRoutes(services, guard),
    nudges: nudgeRoutes(services, guard),
    nudgeAsks: nudgeAskRoutes(services, guard),
    nudgePreference: nudgePreferenceRoutes(services, guard),
    nudgeSettings: nudgeSettingRoutes(services, guard),
    templateTests: templateTestRoutes(services, guard),
    templates: templateRoutes(services, guard),
    settings: {
      ...settingRoutes(services, guard),
      ...costOfCashRoutes(services, guard),
      ...msmeRoutes(services, guard),
    },
    cash: cashRoutes(services, guard),
    cashForecast: cashForecastRoutes(services, guard),
    cashScenarios: cashScenarioRoutes(services, guard),
    today: todayRoutes(services, guard),
    preferences: preferenceRoutes(services, guard),
  });
}
