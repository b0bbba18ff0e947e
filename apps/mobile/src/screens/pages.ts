import { later } from "../components/later";
import { BarePage } from "../components/page";
import { DelayChart } from "./charts";

/*
 * The pages whose code is loaded when they are opened. What stands before them comes with the app: the first page of an address, the
 * frame of a company and its home.
 */

export const AgentScreen = later(async () => (await import("./agent/all")).agentParts.AgentScreen, BarePage);
export const ApprovalsScreen = later(
  async () => (await import("./approvals/approvals-screen")).ApprovalsScreen,
  BarePage,
);
export const AssistantScreen = later(
  async () => (await import("./assistant/all")).assistantPages.AssistantScreen,
  BarePage,
);
export const AssistantSettingsScreen = later(
  async () => (await import("./assistant/all")).assistantPages.AssistantSettingsScreen,
  BarePage,
);
export const AuditScreen = later(async () => (await import("./audit/audit-screen")).AuditScreen, BarePage);
export const BillScreen = later(async () => (await import("./bill/bill-screen")).BillScreen, BarePage);
export const AccountsScreen = later(
  async () => (await import("./cash/accounts-screen")).AccountsScreen,
  BarePage,
);
export const CashScreen = later(async () => (await import("./cash/cash-screen")).CashScreen, BarePage);
export const CashItemsScreen = later(
  async () => (await import("./cash/items-screen")).CashItemsScreen,
  BarePage,
);
export const CashWeekScreen = later(
  async () => (await import("./cash/week-screen")).CashWeekScreen,
  BarePage,
);
export const ConnectScreen = later(
  async () => (await import("./connect/connect-screen")).ConnectScreen,
  BarePage,
);
export const FirstFiguresScreen = later(
  async () => (await import("./connect/first-figures-screen")).FirstFiguresScreen,
  BarePage,
);
export const CorrectionsScreen = later(
  async () => (await import("./corrections/corrections-screen")).CorrectionsScreen,
  BarePage,
);
export const NewCorrectionScreen = later(
  async () => (await import("./corrections/new-correction-screen")).NewCorrectionScreen,
  BarePage,
);
export const DraftsScreen = later(
  async () => (await import("./drafts/drafts-screen")).DraftsScreen,
  BarePage,
);
export const NewDraftScreen = later(
  async () => (await import("./drafts/new-draft-screen")).NewDraftScreen,
  BarePage,
);
export const ExceptionsScreen = later(
  async () => (await import("./exceptions/exceptions-screen")).ExceptionsScreen,
  BarePage,
);
export const InvitationScreen = later(
  async () => (await import("./invitation/invitation-screen")).InvitationScreen,
  BarePage,
);
export const NewCompanyScreen = later(
  async () => (await import("./new-company/new-company-screen")).NewCompanyScreen,
  BarePage,
);
export const PartiesScreen = later(
  async () => (await import("./parties/parties-screen")).PartiesScreen,
  BarePage,
);
export const PartyScreen = later(async () => (await import("./party/party-screen")).PartyScreen, BarePage);
export const RemindersScreen = later(
  async () => (await import("./reminder-settings/reminders-screen")).RemindersScreen,
  BarePage,
);
export const ReportScreen = later(
  async () => (await import("./reports/report-screen")).ReportScreen,
  BarePage,
);
export const ReportsScreen = later(
  async () => (await import("./reports/reports-screen")).ReportsScreen,
  BarePage,
);
export const ScenariosScreen = later(
  async () => (await import("./scenarios/scenarios-screen")).ScenariosScreen,
  BarePage,
);
export const ChannelsScreen = later(
  async () => (await import("./channels/channels-screen")).ChannelsScreen,
  BarePage,
);
export const ConsentScreen = later(
  async () => (await import("./consent/consent-screen")).ConsentScreen,
  BarePage,
);
export const CompanyDetailsScreen = later(
  async () => (await import("./settings/company-details-screen")).CompanyDetailsScreen,
  BarePage,
);
export const CostOfCashScreen = later(
  async () => (await import("./settings/cost-of-cash-screen")).CostOfCashScreen,
  BarePage,
);
export const CreditPeriodScreen = later(
  async () => (await import("./settings/credit-period-screen")).CreditPeriodScreen,
  BarePage,
);
export const DataScreen = later(async () => (await import("./settings/data-screen")).DataScreen, BarePage);
export const KeysScreen = later(async () => (await import("./settings/keys-screen")).KeysScreen, BarePage);
export const LockScreen = later(async () => (await import("./settings/lock-screen")).LockScreen, BarePage);
export const MyAlertsScreen = later(
  async () => (await import("./settings/my-alerts-screen")).MyAlertsScreen,
  BarePage,
);
export const NudgeScreen = later(async () => (await import("./nudges/all")).nudgePages.NudgeScreen, BarePage);
export const NudgesScreen = later(
  async () => (await import("./nudges/all")).nudgePages.NudgesScreen,
  BarePage,
);
export const OfferRegisterScreen = later(
  async () => (await import("./offer-register/offer-register-screen")).OfferRegisterScreen,
  BarePage,
);
export const OfferResultsScreen = later(
  async () => (await import("./offer-results/offer-results-screen")).OfferResultsScreen,
  BarePage,
);
export const OffersScreen = later(
  async () => (await import("./offers/offers-screen")).OffersScreen,
  BarePage,
);
export const OverdueOffersScreen = later(
  async () => (await import("./offers/overdue-screen")).OverdueOffersScreen,
  BarePage,
);
export const OfferSettingsScreen = later(
  async () => (await import("./settings/offer-settings-screen")).OfferSettingsScreen,
  BarePage,
);
export const PayDetailsScreen = later(
  async () => (await import("./settings/pay-details-screen")).PayDetailsScreen,
  BarePage,
);
export const PeopleScreen = later(
  async () => (await import("./settings/people-screen")).PeopleScreen,
  BarePage,
);
export const SearchScreen = later(
  async () => (await import("./search/search-screen")).SearchScreen,
  BarePage,
);
export const SessionsScreen = later(
  async () => (await import("./settings/sessions-screen")).SessionsScreen,
  BarePage,
);
export const RepliesScreen = later(
  async () => (await import("./replies/replies-screen")).RepliesScreen,
  BarePage,
);
export const SettingsScreen = later(
  async () => (await import("./settings/settings-screen")).SettingsScreen,
  BarePage,
);
export const SignInScreen = later(
  async () => (await import("./sign-in/sign-in-screen")).SignInScreen,
  BarePage,
);
export const SyncScreen = later(async () => (await import("./sync/sync-screen")).SyncScreen, BarePage);
export const TiedLedgerScreen = later(
  async () => (await import("./sync/tied-ledger-screen")).TiedLedgerScreen,
  BarePage,
);
export const TdsPartyScreen = later(
  async () => (await import("./tds/tds-party-screen")).TdsPartyScreen,
  BarePage,
);
export const TdsScreen = later(async () => (await import("./tds/tds-screen")).TdsScreen, BarePage);
export const TemplateScreen = later(
  async () => (await import("./templates/template-screen")).TemplateScreen,
  BarePage,
);
export const TemplatesScreen = later(
  async () => (await import("./templates/templates-screen")).TemplatesScreen,
  BarePage,
);
export const UploadScreen = later(
  async () => (await import("./upload/upload-screen")).UploadScreen,
  BarePage,
);
export const UploadsScreen = later(
  async () => (await import("./upload/uploads-screen")).UploadsScreen,
  BarePage,
);

/** The pages that people go to next, the likeliest first, with the pictures on them. */
export const LIKELY_NEXT = [
  PartiesScreen,
  PartyScreen,
  BillScreen,
  DelayChart,
  SearchScreen,
  CashScreen,
  ExceptionsScreen,
  ReportsScreen,
  SyncScreen,
  SettingsScreen,
];
